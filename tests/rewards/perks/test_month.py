"""Months of the programme: by name, in its zone, once they have begun."""

from datetime import UTC, datetime, timedelta

import pytest

from rewards.perks.month import Month, read_month
from rewards.perks.refusals import MonthUnknown
from tests.people import NOON

MS = timedelta(milliseconds=1)
SHANGHAI = "Asia/Shanghai"


def test_a_month_begins_and_ends_where_the_programme_is() -> None:
    month = read_month("2026-02", zone=SHANGHAI, at=NOON)
    assert isinstance(month, Month)
    assert month.starts_at == datetime(2026, 1, 31, 16, tzinfo=UTC)
    assert month.ends_at == datetime(2026, 2, 28, 16, tzinfo=UTC)


def test_december_ends_with_its_year_and_summer_time_moves_an_end() -> None:
    december = read_month("2025-12", zone="UTC", at=NOON)
    march = read_month("2025-03", zone="Europe/Berlin", at=NOON)
    assert isinstance(december, Month)
    assert isinstance(march, Month)
    assert december.ends_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert (march.starts_at.hour, march.ends_at.hour) == (23, 22)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026",
        "2026-3",
        "2026-00",
        "2026-13",
        "1999-12",
        "2026-03-04",
        "\uff12\uff10\uff12\uff16-03",
        "2026-03\n",
    ],
)
def test_what_names_no_month_is_refused(name: str) -> None:
    assert read_month(name, zone=SHANGHAI, at=NOON) == MonthUnknown(month=name)


def test_a_month_is_known_from_its_first_moment_on() -> None:
    begins = datetime(2026, 3, 31, 16, tzinfo=UTC)
    assert isinstance(read_month("2026-04", zone=SHANGHAI, at=begins - MS), MonthUnknown)
    assert isinstance(read_month("2026-04", zone=SHANGHAI, at=begins), Month)
