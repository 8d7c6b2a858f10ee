"""The doors of evidence: a member objects, the source answers, an operator decides; nobody learns a
name by it."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from rewards.score.evidence import Evidence, EvidenceKind, Status
from service.flows.evidence import evidence_row
from service.members.consents import Purpose
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.operators.roles import Role
from service.programme_demo import DEMO
from service.store.schema.page import EVIDENCE, INBOX
from tests.http.doors import BIKES, KIOSK, Doors, is_problem, open_doors

WORDS = {"statement": "The box was full."}
INSISTS = {"statement": "It was not.", "insists": True}


async def account_of(doors: Doors, token: str) -> str:
    access = doors.keys.read_access(token, doors.clock.server_now())
    assert access is not None
    return access.sub


async def late(doors: Doors, token: str, **more: Any) -> str:
    """A late return that the kiosk tells, whose notice was delivered an hour ago."""
    account, at = await account_of(doors, token), doors.clock.domain_now() - timedelta(hours=1)
    id_ = f"penalty:{uuid.uuid4().hex}"
    fact = Evidence(
        id=id_,
        kind=EvidenceKind.RETURNED_LATE,
        at=at,
        source=KIOSK,
        status=Status.PROPOSED,
    )
    notice = new_message(
        f"message:evidence:{id_}:proposed",
        account=account,
        kind=MessageKind.PENALTY_PROPOSED,
        at=at,
        parameters={},
    )
    row = EVIDENCE.encode(evidence_row(account, fact, at=at)) | {"notice": notice.id} | more
    database = doors.context.store.driver.db
    await database.evidence.insert_one(row)
    await database.inbox.insert_one(INBOX.encode(notice) | {"delivered_at": at})
    return id_


async def listed(doors: Doors, token: str, **params: Any) -> list[dict[str, Any]]:
    response = await doors.call("GET", "/v1/me/evidence", token, params=params)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["evidence"]
    return found


async def test_a_member_sees_how_everything_stands_and_what_can_be_done(doors: Doors) -> None:
    token = await doors.member()
    evidence = await late(doors, token)
    verified, proposed = await listed(doors, token)
    assert (proposed["evidence"], proposed["status"]) == (evidence, "proposed")
    assert (proposed["micro_points"], proposed["part"]) == (0, "fulfilment")
    told = doors.clock.domain_now() - timedelta(hours=1)
    assert proposed["counts_from"] == (told + timedelta(days=7)).isoformat().replace("+00:00", "Z")
    until = (told + timedelta(days=30)).isoformat().replace("+00:00", "Z")
    assert (proposed["may_challenge"], proposed["challengeable_until"]) == (True, until)
    assert (verified["kind"], verified["micro_points"]) == ("contact_verified", 40_000_000)
    assert verified["source"] == "app"
    path = f"/v1/me/evidence/{evidence}/challenge"
    opened = await doors.call("POST", path, token, json=WORDS)
    assert opened.status_code == 201, opened.text
    _, challenged = await listed(doors, token)
    assert challenged["challenge"] == opened.json()
    assert (challenged["status"], challenged["may_challenge"]) == ("challenged", False)
    again = await doors.call("POST", path, token, json=WORDS)
    is_problem(again, 409, "already_challenged")


async def test_what_is_from_before_its_kind_counted_says_so(
    mongo_url: str, database_name: str
) -> None:
    began = datetime(2026, 3, 4, 11, 30, tzinfo=UTC)
    replace, numbers = msgspec.structs.replace, DEMO.numbers
    kinds = tuple(replace(rule, since=began) for rule in numbers.score.scheme.kinds)
    scheme = replace(numbers.score.scheme, kinds=kinds)
    later = replace(DEMO, numbers=replace(numbers, score=replace(numbers.score, scheme=scheme)))
    async with open_doors(mongo_url, database_name, programme=later) as doors:
        token = await doors.member()
        await late(doors, token, status=Status.COUNTED.value)
        verified, before = await listed(doors, token)
        assert (before["micro_points"], before["only_since"]) == (0, "2026-03-04T11:30:00Z")
        assert "part" not in before
        assert verified["micro_points"] > 0
        assert "only_since" not in verified


async def test_pages_of_rows_completions_and_months_are_one_list(doors: Doors) -> None:
    token = await doors.member()
    for _ in range(3):
        await late(doors, token)
    await doors.call("POST", "/v1/me/tasks/return-umbrella", token)
    linked = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    event = {
        "member": linked["pseudonym"],
        "task": "return-umbrella",
        "event_at": doors.clock.domain_now().isoformat(),
    }
    done = await doors.call("POST", "/v1/merchant/events", await doors.merchant(), json=event)
    assert done.status_code == 200, done.text
    account = await account_of(doors, token)
    long_ago = doors.clock.domain_now() - timedelta(days=100)
    await doors.context.store.driver.db.accounts.update_one(
        {"_id": account}, {"$set": {"active_since": long_ago}}
    )
    whole = await listed(doors, token)
    kinds = [each["kind"] for each in whole]
    assert kinds[0] == "task_completed"
    assert sorted(kinds[1:5]) == ["contact_verified", *["returned_late"] * 3]
    assert kinds[5:] == ["month_active"] * len(kinds[5:])
    assert len(kinds) >= 7
    paged: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        params = {"limit": 2, "cursor": cursor}
        page = (await doors.call("GET", "/v1/me/evidence", token, params=params)).json()
        assert len(page["evidence"]) <= 2
        paged += page["evidence"]
        cursor = page.get("next_cursor")
    assert paged == whole


async def test_its_source_learns_what_and_not_who_unless_they_are_linked(doors: Doors) -> None:
    token, key = await doors.member(), await doors.merchant()
    linked = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    account = await account_of(doors, token)
    evidence = await late(doors, token)
    opened = await doors.call("POST", f"/v1/me/evidence/{evidence}/challenge", token, json=WORDS)
    id_ = opened.json()["id"]

    async def seen(by: str) -> dict[str, Any] | None:
        page = await doors.call("GET", "/v1/merchant/challenges", by, params={"limit": 100})
        assert account not in page.text
        return next((each for each in page.json()["challenges"] if each["id"] == id_), None)

    case = await seen(key)
    assert case is not None
    assert (case["member"], case["statement"]) == (linked["pseudonym"], WORDS["statement"])
    assert await seen(await doors.merchant(BIKES)) is None
    gone = await doors.call("DELETE", f"/v1/me/consents/task_events/{KIOSK}", token)
    assert gone.status_code == 200, gone.text
    case = await seen(key)
    assert case is not None
    assert "member" not in case
    answered = await doors.call("POST", f"/v1/merchant/challenges/{id_}/answer", key, json=INSISTS)
    assert (answered.status_code, answered.json()["state"]) == (200, "referred")
    assert WORDS["statement"] not in answered.text


async def test_a_completion_s_id_names_an_account_and_is_not_shown_to_others(doors: Doors) -> None:
    token, key = await doors.member(), await doors.merchant()
    await doors.call("POST", "/v1/me/tasks/return-umbrella", token)
    linked = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    event = {
        "member": linked["pseudonym"],
        "task": "return-umbrella",
        "event": "till-7",
        "event_at": doors.clock.domain_now().isoformat(),
    }
    await doors.call("POST", "/v1/merchant/events", key, json=event)
    done = next(one for one in await listed(doors, token) if one["kind"] == "task_completed")
    path = f"/v1/me/evidence/{done['evidence']}/challenge"
    opened = await doors.call("POST", path, token, json=WORDS)
    assert opened.status_code == 201, opened.text
    account = await account_of(doors, token)
    for path, by in (
        ("/v1/merchant/challenges", key),
        ("/v1/operator/challenges", await doors.operator(Role.SUPPORT)),
    ):
        page = await doors.call("GET", path, by, params={"limit": 100})
        assert account not in page.text
        case = next(one for one in page.json()["challenges"] if one["id"] == opened.json()["id"])
        assert case["reference"] == f"{KIOSK}:till-7"
        assert "evidence" not in case


async def test_an_operator_decides_what_is_referred_and_the_member_reads_why(doors: Doors) -> None:
    token, key, olga = await doors.member(), await doors.merchant(), await doors.operator()
    evidence = await late(doors, token)
    opened = await doors.call("POST", f"/v1/me/evidence/{evidence}/challenge", token, json=WORDS)
    id_ = opened.json()["id"]
    decision = f"/v1/operator/challenges/{id_}/decision"
    upheld = {"verdict": "uphold", "reason": "the camera shows an empty box"}
    is_problem(await doors.call("POST", decision, olga, json=upheld), 409, "wrong_challenge_state")
    await doors.call("POST", f"/v1/merchant/challenges/{id_}/answer", key, json=INSISTS)
    for state, there in (("referred", True), ("asked", False)):
        page = await doors.call(
            "GET", "/v1/operator/challenges", olga, params={"state": state, "limit": 100}
        )
        assert (id_ in {one["id"] for one in page.json()["challenges"]}) is there
    said = await doors.call("POST", decision, olga, json=upheld)
    assert (said.status_code, said.json()["state"]) == (200, "upheld")
    _, first = await listed(doors, token)
    assert first["challenge"]["reason"] == upheld["reason"]
    assert first["challenge"]["answer"] == INSISTS["statement"]
    assert (first["status"], first["may_challenge"]) == ("proposed", False)


async def test_what_was_made_good_is_said_by_its_source_or_an_operator(doors: Doors) -> None:
    token, key = await doors.member(), await doors.merchant()
    evidence = await late(doors, token, status="counted", notice=None)
    path = f"/v1/merchant/evidence/{evidence}/cure"
    is_problem(await doors.call("POST", path, await doors.merchant(BIKES)), 404, "evidence_unknown")
    cured = await doors.call("POST", path, key)
    assert (cured.status_code, cured.json()["status"]) == (200, "cured")
    operators = f"/v1/operator/evidence/{evidence}/cure"
    again = await doors.call(
        "POST", operators, await doors.operator(Role.SUPPORT), json={"reason": "paid in cash"}
    )
    is_problem(again, 409, "already_made_good")
    _, first = await listed(doors, token)
    assert (first["status"], first["micro_points"]) == ("cured", 0)
    assert "made_good_at" in first


@pytest.mark.parametrize("words", ["", "no", "x" * 501])
async def test_a_statement_has_3_to_500_characters(doors: Doors, words: str) -> None:
    token = await doors.member()
    evidence = f"contact_verified:{await account_of(doors, token)}"
    path = f"/v1/me/evidence/{evidence}/challenge"
    refused = await doors.call("POST", path, token, json={"statement": words})
    is_problem(refused, 422, "invalid_request")
