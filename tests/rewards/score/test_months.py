"""Months in state active: whole months of the programme's zone, without a counted breach."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.months import Away, months_active

MS = timedelta(milliseconds=1)
ZONE = "Europe/Berlin"
MARCH, APRIL, MAY, JUNE = (
    datetime(2026, 2, 28, 23, tzinfo=UTC),
    # Summer time has begun.
    datetime(2026, 3, 31, 22, tzinfo=UTC),
    datetime(2026, 4, 30, 22, tzinfo=UTC),
    datetime(2026, 5, 31, 22, tzinfo=UTC),
)
END_OF_MAY = JUNE - MS


def months(since=MARCH, *, away=(), evidence=(), until=END_OF_MAY, zone=ZONE) -> list[str]:
    found = months_active(
        "alice", since=since, away=away, evidence=evidence, until=until, zone=zone
    )
    return [each.id.removeprefix("month:alice:") for each in found]


def breach(at: datetime, status: Status = Status.COUNTED) -> Evidence:
    return Evidence(id="b", kind=EvidenceKind.BREACH, at=at, source="kiosk", status=status)


ALL = ["2026-03", "2026-04", "2026-05"]
WITHOUT_APRIL = ["2026-03", "2026-05"]


def test_a_month_is_a_fact_of_the_programmes_own_dated_by_its_last_instant():
    first, *_ = months_active(
        "alice", since=MARCH, away=(), evidence=(), until=END_OF_MAY, zone=ZONE
    )
    assert first == Evidence(
        id="month:alice:2026-03", kind=EvidenceKind.MONTH_ACTIVE, at=APRIL - MS, source="app"
    )


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, END_OF_MAY, []),
        (MARCH, END_OF_MAY, ALL),
        (MARCH + MS, END_OF_MAY, ["2026-04", "2026-05"]),
        (MARCH - MS, END_OF_MAY, ALL),
        (MARCH, END_OF_MAY - MS, ["2026-03", "2026-04"]),
        (MARCH, APRIL - MS, ["2026-03"]),
        (MARCH, APRIL - 2 * MS, []),
        (JUNE, END_OF_MAY, []),
    ],
)
def test_only_whole_months_count_that_are_over(since, until, found):
    assert months(since, until=until) == found


@pytest.mark.parametrize(
    ("away", "found"),
    [
        (Away(APRIL, MAY), WITHOUT_APRIL),
        (Away(APRIL, APRIL + MS), WITHOUT_APRIL),
        (Away(MAY - MS, MAY), WITHOUT_APRIL),
        (Away(MAY - MS, None), ["2026-03"]),
        (Away(JUNE, None), ALL),
        (Away(MARCH - MS, MARCH), ALL),
        (Away(MARCH - MS, MARCH + MS), ["2026-04", "2026-05"]),
        (Away(APRIL - MS, MAY), ["2026-05"]),
        (Away(MARCH - MS, None), []),
    ],
)
def test_a_month_with_an_instant_away_does_not_count(away, found):
    assert months(away=(away,)) == found


@pytest.mark.parametrize(
    ("status", "found"),
    [
        (Status.COUNTED, WITHOUT_APRIL),
        (Status.CURED, ALL),
        (Status.PROPOSED, ALL),
        (Status.CHALLENGED, ALL),
        (Status.REVERSED, ALL),
    ],
)
def test_only_a_counted_breach_takes_its_month(status, found):
    assert months(evidence=[breach(MAY - MS, status)]) == found
    assert months(evidence=[breach(APRIL, status)]) == found


def test_nothing_but_a_breach_takes_a_month():
    late = Evidence(id="l", kind=EvidenceKind.RETURNED_LATE, at=APRIL, source="kiosk")
    assert months(evidence=[late]) == ALL


def test_the_zone_is_the_programmes():
    assert months(zone="Asia/Shanghai", since=MARCH) == ["2026-04", "2026-05"]
    assert months(zone="America/Los_Angeles", since=MARCH) == ["2026-03", "2026-04"]


instants = st.integers(0, 3 * 366 * 24).map(lambda hours: MARCH + timedelta(hours=hours))


@given(instants, instants, st.lists(st.tuples(instants, instants), max_size=3))
def test_being_away_and_broken_promises_only_ever_take_months(since, until, spans):
    away = [Away(min(span), max(span)) for span in spans]
    broken = [breach(at) for at, _ in spans]
    whole = months(since, until=until)
    assert set(months(since, until=until, away=away)) <= set(whole)
    assert set(months(since, until=until, evidence=broken)) <= set(whole)
    assert len(whole) <= max(0, (until - since).days) // 28 + 1
