"""Leaving: a while to come back, and when it is over. Pure.

What happens then is erasure's to say. A rental that is still open does not stop the closing.
"""

from datetime import datetime, timedelta

from service.members.account import Account
from service.members.numbers import MemberNumbers
from service.members.states import State


def closes_at(account: Account, numbers: MemberNumbers) -> datetime | None:
    """Until when a member who leaves can come back; None for who does not leave."""
    if account.state is not State.CLOSING:
        return None
    return account.state_at + timedelta(days=numbers.closing_days)


def is_over(account: Account, at: datetime, numbers: MemberNumbers) -> bool:
    """Whether the time to come back has passed at `at`."""
    end = closes_at(account, numbers)
    return end is not None and at >= end
