"""Which cycle a time publishes."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from rewards.economy import Cadence
from service.jobs.cycle import Cycle, CycleNotOver, cycle_as_of
from service.programme import Programme
from service.programme_demo import DEMO


def with_cadence(cadence: Cadence) -> Programme:
    score = msgspec.structs.replace(DEMO.numbers.score, cadence=cadence)
    numbers = msgspec.structs.replace(DEMO.numbers, score=score)
    return msgspec.structs.replace(DEMO, numbers=numbers)


MONTHLY, DAILY = with_cadence(Cadence.MONTHLY), with_cadence(Cadence.DAILY)
SIXTH = datetime(2026, 3, 5, 23, tzinfo=UTC)
MONTH_END = datetime(2026, 2, 28, 23, tzinfo=UTC)
MS = timedelta(milliseconds=1)


def test_the_sixth_publishes_the_month_before_in_the_programmes_zone() -> None:
    assert cycle_as_of(MONTHLY, SIXTH) == Cycle(id="2026-02", cut_off=MONTH_END - MS)


def test_every_time_until_the_next_months_late_events_are_in_means_the_same_cycle() -> None:
    ready = MONTH_END + timedelta(hours=72)
    assert cycle_as_of(MONTHLY, ready) == cycle_as_of(MONTHLY, SIXTH + timedelta(days=20))


def test_a_month_is_not_published_while_late_events_may_come() -> None:
    ready = MONTH_END + timedelta(hours=72)
    assert cycle_as_of(MONTHLY, ready - MS) == CycleNotOver(cycle="2026-02", complete_at=ready)


def test_january_publishes_december() -> None:
    cycle = cycle_as_of(MONTHLY, datetime(2026, 1, 6, tzinfo=UTC))
    assert isinstance(cycle, Cycle)
    assert cycle.id == "2025-12"


@pytest.mark.parametrize(
    ("as_of", "name"),
    [
        (SIXTH, "2026-03-06"),
        (SIXTH + MS, "2026-03-05T230000.001Z"),
        (datetime(2026, 3, 4, 13, 5, 9, tzinfo=UTC), "2026-03-04T130509.000Z"),
    ],
)
def test_a_day_is_published_up_to_the_moment(as_of: datetime, name: str) -> None:
    assert cycle_as_of(DAILY, as_of) == Cycle(id=name, cut_off=as_of)
