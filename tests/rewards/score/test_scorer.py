"""The fast scorer answers what the pure function answers, to the last item.

TEST_ACCOUNTS random accounts are compared; `make scores` does a hundred thousand.
"""

import os
import random
from datetime import timedelta

import msgspec
import pytest

from rewards.economy import ScoreNumbers
from rewards.score.cushion import Last
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.points import POINTS
from rewards.score.score import score
from rewards.score.scorer import Scorer
from rewards.score.sesame import SESAME
from tests.people import NOON

ACCOUNTS = int(os.environ.get("TEST_ACCOUNTS", "2000"))
KINDS, STATUSES = list(EvidenceKind), list(Status)
EDGES = [timedelta(0), timedelta(milliseconds=1), timedelta(days=730), timedelta(days=-1)]
UNKNOWN = msgspec.structs.replace(SESAME, kinds=SESAME.kinds[3:], loss_max=None)
SCHEMES = {"sesame": SESAME, "points": POINTS, "few kinds, no cushion": UNKNOWN}


def life(chance: random.Random) -> list[Evidence]:
    """Anything that can be known: of any kind and status, long ago, at the edges, and to come."""
    return [
        Evidence(
            id=f"e{chance.randrange(10**9)}",
            kind=chance.choice(KINDS),
            at=NOON - (chance.choice(EDGES) if chance.random() < 0.2 else _ago(chance)),
            source="umbrella-kiosk",
            status=Status.COUNTED if chance.random() < 0.6 else chance.choice(STATUSES),
        )
        for _ in range(chance.randrange(30))
    ]


def _ago(chance: random.Random) -> timedelta:
    return timedelta(minutes=chance.randrange(1_500 * 24 * 60))


def last(chance: random.Random) -> Last | None:
    if chance.random() < 0.3:
        return None
    at = NOON - timedelta(hours=chance.randrange(24 * 60))
    scheme = chance.choice(["sesame", "points", "another"])
    return Last(value=chance.randrange(350, 950), scheme=scheme, at=at)


@pytest.mark.parametrize("name", SCHEMES)
def test_of_every_life_it_says_what_the_pure_function_says(name: str) -> None:
    chance = random.Random(name)
    numbers = ScoreNumbers(active_days_min=10, evidence_min=2, scheme=SCHEMES[name])
    scorer = Scorer(numbers)
    seen, count = set(), ACCOUNTS // len(SCHEMES) + 1
    print(f"{count:,} accounts under {name}")
    for _ in range(count):
        evidence, days, before = life(chance), chance.randrange(40), last(chance)
        found = scorer.score(evidence, active_days=days, at=NOON, last=before)
        wanted = score(evidence, active_days=days, at=NOON, numbers=numbers, last=before)
        assert found == wanted
        seen.add(type(found).__name__)
    assert len(seen) == 2
