"""The times in which a membership was not active, the present one too."""

from collections.abc import Iterator

from rewards.score.months import Away
from service.members.account import Account
from service.members.states import State


def away(account: Account) -> Iterator[Away]:
    """In no order."""
    for each in account.breaks:
        yield Away(each.since, each.until)
    if account.state is not State.ACTIVE:
        yield Away(account.state_at, None)
