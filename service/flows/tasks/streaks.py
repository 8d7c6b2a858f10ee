"""Settles the streak of an account: its final days are folded, and their full weeks are paid."""

from datetime import date
from typing import Any

import msgspec

from rewards.invitations.inviting import Inviting, not_done_on
from rewards.ledger.earn import earn
from rewards.ledger.purse import Moved
from service.flows.evidence import evidence_row
from service.members.account import Account
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.states import State
from service.store.path.command import Append, Command, Effect, Emit
from service.store.schema.page import EVIDENCE, INBOX, TRANSFERS
from tasks.progress.count import Counted
from tasks.streak.settle import bonus, settle, week_award, week_evidence, week_id
from tasks.streak.streak import Streak, count_day, take_back_day
from tasks.streak.walk import Week
from tasks.task import Task
from tasks.worth import is_declared


class StreakWeek(msgspec.Struct, frozen=True, kw_only=True):
    """The data of an event: the `week`-th full week in a row, reached on an ISO date."""

    day: str
    week: int
    seeds: int


class StreakSettled(msgspec.Struct, frozen=True, kw_only=True):
    """The account, and what else to write for the weeks it was paid."""

    account: Account
    effects: tuple[Effect, ...] = ()


def settled_streak(command: Command[Any], account: Account) -> StreakSettled:
    """The account with nothing in its streak that can no longer change. A paused one waits: what
    is missed meanwhile is known when it is resumed."""
    if account.state is State.PAUSED:
        return StreakSettled(account=account)
    numbers = command.programme.numbers.tasks
    walked = settle(
        account.streak, calendar=account.calendar, at=command.domain_at, numbers=numbers
    )
    after = msgspec.structs.replace(account, streak=walked.streak)
    effects: list[Effect] = []
    for week in walked.weeks:
        after, more = _pay(command, after, week)
        effects += more
    return StreakSettled(account=after, effects=tuple(effects))


def with_days(task: Task, account: Account, counted: Counted) -> Account:
    """The account whose streak knows of a day that has one event more, or one less."""
    streak = account.streak
    if is_declared(task):
        return account
    if counted.gained is not None:
        streak = count_day(streak, date.fromisoformat(counted.gained))
    if counted.lost is not None:
        streak = take_back_day(streak, date.fromisoformat(counted.lost))
    return msgspec.structs.replace(
        account, streak=streak, inviting=_inviting(account, streak, counted)
    )


def _inviting(account: Account, streak: Streak, counted: Counted) -> Inviting:
    """A day on which nothing stands any more does not help an invitation to qualify."""
    lost = counted.lost
    stands = lost is None or any(each.day == lost for each in streak.recent)
    is_final = lost is not None and streak.until is not None and lost <= streak.until
    if lost is None or stands or is_final:
        return account.inviting
    return not_done_on(account.inviting, date.fromisoformat(lost))


def _pay(command: Command[Any], account: Account, week: Week) -> tuple[Account, tuple[Effect, ...]]:
    numbers = command.programme.numbers
    award = week_award(week, account=account.id, at=command.domain_at, numbers=numbers.tasks.streak)
    moved = award and earn(account.purse, award, existing=None, numbers=numbers.ledger)
    if not isinstance(moved, Moved):
        # It pays nothing, or the purse can hold no more: the week counts all the same.
        moved = Moved(purse=account.purse)
    after = msgspec.structs.replace(account, purse=moved.purse)
    seeds = bonus(week.number, numbers.tasks.streak) if moved.transfers else 0
    return after, (
        *(Append(TRANSFERS, transfer) for transfer in moved.transfers),
        *_told(command, account, week, seeds),
    )


def _told(command: Command[Any], account: Account, week: Week, seeds: int) -> tuple[Effect, ...]:
    fact = week_evidence(week, account.id)
    row = evidence_row(account.id, fact, at=command.domain_at)
    message = new_message(
        f"message:{week_id(week, account.id)}",
        account=account.id,
        kind=MessageKind.STREAK_WEEK,
        at=command.domain_at,
        parameters={"weeks": week.number, "seeds": seeds},
    )
    news = StreakWeek(day=week.day.isoformat(), week=week.number, seeds=seeds)
    return (
        Append(EVIDENCE, row),
        Append(INBOX, message),
        Emit(account=account.id, kind="streak_week", data=news),
    )
