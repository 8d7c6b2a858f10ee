"""Clocks that start when a notice is delivered, and not before. Pure.

A notice that nobody took and that the member has not seen has started nothing: whoever could not
be told loses nothing by it. See `service.members.delivery` for how it goes out.
"""

from datetime import datetime, timedelta

from service.members.message import Message


def clock_ends(notice: Message, days: int) -> datetime | None:
    """When `days` from its delivery are over. None: it is not delivered, so they have not begun."""
    started = notice.delivered_at
    return None if started is None else started + timedelta(days=days)


def clock_over(notice: Message | None, *, days: int, at: datetime) -> bool:
    """Whether those days are over at `at`; never for a notice that is not delivered, or is none."""
    ends = clock_ends(notice, days) if notice is not None else None
    return ends is not None and at >= ends


def days_given(notice: Message, days: int) -> int:
    """How many days a notice gives where `days` are the rule by now: a later version of the
    programme takes away none of those that its member was told of."""
    said = notice.parameters.get("notice_days")
    return max(days, said) if isinstance(said, int) else days
