"""Which day is next, from when on its leaves are looked for, and how it is filled."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rewards.calendar import day_start
from rewards.ledger.days.closing import (
    LATE,
    LedgerDay,
    Place,
    close,
    closes_at,
    head_of,
    leaves_id,
    looked_for_since,
    next_closing,
    next_day,
    with_leaves,
)
from rewards.ledger.days.head import BEFORE_THE_FIRST, hash_of_head
from rewards.ledger.days.tree import CHUNK
from rewards.merkle import root
from tests.rewards.ledger.days.helpers import KEY, NOON, ZONE, begun, signed_day

MS, HOUR, DAY = timedelta(milliseconds=1), timedelta(hours=1), timedelta(days=1)
MIDNIGHT = datetime(2026, 3, 4, 23, tzinfo=UTC)


def test_before_the_first_transfer_there_is_no_day() -> None:
    assert next_day(None, None, ZONE) is None


def test_the_first_day_is_that_of_the_first_transfer_in_the_zone() -> None:
    assert next_day(None, MIDNIGHT - MS, ZONE) == ("2026-03-04", ZONE, MIDNIGHT)
    assert next_day(None, MIDNIGHT, ZONE) == ("2026-03-05", ZONE, MIDNIGHT + DAY)


@pytest.mark.parametrize(
    ("last", "hours"), [("2026-03-27", 24), ("2026-03-28", 23), ("2026-10-24", 25)]
)
def test_a_day_has_the_hours_it_has(last: str, hours: int) -> None:
    ends_at = day_start(date.fromisoformat(last) + DAY, ZONE)
    span = next_day(replace(begun(), day=last, ends_at=ends_at), None, ZONE)
    assert span is not None
    assert span.ends_at - ends_at == hours * HOUR


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Shanghai"])
def test_after_a_move_to_another_zone_days_follow_and_never_end_earlier(zone: str) -> None:
    last = replace(begun(), zone="Etc/GMT+12", ends_at=day_start(date(2026, 3, 5), "Etc/GMT+12"))
    span = next_day(last, None, zone)
    assert span is not None
    assert span.day == "2026-03-05"
    assert span.ends_at >= last.ends_at


def test_it_is_closed_ten_minutes_late() -> None:
    span = next_day(None, NOON, ZONE)
    assert span is not None
    assert closes_at(span, 10) == MIDNIGHT + 10 * timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "days"),
    [
        (NOON, 0),
        (MIDNIGHT + timedelta(minutes=9), 0),
        (MIDNIGHT + timedelta(minutes=10), 1),
        (MIDNIGHT + timedelta(minutes=10) + 5 * DAY, 6),
    ],
)
def test_what_is_in_no_closed_day_is_told_of_the_next_closing(now: datetime, days: int) -> None:
    told = next_closing(NOON, ZONE, now, 10)
    assert told == MIDNIGHT + timedelta(minutes=10) + days * DAY
    assert told > now


def closed(number: int, begun_at: datetime, over_at: datetime | None = None) -> LedgerDay:
    ends_at = MIDNIGHT + number * DAY
    day = signed_day(replace(begun(), ends_at=ends_at, begun_at=begun_at))
    return replace(day, over_at=ends_at if over_at is None else over_at)


def test_leaves_are_looked_for_since_ever_before_the_first_day() -> None:
    assert looked_for_since([]) is None
    assert looked_for_since([closed(0, MIDNIGHT)]) is None


def test_night_after_night_the_day_before_is_looked_through_again() -> None:
    nights = [closed(n, MIDNIGHT + n * DAY + timedelta(minutes=10)) for n in (2, 1, 0)]
    assert looked_for_since(nights) == MIDNIGHT + DAY


def test_after_an_outage_what_is_old_is_not_looked_through_again() -> None:
    late = [closed(n, MIDNIGHT + 9 * DAY) for n in (2, 1, 0)]
    assert looked_for_since(late) == MIDNIGHT + 2 * DAY


def test_days_that_a_sandbox_passed_within_the_hour_are_all_looked_through_again() -> None:
    now = NOON
    passed = [closed(n, now + n * timedelta(seconds=1), now) for n in (2, 1, 0)]
    before = closed(-1, now - LATE, now - LATE)
    assert looked_for_since(passed) is None
    assert looked_for_since([*passed, before]) == MIDNIGHT - DAY


def test_a_day_is_filled_chunk_by_chunk_and_not_behind_the_last_one() -> None:
    place = Place(at=NOON, id="a")
    one = with_leaves(begun(), b"r" * 32, CHUNK, place)
    two = with_leaves(one, b"s" * 32, 1, place)
    assert (two.size, two.roots, two.place) == (CHUNK + 1, b"r" * 32 + b"s" * 32, place)
    for closing, count in ((two, 1), (one, 0), (one, CHUNK + 1)):
        with pytest.raises(ValueError, match="no chunk of"):
            with_leaves(closing, b"t" * 32, count, place)


def test_a_day_without_transfers_has_the_empty_root_and_the_next_one_names_it() -> None:
    first = begun()
    assert first.previous == BEFORE_THE_FIRST
    head = head_of(first, closed_at=NOON, key=KEY.id)
    assert (head.size, head.root) == (0, root([]).hex())
    second = begun(close(first, head))
    assert (second.day, second.previous, second.starts_at) == (
        "2026-03-05",
        hash_of_head(head),
        first.ends_at,
    )


@given(st.lists(st.integers(0, 999_999), unique=True))
def test_chunks_are_in_order_of_id(numbers: list[int]) -> None:
    ids = [leaves_id("2026-03-04", number) for number in sorted(numbers)]
    assert sorted(ids) == ids
