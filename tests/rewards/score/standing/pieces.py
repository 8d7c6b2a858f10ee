"""Rows, items and challenges for the tests of standing: Alice's late umbrella, unless said."""

from datetime import datetime
from typing import Any

from rewards.economy import ChallengeNumbers
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.scheme import KindRule
from rewards.score.sesame import SESAME
from rewards.score.standing.begin import rule_of
from rewards.score.standing.challenge import Challenge
from rewards.score.standing.open_challenge import Item, Opened, open_challenge
from rewards.score.standing.standing import Standing
from tests.people import DAY, NOON, UMBRELLA_KIOSK

NUMBERS = ChallengeNumbers()
LATE = EvidenceKind.RETURNED_LATE


def rule(kind: EvidenceKind) -> KindRule:
    found = rule_of(SESAME, kind, NOON)
    assert found is not None
    return found


def item(status: Status = Status.COUNTED, **more: Any) -> Item:
    fact = Evidence(id="rental:r1:returned", kind=LATE, at=NOON, source=UMBRELLA_KIOSK)
    fields: dict[str, Any] = {
        "account": "alice",
        "fact": fact,
        "standing": Standing(status=status),
        "told_at": NOON,
        "reference": "r1",
        "asked": True,
    }
    return Item(**fields | more)


def opened(at: datetime = NOON + DAY, status: Status = Status.COUNTED, **more: Any) -> Opened:
    found = open_challenge(
        item(status, **more), None, statement="no", open_now=0, at=at, numbers=NUMBERS
    )
    assert isinstance(found, Opened), found
    return found


def challenged(at: datetime = NOON + DAY, **more: Any) -> Challenge:
    return opened(at, **more).challenge
