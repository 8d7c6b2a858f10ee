"""Publications at the doors: a member's own scores, their proof, and what everybody may see."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pymongo import monitoring
from pymongo.monitoring import CommandListener

from rewards.score.evidence import Evidence, EvidenceKind
from service.cli.verify import verify
from service.flows.evidence import evidence_row
from service.members.consents import PROGRAMME, Purpose
from service.operators.roles import Role
from service.store.schema.page import EVIDENCE
from tests.http.doors import Doors, is_problem, open_doors
from tests.http.test_games import run
from tests.http.test_rentals import account_of

READS = ("find", "aggregate")
# Looks of every process for itself, by its own clock.
OF_THE_PROCESS = (
    "programmes",
    "sessions",
    "token_keys",
    "clocks",
    "meta",
    "slots",
    "seasons",
    "games",
)


class Reads(CommandListener):
    """What one database is asked while `seen` is a list."""

    def __init__(self) -> None:
        self.database, self.seen = "", None  # type: tuple[str, list[str] | None]

    def started(self, event: Any) -> None:
        if self.seen is None or event.database_name != self.database:
            return
        collection = event.command.get(event.command_name)
        if event.command_name in READS and collection not in OF_THE_PROCESS:
            self.seen.append(collection)

    def succeeded(self, event: Any) -> None:
        pass

    def failed(self, event: Any) -> None:
        pass


READ = Reads()
monitoring.register(READ)


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


async def scored(doors: Doors) -> str:
    """The token of a member who wants a score and has verified a contact."""
    token = await doors.member()
    await doors.consent(token, Purpose.SCORE, PROGRAMME)
    return token


async def get(doors: Doors, path: str, token: str | None = None) -> dict[str, Any]:
    answer = await doors.call("GET", path, token)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def learn(doors: Doors, token: str, kind: EvidenceKind) -> None:
    account, now = account_of(doors, token), doors.clock.domain_now()
    fact = Evidence(id=f"{kind}:{account}", kind=kind, at=now, source="app")
    row = EVIDENCE.encode(evidence_row(account, fact, at=now))
    await doors.context.store.driver.db.evidence.insert_one(row)


async def test_a_member_reads_every_score_and_what_it_would_be_now(doors: Doors) -> None:
    token = await scored(doors)
    await run(doors, "publish_scores")
    await learn(doors, token, EvidenceKind.SECOND_FACTOR)
    projected = await get(doors, "/v1/me/score/projected", token)
    await run(doors, "publish_scores")
    now = await get(doors, "/v1/me/score", token)
    assert projected["score"]["value"] == now["score"]["value"]
    history = (await get(doors, "/v1/me/score/history", token))["scores"]
    value = now["score"]["value"]
    assert [one["value"] for one in history] == [value, value - 20]
    assert {one["level"] for one in history} == {now["score"]["level"]}
    first = await get(doors, "/v1/me/score/history?limit=1", token)
    rest = await get(doors, f"/v1/me/score/history?cursor={first['next_cursor']}", token)
    assert first["scores"] + rest["scores"] == history
    for one in history:
        told = await get(doors, f"/v1/me/score/cycles/{one['cycle']}", token)
        assert told["score"]["value"] == one["value"]
        assert told["cut_off"] == one["cut_off"]
    unknown = await doors.call("GET", "/v1/me/score/cycles/2020-01", token)
    is_problem(unknown, 404, "cycle_unknown")


async def test_a_newcomer_is_in_nothing_that_was_published_before(doors: Doors) -> None:
    await scored(doors)
    await run(doors, "publish_scores")
    cycle = (await get(doors, "/v1/publications"))["publications"][0]["head"]["cycle"]
    late = await scored(doors)
    assert (await get(doors, "/v1/me/score/history", late))["scores"] == []
    for door in (f"cycles/{cycle}", "proof"):
        answer = await doors.call("GET", f"/v1/me/score/{door}", late)
        is_problem(answer, 404, "score_not_published")
    assert await get(doors, "/v1/me/score", late) == {"available": False}


async def test_a_withdrawn_consent_hides_all_of_it(doors: Doors) -> None:
    token = await scored(doors)
    await run(doors, "publish_scores")
    [one] = (await get(doors, "/v1/me/score/history", token))["scores"]
    gone = await doors.call("DELETE", "/v1/me/consents/score/programme", token)
    assert gone.status_code == 200, gone.text
    for door in ("", "/history", "/projected", "/proof", f"/cycles/{one['cycle']}"):
        is_problem(await doors.call("GET", f"/v1/me/score{door}", token), 409, "no_consent")


async def test_an_explanation_costs_at_most_three_database_operations(
    doors: Doors, database_name: str
) -> None:
    token = await scored(doors)
    await run(doors, "publish_scores")
    [one] = (await get(doors, "/v1/me/score/history", token))["scores"]
    READ.database = database_name
    of_cycle = f"/difference?cycle={one['cycle']}"
    for door in ("", f"/cycles/{one['cycle']}", "/history", "/difference", of_cycle):
        READ.seen = []
        await get(doors, f"/v1/me/score{door}", token)
        seen, READ.seen = READ.seen, None
        assert 1 <= len(seen) <= 3, seen


async def test_a_proof_is_taken_home_and_holds_there(doors: Doors, tmp_path: Path) -> None:
    token = await scored(doors)
    await scored(doors)
    await run(doors, "publish_scores")
    answer = await doors.call("GET", "/v1/me/score/proof", token)
    file = tmp_path / "score.json"
    file.write_bytes(answer.content)
    key = (await get(doors, "/v1/ledger/keys"))["keys"][0]["x"]
    said = CliRunner().invoke(verify, [str(file), "--key", key])
    assert said.exit_code == 0, said.stderr
    assert said.stdout.startswith(f"score {answer.json()['score']} of ")
    file.write_bytes(answer.content.replace(b'"score":', b'"score":1'))
    wrong = CliRunner().invoke(verify, [str(file), "--key", key])
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith("I14 ")


async def test_everybody_sees_what_was_published_and_why_it_was_corrected(doors: Doors) -> None:
    token = await scored(doors)
    await run(doors, "publish_scores")
    [first] = (await get(doors, "/v1/publications"))["publications"]
    cycle, admin = first["head"]["cycle"], await doors.operator(Role.ADMIN)
    path = f"/v1/operator/publications/{cycle}/revisions"
    reason = {"reason": "A till reported twice"}
    wanted = await doors.call("POST", path, admin, json=reason)
    assert (wanted.status_code, wanted.json()["revision"]) == (201, 2)
    refused = await doors.call("POST", path, admin, json=reason)
    is_problem(refused, 409, "correction_under_way")
    await run(doors, "revise_scores")
    newest, oldest = (await get(doors, f"/v1/publications/{cycle}"))["revisions"]
    assert oldest == first
    assert newest["head"]["reason"] == "A till reported twice"
    assert (await get(doors, "/v1/me/score", token))["reason"] == "A till reported twice"
    history = (await get(doors, "/v1/me/score/history", token))["scores"]
    assert [one["revision"] for one in history] == [2, 1]
    before = await get(doors, f"/v1/me/score/cycles/{cycle}?revision=1", token)
    assert "reason" not in before
    is_problem(await doors.call("GET", "/v1/publications/2020-01"), 404, "cycle_unknown")


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.AUDITOR])
async def test_a_correction_takes_the_power(doors: Doors, role: Role) -> None:
    token = await doors.operator(role)
    path = "/v1/operator/publications/2026-02/revisions"
    answer = await doors.call("POST", path, token, json={"reason": "because"})
    is_problem(answer, 403, "power_missing")
