"""Pause a membership. While paused nothing accrues and nothing expires."""

from datetime import datetime, timedelta

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.members.account import Account
from service.members.change import Changed, raised, with_state
from service.members.numbers import MemberNumbers
from service.members.states import State, WrongState, follow
from tasks.days.calendar import day_of
from tasks.streak.streak import Streak, rest


class TooManyPauses(Refusal, frozen=True, kw_only=True):
    """As many pauses as a member may have within so many days. Coming back counts as one."""

    pauses: int
    most: int
    days: int
    next_at: Instant

    def detail(self) -> str:
        return (
            f"You have been away {self.pauses} times of {self.most} within {self.days} days: "
            f"you can pause again from {self.next_at.isoformat()} on."
        )


def pause(
    account: Account, *, at: datetime, numbers: MemberNumbers
) -> Changed | WrongState | TooManyPauses:
    """Pause an active membership. Its consents stay, and do not act until it resumes."""
    state = follow(account.state, State.PAUSED)
    if isinstance(state, WrongState):
        return state
    refused = _too_many(account, at, numbers)
    if refused is not None:
        return refused
    return Changed(account=raised(with_state(account, state, at)))


def _too_many(account: Account, at: datetime, numbers: MemberNumbers) -> TooManyPauses | None:
    window = timedelta(days=numbers.pause_window_days)
    recent = [each for each in account.breaks if at < each.since + window]
    if len(recent) < numbers.pauses_max:
        return None
    # Room comes when so many have grown old that fewer than `pauses_max` are left.
    next_at = recent[len(recent) - numbers.pauses_max].since + window
    return TooManyPauses(
        pauses=len(recent),
        most=numbers.pauses_max,
        days=numbers.pause_window_days,
        next_at=next_at,
    )


def rested(account: Account, at: datetime) -> Streak:
    """The streak as its member sees it at `at`: while they are paused, nothing is missed."""
    if account.state is not State.PAUSED:
        return account.streak
    calendar = account.calendar
    return rest(account.streak, day_of(calendar, account.state_at), day_of(calendar, at))
