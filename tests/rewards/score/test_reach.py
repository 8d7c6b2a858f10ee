"""How far play reaches under `sesame`: DESIGN's numbers, by simulated lives.

Ordinary play about 560 after 3 months and 600 after 6, daily play 600 and 650, and more than that
only by kept rentals.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from rewards.economy import ScoreNumbers
from rewards.score.answer import Score
from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.months import months_active
from rewards.score.score import score
from rewards.score.sesame import SESAME

JOINED = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = {3: datetime(2026, 4, 1, tzinfo=UTC), 6: datetime(2026, 7, 1, tzinfo=UTC)}
NUMBERS = ScoreNumbers()
NEAR = 5
"""Points: "about" in DESIGN. A level is 50 wide."""
FORTNIGHT, MONTH = 14, 30


class Play(NamedTuple):
    """What somebody does on which days of every fortnight, from the day of joining on; on that day
    also what makes the account safe. `friends` have qualified by the end of these months.
    """

    tasks: tuple[int, ...]
    charity: tuple[int, ...]
    full_weeks: tuple[int, ...]
    second_factor: bool
    friends: tuple[int, ...] = ()


# A week with something every day, then one with little; a good deed in between; one friend.
ORDINARY = Play(
    tasks=(0, 1, 2, 3, 4, 5, 6, 9, 12),
    charity=(5,),
    full_weeks=(6,),
    second_factor=False,
    friends=(3,),
)
# Something every day, so that every week is full; a good deed a week; two friends in half a year.
DAILY = Play(
    tasks=tuple(range(14)),
    charity=(6, 13),
    full_weeks=(6, 13),
    second_factor=True,
    friends=(5, 6),
)
# All that there is for who never borrows anything.
EVERYTHING = Play(
    tasks=tuple(range(14)),
    charity=tuple(range(14)),
    full_weeks=(6, 13),
    second_factor=True,
    friends=(1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6),
)


def life(play: Play, until: datetime) -> list[Evidence]:
    """All evidence of somebody who plays like this."""
    days = (until - JOINED).days
    found = [(EvidenceKind.CONTACT_VERIFIED, 0), (EvidenceKind.CONSENTS_REVIEWED, 0)]
    found += [(EvidenceKind.SECOND_FACTOR, 0)] * play.second_factor
    for kind, on in (
        (EvidenceKind.TASK_COMPLETED, play.tasks),
        (EvidenceKind.CHARITY_TASK_COMPLETED, play.charity),
        (EvidenceKind.STREAK_WEEK, play.full_weeks),
    ):
        found += [(kind, day) for day in range(days) if day % FORTNIGHT in on]
    joined = (month * MONTH for month in play.friends)
    found += [(EvidenceKind.INVITATION_QUALIFIED, day) for day in joined if day <= days]
    facts = [
        Evidence(id=f"e{number}", kind=kind, at=JOINED + timedelta(days=day), source="app")
        for number, (kind, day) in enumerate(found)
    ]
    return facts + months_active(
        "alice", since=JOINED, away=(), evidence=facts, until=until, zone="UTC"
    )


def reached(play: Play, months: int, more: list[Evidence] | None = None) -> Score:
    at = ENDS[months]
    found = score(
        [*life(play, at), *(more or [])],
        active_days=(at - JOINED).days,
        at=at,
        numbers=NUMBERS,
    )
    assert isinstance(found, Score)
    return found


@pytest.mark.parametrize(
    ("play", "months", "about"),
    [(ORDINARY, 3, 560), (ORDINARY, 6, 600), (DAILY, 3, 600), (DAILY, 6, 650)],
)
def test_play_reaches_about_what_is_promised(play, months, about):
    value = reached(play, months).value
    assert abs(value - about) <= NEAR, {
        part.name: part.points for part in reached(play, months).parts
    }


RENTALS = tuple(kind for kind in EvidenceKind if "rental" in kind or "on_time" in kind)


def kept(count: int, until: datetime) -> list[Evidence]:
    """Umbrellas, one a week until then, back in time."""
    return [
        Evidence(id=f"{kind}{week}", kind=kind, at=until - timedelta(weeks=week), source="kiosk")
        for week in range(count)
        for kind in (EvidenceKind.RENTAL_KEPT_SMALL, EvidenceKind.RETURNED_ON_TIME)
    ]


def test_more_than_that_comes_only_from_what_was_lent_and_paid():
    most = reached(EVERYTHING, 6)
    assert 650 <= most.value < 700
    # However long it goes on: what is not lent or paid has its caps.
    without = {rule.kind: rule.cap for rule in SESAME.kinds if rule.kind not in RENTALS}
    assert SESAME.start + sum(cap for cap in without.values() if cap) == 680
    assert reached(DAILY, 6, kept(12, ENDS[6])).value > 700


def test_a_kept_rental_is_worth_more_than_any_day_of_play():
    day = reached(DAILY, 6).value
    assert reached(DAILY, 6, kept(1, ENDS[6])).value - day == 12
