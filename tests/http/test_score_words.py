"""The caller's own score, told in the caller's language."""

from typing import Any

import pytest

from rewards.economy import ScoreNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.score import score
from service.members.consents import PROGRAMME, Purpose
from service.store.schema.documents import Snapshot, snapshot_id
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS
from tests.flows.rentals.scenes import pointer
from tests.http.doors import KIOSK, Doors, is_problem
from tests.http.test_language import EN, ZH, is_in
from tests.http.test_rentals import account_of
from tests.people import NOON

DOOR = "/v1/me/score"
NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1)
DONE = Evidence(id="tour", kind=EvidenceKind.TASK_COMPLETED, at=NOON, source=KIOSK)


@pytest.fixture
def doors(own_doors: Doors) -> Doors:
    """The test's own: a published score is for all who knock at the same doors."""
    return own_doors


async def published(doors: Doors, found: Score | NotAvailable) -> str:
    """The token of a member about whom this was published."""
    token = await doors.member()
    await doors.consent(token, Purpose.SCORE, PROGRAMME)
    made, account = pointer(), account_of(doors, token)
    row = Snapshot(
        id=snapshot_id(made, account),
        cycle=made.cycle,
        revision=made.revision,
        account=account,
        score=found if isinstance(found, Score) else None,
        not_available=found if isinstance(found, NotAvailable) else None,
    )
    db = doors.context.store.driver.db
    await db.snapshots.insert_one(SNAPSHOTS.encode(row))
    await db.publications.replace_one({"_id": made.id}, PUBLICATIONS.encode(made), upsert=True)
    return token


def words(found: Any) -> list[str]:
    """Every `text` in an answer, in order."""
    if isinstance(found, list):
        return [text for each in found for text in words(each)]
    if not isinstance(found, dict):
        return []
    mine = [found[name] for name in found if name.endswith("text")]
    return mine + [text for each in found.values() for text in words(each)]


async def test_a_score_is_told_to_the_piece_of_evidence(doors: Doors) -> None:
    token = await published(doors, score([DONE], active_days=0, at=NOON, numbers=NUMBERS))
    answers = [await doors.call("GET", DOOR, token, headers=headers) for headers in (EN, ZH)]
    for answer, language in zip(answers, ("en", "zh-CN"), strict=True):
        assert answer.status_code == 200, answer.text
        is_in(answer, language)
    english, chinese = (answer.json() for answer in answers)
    assert len(words(english)) == len(words(chinese)) == len(english["score"]["ways"]) + 11
    assert "4 March 2026, from Umbrella Kiosk: 2 points." in words(english)
    assert "2026年3月4日，来自雨伞小站：2 分。" in words(chinese)  # noqa: RUF001
    assert english["score"]["value"] == chinese["score"]["value"] == 352


async def test_what_is_missing_for_a_score_is_told(doors: Doors) -> None:
    gap = NotAvailable(active_days=3, active_days_min=30, evidence=1, evidence_min=3)
    token = await published(doors, gap)
    answer = (await doors.call("GET", DOOR, token, headers=EN)).json()
    assert answer["available"] is False
    assert answer["not_available"]["text"] == (
        "A score needs 30 days as an active member and 3 pieces of evidence. So far there are 3 "
        "days and 1 piece of evidence."
    )
    assert answer["not_available"]["ways"][0] == "27 days more as an active member."


async def test_nothing_is_told_without_consent(doors: Doors) -> None:
    token = await doors.member()
    is_problem(await doors.call("GET", DOOR, token), 409, "no_consent")
