"""Pays for a completion: what caps and budgets leave of it becomes ripe."""

from typing import Any

import msgspec

from rewards.ledger.earn import earn
from rewards.ledger.purse import Moved
from rewards.perks.badges.counts import with_fact
from rewards.perks.badges.share import counted
from rewards.refusal import Refusal
from service.flows.invitations.qualify_invitation import brought
from service.flows.tasks.budgets import campaign_of, pay_from, pots_of, rooms
from service.flows.tasks.count_in_season import taken_in
from service.members.account import Account
from service.store.path.command import Append, Command, Effect, Emit, Insert
from service.store.path.state import View
from service.store.schema.page import COMPLETIONS, TRANSFERS
from tasks.completion import Completion, award
from tasks.days.calendar import day_of
from tasks.limits.earned import Earned, earn_on
from tasks.limits.grant import Granted, caps, grant
from tasks.progress.owed import owed
from tasks.progress.progress import Progress
from tasks.progress.report import completion_of
from tasks.streak.settle import final_before
from tasks.task import Task


class Paid(msgspec.Struct, frozen=True, kw_only=True):
    """The account once a completion is paid, what was granted, and what else to write."""

    account: Account
    granted: Granted
    effects: tuple[Effect, ...] = ()


def pay(
    command: Command[Any],
    view: View,
    account: Account,
    task: Task,
    progress: Progress,
    *,
    source: str,
) -> Paid | Refusal:
    """Pays for `progress`, which has just been completed. A cap or a budget that rejects is the
    refusal: then nothing counts."""
    asked = owed(task, progress, command.programme.numbers.tasks)
    last = max(event.at for event in progress.events)
    day = day_of(account.calendar, last)
    campaign = campaign_of(command, task.campaign)
    own = caps(account.earned, day, campaign, command.programme.numbers.tasks)
    granted = grant(task, asked, (*own, *rooms(command, view, task, asked)))
    if isinstance(granted, Refusal):
        return granted
    taken = taken_in(command, view, last)
    completion = completion_of(
        task,
        progress,
        source=source,
        granted=granted,
        at=taken.at,
        budgets=tuple(pot.id for pot in pots_of(command, task)),
    )
    moved = _earn(command, account, completion)
    if isinstance(moved, Refusal):
        return moved
    by = brought(command, view, account, completion)
    after = msgspec.structs.replace(
        account,
        purse=moved.purse,
        inviting=by.inviting,
        earned=earned_after(command, account, completion, granted.seeds),
        badges=counted(account.badges, with_fact(account.badges.counts, completion.evidence)),
    )
    return Paid(
        account=after,
        granted=granted,
        effects=(
            Insert(COMPLETIONS, completion),
            *(Append(TRANSFERS, transfer) for transfer in moved.transfers),
            *pay_from(command, view, task, asked, granted.seeds),
            Emit(account=account.id, kind="task_completed", data=completion),
            *by.effects,
            *taken.effects,
        ),
    )


def earned_after(
    command: Command[Any], account: Account, completion: Completion, seeds: int
) -> tuple[Earned, ...]:
    """What the caps of the account are measured by once `seeds` of a completion are added, or, if
    negative, taken off."""
    calendar, numbers = account.calendar, command.programme.numbers.tasks
    return earn_on(
        account.earned,
        day_of(calendar, completion.event_at),
        seeds,
        campaign=completion.campaign,
        since=final_before(calendar, command.domain_at, numbers),
    )


def _earn(command: Command[Any], account: Account, completion: Completion) -> Moved | Refusal:
    paid = award(completion)
    if paid is None:
        return Moved(purse=account.purse)
    return earn(account.purse, paid, existing=None, numbers=command.programme.numbers.ledger)
