"""Which version is in force is a matter of time alone, and the same to all who know the same."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.programme import Programme
from service.programme_demo import DEMO
from service.store.programmes import first_version
from service.versions.known import Known, Version
from tests.people import DAY, HOUR, NOON

MS = timedelta(milliseconds=1)


def version(number: int, at: datetime, *, readable: bool = True) -> Version:
    """A version of the demo that takes effect then."""
    programme = msgspec.structs.replace(DEMO, version=number, effective_at=at)
    return Version(first_version(programme), programme if readable else None)


class Times:
    """Two clocks to be set."""

    def __init__(self) -> None:
        self.now, self.steady = NOON, 100.0

    def known(self, *versions: Version) -> Known:
        return Known(lambda: self.now, lambda: self.steady, versions)


FIRST = version(1, NOON - DAY)


def in_force(known: Known) -> int:
    programme: Programme = known.programme()
    return programme.version


def test_a_version_acts_from_its_time_on_and_not_a_moment_earlier() -> None:
    times = Times()
    known = times.known(FIRST)
    known.hear([version(2, NOON + HOUR)])
    assert (in_force(known), known.last) == (1, 2)
    times.now = NOON + HOUR - MS
    assert in_force(known) == 1
    times.now = NOON + HOUR
    assert in_force(known) == 2
    times.now = NOON + 400 * DAY
    assert in_force(known) == 2


def test_what_is_announced_before_a_start_acts_after_it() -> None:
    times = Times()
    known = times.known(FIRST, version(2, NOON + HOUR), version(3, NOON + DAY))
    for now, number in ((NOON, 1), (NOON + HOUR, 2), (NOON + DAY, 3)):
        times.now = now
        assert in_force(known) == number


def test_of_two_with_the_same_time_the_later_takes_the_others_place() -> None:
    times = Times()
    known = times.known(FIRST, version(2, NOON + HOUR), version(3, NOON + HOUR))
    times.now = NOON + HOUR
    assert in_force(known) == 3


def test_a_jump_over_several_ends_at_the_last() -> None:
    times = Times()
    known = times.known(FIRST, version(2, NOON + HOUR), version(3, NOON + 2 * HOUR))
    times.now = NOON + DAY
    assert in_force(known) == 3


def test_the_first_is_in_force_from_the_beginning() -> None:
    times = Times()
    assert in_force(times.known(version(1, NOON + DAY))) == 1


def test_what_is_over_need_not_be_readable_and_what_is_in_force_must_be() -> None:
    times = Times()
    over = version(1, NOON - DAY, readable=False)
    assert in_force(times.known(over, version(2, NOON))) == 2
    with pytest.raises(ValueError, match="cannot be read"):
        times.known(over)


def test_a_version_that_cannot_be_read_leaves_this_process_behind_from_its_time_on() -> None:
    times = Times()
    known = times.known(FIRST, version(2, NOON + HOUR, readable=False))
    assert not known.is_behind
    times.now = NOON + HOUR
    assert (in_force(known), known.is_behind) == (1, True)
    known.hear([version(3, NOON + 2 * HOUR)])
    times.now = NOON + 2 * HOUR
    assert (in_force(known), known.is_behind) == (3, False)


@pytest.mark.parametrize(
    ("silent_s", "behind"), [(0, False), (9.9, False), (10, True), (900, True)]
)
def test_who_hears_nothing_for_as_long_as_the_notice_may_be_behind(
    silent_s: float, behind: bool
) -> None:
    times = Times()
    known = times.known(quick(FIRST))
    times.steady += silent_s
    assert (known.silent_s, known.is_behind) == (pytest.approx(silent_s), behind)
    known.hear([])
    assert (known.silent_s, known.is_behind) == (0, False)


def quick(one: Version) -> Version:
    """The same with a notice of ten seconds."""
    assert one.programme is not None
    changes: Any = msgspec.structs.replace(one.programme.numbers.changes, notice_seconds=10)
    numbers = msgspec.structs.replace(one.programme.numbers, changes=changes)
    return Version(one.row, msgspec.structs.replace(one.programme, numbers=numbers))


@given(
    st.lists(st.integers(-5, 20), min_size=1, max_size=8).map(sorted),
    st.integers(0, 8),
    st.lists(st.integers(-5, 25), max_size=6).map(sorted),
)
def test_it_does_not_matter_when_who_heard_of_what(
    hours: list[int], heard_at_once: int, looks: list[int]
) -> None:
    """As long as it is before it takes effect: one who knew it from the start is the judge."""
    versions = [version(number, NOON + each * HOUR) for number, each in enumerate(hours, 1)]
    early, late = Times(), Times()
    early.now = late.now = NOON - 6 * HOUR
    judge = early.known(*versions)
    other = late.known(*versions[: max(1, heard_at_once)])
    other.hear(versions[max(1, heard_at_once) :])
    for each in looks:
        early.now = late.now = NOON + each * HOUR
        due = [one.row.version for one in versions if one.row.effective_at <= early.now]
        assert in_force(judge) == in_force(other) == max(due, default=1)
