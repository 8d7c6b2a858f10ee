"""The scheme `points` from the first day to a perk and a penalty, at the doors."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.score.evidence import Evidence, EvidenceKind, Status
from service.flows.evidence import evidence_row
from service.jobs.by_name import run_by_name
from service.members.consents import PROGRAMME, Purpose
from service.programme_points import POINTS_DEMO
from service.store.schema.page import EVIDENCE
from service.store.schema.slot import Slot, SlotState
from tests.http.doors import KIOSK, Doors, open_doors
from tests.http.test_language import EN, ZH
from tests.http.test_rentals import account_of
from tests.jobs.toy import QUICK
from tests.people import DAY

MEADOW = "meadow-relief"
VOLUNTEERING = [each.id for each in POINTS_DEMO.tasks if each.sources == (MEADOW,)]


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    async with open_doors(mongo_url, database_name, programme=POINTS_DEMO) as opened:
        yield opened


async def volunteer(doors: Doors, token: str, member: str, task: str) -> None:
    """She joins a task and does it, and who runs it says so."""
    joined = await doors.call("POST", f"/v1/me/tasks/{task}", token)
    assert joined.status_code == 200, joined.text
    done = {"member": member, "task": task, "event_at": doors.clock.domain_now().isoformat()}
    said = await doors.call("POST", "/v1/merchant/events", await doors.merchant(MEADOW), json=done)
    assert said.status_code == 200, said.text


async def published(doors: Doors, token: str, **headers: Any) -> dict[str, Any]:
    """A day later: her score as it is published then."""
    doors.clock.follow(doors.clock.offset + DAY)
    found = await run_by_name(
        doors.context, "publish_scores", None, stop=asyncio.Event(), effort=QUICK
    )
    assert isinstance(found, Slot)
    assert found.state is SlotState.DONE, found.error
    mine: dict[str, Any] = (
        await doors.call("GET", "/v1/me/score", token, headers=headers or EN)
    ).json()
    return mine


async def answer(doors: Doors, token: str, perk: str) -> str:
    """What the kiosk hears when she shows a pass for a perk."""
    shown = await doors.call("POST", "/v1/me/passes", token, json={"perk": perk, "merchant": KIOSK})
    asked = {"token": shown.json()["token"]}
    checked = await doors.call(
        "POST", "/v1/merchant/checks", await doors.merchant(KIOSK), json=asked
    )
    said: str = checked.json()["answer"]
    return said


async def proposed(doors: Doors, account: str, status: Status) -> None:
    """A broken promise stands so from now on."""
    fact = Evidence(
        id=f"{account}:breach",
        kind=EvidenceKind.BREACH,
        at=doors.clock.domain_now(),
        source=KIOSK,
        status=status,
    )
    row = EVIDENCE.encode(evidence_row(account, fact, at=fact.at))
    db = doors.context.store.driver.db
    await db.evidence.replace_one({"_id": row["_id"]}, row, upsert=True)


async def test_from_a_thousand_to_a_perk_of_level_aa_and_down_by_a_penalty(doors: Doors) -> None:
    token = await doors.member()
    await doors.consent(token, Purpose.SCORE, PROGRAMME)
    await doors.consent(token, Purpose.ELIGIBILITY, KIOSK)
    link = await doors.consent(token, Purpose.TASK_EVENTS, MEADOW)

    first = (await published(doors, token))["score"]
    assert (first["value"], first["level"]) == (1_005, "A")
    assert first["level_text"] == "That is level A, which begins at 960."
    assert first["next_level"]["text"] == "Level AA begins at 1030: 25 points more."
    assert await answer(doors, token, "umbrella") == "yes"
    assert await answer(doors, token, "short-queue") == "no"

    for task in VOLUNTEERING[:5]:
        await volunteer(doors, token, link["pseudonym"], task)
    risen = (await published(doors, token))["score"]
    assert (risen["value"], risen["level"]) == (1_030, "AA")
    service = next(part for part in risen["parts"] if part["name"] == "service")
    assert service["text"] == "Service: 25 points of at most 70 points."
    assert service["lines"][0]["text"].endswith(
        "It is worth 5 points and does not fade. It is gone after 365 days."
    )
    assert await answer(doors, token, "short-queue") == "yes"

    account = account_of(doors, token)
    await proposed(doors, account, Status.PROPOSED)
    waiting = (await published(doors, token))["score"]
    assert waiting["value"] == 1_030
    assert "proposed" in str(waiting)
    await proposed(doors, account, Status.COUNTED)
    fallen = (await published(doors, token))["score"]
    assert (fallen["value"], fallen["level"]) == (980, "A")
    assert "cushion" not in fallen
    promises = next(part for part in fallen["parts"] if part["name"] == "promises")
    assert promises["text"] == "Promises: -50 points, between -1000 points and 80 points."
    assert any("Making good" in way["text"] for way in fallen["ways"])
    assert await answer(doors, token, "short-queue") == "no"

    await proposed(doors, account, Status.CURED)
    cured = await published(doors, token, **ZH)
    assert cured["score"]["value"] == 1_020
    assert "A 级" in cured["score"]["level_text"]


async def test_nine_broken_promises_end_in_the_lowest_level(doors: Doors) -> None:
    """It is below the start: nobody is in it without a reason."""
    token = await doors.member()
    await doors.consent(token, Purpose.SCORE, PROGRAMME)
    account = account_of(doors, token)
    rows = [
        evidence_row(
            account,
            Evidence(
                id=f"{account}:{number}",
                kind=EvidenceKind.BREACH,
                at=doors.clock.domain_now(),
                source=KIOSK,
            ),
            at=doors.clock.domain_now(),
        )
        for number in range(9)
    ]
    await doors.context.store.driver.db.evidence.insert_many([EVIDENCE.encode(row) for row in rows])
    found = (await published(doors, token))["score"]
    assert (found["value"], found["level"]) == (555, "D")
    assert found["start"] == 1_000
