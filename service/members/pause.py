"""Pause and resume a membership. While paused nothing accrues."""

from datetime import datetime

from service.members.account import Account
from service.members.change import Changed, raised, with_state
from service.members.refusals import EnrolmentIsActivation
from service.members.states import State, WrongState, follow


def pause(account: Account, *, at: datetime) -> Changed | WrongState:
    """Pause an active membership. Its consents stay, and do not act until it resumes."""
    state = follow(account.state, State.PAUSED)
    if isinstance(state, WrongState):
        return state
    return Changed(account=raised(with_state(account, state, at)))


def resume(account: Account, *, at: datetime) -> Changed | WrongState | EnrolmentIsActivation:
    """Make a paused membership active again; who is not enrolled has to enrol instead."""
    if account.state in (State.PENDING, State.CLOSING):
        return EnrolmentIsActivation(state=account.state)
    state = follow(account.state, State.ACTIVE)
    if isinstance(state, WrongState):
        return state
    return Changed(account=raised(with_state(account, State.ACTIVE, at)))
