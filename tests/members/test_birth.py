"""A year of birth: who may join, and until when somebody is a minor."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.calendar import local_date
from service.members.birth import BirthYearOutOfRange, BirthYearStays, Born, TooYoung, born_in
from service.members.numbers import MemberNumbers
from tests.people import DAY, NOON

NUMBERS = MemberNumbers()
BERLIN = "Europe/Berlin"


def born(year, *, known=None, zone=BERLIN, at=NOON):
    return born_in(year, known=known, zone=zone, at=at, numbers=NUMBERS)


@pytest.mark.parametrize("year", [0, 1899, 2027, 9999])
def test_a_year_in_which_nobody_is_born_is_refused(year):
    assert born(year) == BirthYearOutOfRange(birth_year=year, least=1900, most=2026)


@pytest.mark.parametrize("year", [1900, 1990, 2007])
def test_who_is_grown_up_has_no_date(year):
    assert born(year) == Born(year=year, adult_from=None)


@pytest.mark.parametrize(("year", "from_year"), [(2012, 2027), (2026, 2041)])
def test_who_may_still_be_too_young_waits_until_the_new_year(year, from_year):
    assert born(year) == TooYoung(age_min=14, from_year=from_year)
    new_year = datetime(from_year, 1, 1, tzinfo=UTC) - timedelta(hours=1)
    assert isinstance(born(year, at=new_year), Born)
    assert isinstance(born(year, at=new_year - timedelta(milliseconds=1)), TooYoung)


def test_the_new_year_is_that_of_the_programme():
    assert born(2008, zone="Asia/Shanghai") == Born(
        year=2008, adult_from=datetime(2026, 12, 31, 16, tzinfo=UTC)
    )


def test_another_year_than_was_said_before_is_refused():
    assert born(1990, known=2011) == BirthYearStays(known=2011)
    assert born(1990, known=1990) == Born(year=1990, adult_from=None)


@given(
    year=st.integers(1900, 2026),
    at=st.integers(1, 34 * 366).map(lambda days: datetime(2026, 1, 1, tzinfo=UTC) + days * DAY),
)
def test_nobody_is_grown_up_before_their_last_possible_birthday(year, at):
    answer = born(year, at=at)
    surely_old = local_date(at, BERLIN).year - year - 1
    assert isinstance(answer, TooYoung) == (surely_old < 14)
    if isinstance(answer, Born):
        assert (answer.adult_from is None) == (surely_old >= 18)
        assert answer.adult_from is None or answer.adult_from > at
