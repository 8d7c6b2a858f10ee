"""Days and times as they are typed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.pages.merchant.times import moment_of, typed_moment

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-03-04T13:30", "2026-03-04T12:30"),
        (" 2026-03-04T13:30:15 ", "2026-03-04T12:30:15"),
        ("2026-07-04T13:30", "2026-07-04T11:30"),
        ("2026-10-25T02:30", "2026-10-25T00:30"),  # of the two the first
    ],
)
def test_a_moment(text: str, at: str) -> None:
    assert moment_of(text, BERLIN) == datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-04",
        "13:30",
        "2026-02-30T10:00",
        "2026-03-04T24:00",
        "2026-03-04T13:30Z",
        "2026-03-04T13:30+01:00",
        "2026-03-04 13:30",
        "0001-01-01T00:00",
        "9999-12-31T23:59:60",
        "\u0662026-03-04T13:30",
        "2026-03-29T02:30",  # the clocks there went from two to three
    ],
)
def test_no_moment(text: str) -> None:
    assert moment_of(text, BERLIN) is None


@given(
    st.integers(946_684_800, 7_226_582_400).map(lambda second: datetime.fromtimestamp(second, UTC)),
    st.sampled_from((BERLIN, "Asia/Shanghai", "America/Los_Angeles", "UTC")),
)
def test_what_is_shown_can_be_typed(at: datetime, zone: str) -> None:
    read = moment_of(typed_moment(at, zone), zone)
    assert read is not None
    # The first of two: an hour early, once a year.
    assert at - read in (
        late := at - at.replace(second=0, microsecond=0),
        late + timedelta(hours=1),
    )
