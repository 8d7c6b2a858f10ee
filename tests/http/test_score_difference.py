"""What has changed since the cycle before: at the door, exactly and in words."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.score.decay import MICRO
from rewards.score.evidence import Evidence, EvidenceKind, Status
from service.flows.evidence import evidence_row
from service.jobs.by_name import run_by_name
from service.members.consents import PROGRAMME, Purpose
from service.store.schema.page import EVIDENCE
from service.store.schema.slot import Slot, SlotState
from tests.http.doors import KIOSK, Doors, is_problem, open_doors
from tests.http.test_language import EN, ZH, is_in
from tests.http.test_rentals import account_of
from tests.jobs.toy import QUICK
from tests.people import DAY

DOOR = "/v1/me/score/difference"


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    """The test's own: it publishes."""
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


async def publish(doors: Doors) -> None:
    """A day later."""
    doors.clock.follow(doors.clock.offset + DAY)
    found = await run_by_name(
        doors.context, "publish_scores", None, stop=asyncio.Event(), effort=QUICK
    )
    assert isinstance(found, Slot)
    assert found.state is SlotState.DONE, found.error


async def happens(doors: Doors, account: str, kind: EvidenceKind, status: Status) -> None:
    fact = Evidence(
        id=f"{account}:{kind}",
        kind=kind,
        at=doors.clock.domain_now(),
        source=KIOSK,
        status=status,
    )
    row = EVIDENCE.encode(evidence_row(account, fact, at=fact.at))
    await doors.context.store.driver.db.evidence.replace_one({"_id": row["_id"]}, row, upsert=True)


async def asked(doors: Doors, token: str, cycle: str = "", **more: Any) -> dict[str, Any]:
    path = f"{DOOR}?cycle={cycle}" if cycle else DOOR
    response = await doors.call("GET", path, token, **more)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_from_cycle_to_cycle(doors: Doors) -> None:
    token = await doors.member()
    is_problem(await doors.call("GET", DOOR, token), 409, "no_consent")
    await doors.consent(token, Purpose.SCORE, PROGRAMME)
    is_problem(await doors.call("GET", DOOR, token), 409, "nothing_published")
    await publish(doors)
    first = await asked(doors, token)
    assert "difference" not in first
    assert "before" not in first

    account = account_of(doors, token)
    await happens(doors, account, EvidenceKind.TASK_COMPLETED, Status.COUNTED)
    await publish(doors)
    second = await asked(doors, token)
    assert (second["before"], second["cycle"]) == (first["cycle"], second["cycle"])
    proves(second["difference"])
    assert "new, +1.977028 points." in str(second["difference"])

    await happens(doors, account, EvidenceKind.BREACH, Status.COUNTED)
    await publish(doors)
    third = await asked(doors, token, headers=EN)
    proves(third["difference"])
    assert third["difference"]["cushion"] == 0
    await happens(doors, account, EvidenceKind.BREACH, Status.CURED)
    await publish(doors)
    fourth = await asked(doors, token)
    assert "made good" in str(fourth["difference"])
    again = await asked(doors, token, second["cycle"])
    assert again == second

    chinese = await doors.call("GET", DOOR, token, headers=ZH)
    is_in(chinese, "zh-CN")
    assert chinese.json()["difference"]["points"] == fourth["difference"]["points"]


def proves(found: dict[str, Any]) -> None:
    """The sums that are told are the sums."""
    parts = sum(part["points"] for part in found["parts"])
    assert found["points"] == found["after"] - found["before"]
    assert found["points"] == found["start"] + parts + found["cushion"]
    for part in found["parts"]:
        lines = sum(line["micro_points"] for line in part["lines"])
        assert part["points"] * MICRO == lines + part["cut"]


async def test_what_there_is_not(doors: Doors) -> None:
    token = await doors.member()
    await publish(doors)
    await doors.consent(token, Purpose.SCORE, PROGRAMME)
    is_problem(await doors.call("GET", f"{DOOR}?cycle=2020-01", token), 404, "cycle_unknown")
    is_problem(await doors.call("GET", DOOR, token), 404, "score_not_published")
    is_problem(await doors.call("GET", f"{DOOR}?cycle={'x' * 65}", token), 422, "invalid_request")
