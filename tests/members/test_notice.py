"""Clocks of notices: they start at delivery, whoever delivers, and run for whole days."""

from datetime import datetime, timedelta

import pytest

from service.members.message import Message, MessageKind
from service.members.new_message import new_message
from service.members.notice import clock_ends, clock_over
from tests.people import DAY, NOON

MS = timedelta(milliseconds=1)


def notice(delivered_at: datetime | None) -> Message:
    return Message(
        id="notice",
        account="alice",
        kind=MessageKind.SCHEME_CHANGED,
        at=NOON - 30 * DAY,
        parameters={},
        delivered_at=delivered_at,
    )


@pytest.mark.parametrize(
    ("at", "over"),
    [
        (NOON, False),
        (NOON + 7 * DAY - MS, False),
        (NOON + 7 * DAY, True),
        (NOON + 70 * DAY, True),
        (NOON - DAY, False),
    ],
)
def test_a_clock_is_over_that_many_days_after_delivery(at: datetime, over: bool) -> None:
    assert clock_over(notice(NOON), days=7, at=at) is over


def test_what_nobody_has_delivered_starts_nothing_however_old_it_is() -> None:
    assert clock_ends(notice(None), 7) is None
    assert not clock_over(notice(None), days=0, at=NOON + 700 * DAY)
    assert not clock_over(None, days=0, at=NOON)


def test_a_new_message_is_not_delivered_whatever_becomes_of_it() -> None:
    for kind in MessageKind:
        made = new_message("m", account="alice", kind=kind, at=NOON, parameters={})
        assert (made.delivered_at, made.seen_at) == (None, None)
