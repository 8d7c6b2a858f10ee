"""Who is scored, and so has to hear of other rules for it. Pure."""

from datetime import datetime

from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose, in_force
from service.members.states import State

STAYS = (State.ACTIVE, State.PAUSED)


def is_scored(account: Account, at: datetime) -> bool:
    """Whether the member has asked for a score and stays: who is paused is scored again after it,
    who is leaving never is. During a pause no consent ends, see `resume`."""
    last = account.state_at if account.state is State.PAUSED else at
    return account.state in STAYS and any(
        (each.purpose, each.counterparty) == (Purpose.SCORE, PROGRAMME) and in_force(each, last)
        for each in account.consents
    )
