"""Job: streaks whose days are final are settled, also of those who do nothing any more."""

from collections.abc import Iterable
from datetime import UTC, timedelta

import msgspec

from service.flows.tasks.streaks import settled_streak
from service.jobs.accounts_due import next_due_accounts
from service.jobs.job import Chunk, Run
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS


class SettleStreak(msgspec.Struct, frozen=True, kw_only=True):
    """Of which account."""

    account: str


class StreakStands(msgspec.Struct, frozen=True, kw_only=True):
    """Days in a row that are final now."""

    current: int


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 accounts with a day that nobody can report anything of any more, in order of id."""
    late = timedelta(hours=run.context.programme().numbers.tasks.late_hours_max)
    # By the date of the zones that are furthest behind; what is not final yet is left as it is.
    oldest = (run.as_of - late).astimezone(UTC).date()
    waiting = {
        "streak.recent.0.day": {"$lte": oldest.isoformat()},
        "state": {"$ne": State.PAUSED.value},
    }
    return await next_due_accounts(run, checkpoint, SETTLE_STREAK, SettleStreak, waiting)


def needs(command: Command[SettleStreak], _view: View) -> Iterable[Key]:
    """The account."""
    yield ACCOUNTS.key(command.body.account)


def decide(command: Command[SettleStreak], view: View) -> Outcome[StreakStands]:
    """What is final is folded, and its full weeks are paid. A paused streak waits."""
    account = view.get(ACCOUNTS, command.body.account)
    if account is None:
        return Outcome(StreakStands(current=0))
    if account.state is State.PAUSED:
        return Outcome(StreakStands(current=account.streak.current))
    settled = settled_streak(command, account)
    answer = StreakStands(current=settled.account.streak.current)
    if settled.account == account:
        return Outcome(answer)
    return Outcome(answer, (Put(ACCOUNTS, settled.account), *settled.effects))


SETTLE_STREAK = Rule("settle_streak", StreakStands, needs, decide)
