"""A merchant, or the programme's own backend, reports that a member did a task."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.ledger.earn import earn
from rewards.ledger.ids import award_id
from rewards.refusal import Refusal
from service.flows.invitations.qualify_invitation import brought, invitation_key
from service.flows.tasks.count_in_season import gate_keys, taken_in
from service.members.account import Account
from service.members.link import linked
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Append, Command, Emit, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, COMPLETIONS, PSEUDONYMS, TRANSFERS
from tasks.complete import complete
from tasks.completion import Completion, award
from tasks.find import find
from tasks.join import joined_at
from tasks.period import period_of


class CompleteTask(msgspec.Struct, frozen=True, kw_only=True):
    """`member` is the merchant's pseudonym for the member; `event_at` is when it happened."""

    merchant: str
    member: str
    task: str
    event_at: Instant


class TaskCompleted(msgspec.Struct, frozen=True, kw_only=True):
    """`seeds` are ripe now. `already` if this period's completion had been counted before."""

    task: str
    period: str
    seeds: int
    already: bool = False


def needs(command: Command[CompleteTask], view: View) -> Iterable[Key]:
    """The pseudonym and gates, its account, then this period's completion, maybe an invitation."""
    body = command.body
    yield PSEUDONYMS.key(body.member)
    yield from gate_keys(command, body.event_at)
    pseudonym = view.peek_own(PSEUDONYMS, body.member, of_merchant(body.merchant))
    if pseudonym is not None:
        yield ACCOUNTS.key(pseudonym.account)
        account = view.peek(ACCOUNTS, pseudonym.account)
        if account is not None:
            yield from _completion_key(command, account)
            yield from invitation_key(command, account, body.event_at)


def _completion_key(command: Command[CompleteTask], account: Account) -> Iterable[Key]:
    task = find(command.programme.tasks, command.body.task)
    if not isinstance(task, Refusal):
        period = period_of(task, command.body.event_at, account.zone)
        if not isinstance(period, Refusal):
            id_ = award_id(task=task.id, account=account.id, period=period)
            yield COMPLETIONS.key(id_)


def decide(command: Command[CompleteTask], view: View) -> Outcome[TaskCompleted]:
    """The completion and its ripe seeds, once per period; a repetition gets the old answer."""
    account = _account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    completion = _complete(command, account)
    if isinstance(completion, Refusal):
        return Outcome(completion)
    existing = view.get(COMPLETIONS, completion.id)
    if existing is not None:
        return Outcome(_answer(existing, already=True))
    return _pay(command, view, account, completion)


def recheck(command: Command[CompleteTask], view: View) -> Refusal | None:
    """Nothing is repeated to a merchant whose link the member has ended."""
    account = _account(command, view)
    return account if isinstance(account, Refusal) else None


def _account(command: Command[CompleteTask], view: View) -> Account | Refusal:
    body = command.body
    pseudonym = view.own(PSEUDONYMS, body.member, of_merchant(body.merchant))
    account = view.get(ACCOUNTS, pseudonym.account) if pseudonym else None
    return linked(pseudonym, account, merchant=body.merchant, at=command.domain_at)


def _complete(command: Command[CompleteTask], account: Account) -> Completion | Refusal:
    task = find(command.programme.tasks, command.body.task)
    if isinstance(task, Refusal):
        return task
    return complete(
        task,
        joined_at=joined_at(account.joined, task.id),
        account=account.id,
        at=command.domain_at,
        event_at=command.body.event_at,
        zone=account.zone,
        source=command.body.merchant,
        numbers=command.programme.numbers.tasks,
    )


def _pay(
    command: Command[CompleteTask], view: View, account: Account, completion: Completion
) -> Outcome[TaskCompleted]:
    numbers = command.programme.numbers.ledger
    taken = taken_in(command, view, completion.event_at)
    completion = msgspec.structs.replace(completion, at=taken.at)
    moved = earn(account.purse, award(completion), existing=None, numbers=numbers)
    if isinstance(moved, Refusal):
        return Outcome(moved)
    by = brought(command, view, account, completion)
    after = msgspec.structs.replace(account, purse=moved.purse, inviting=by.inviting)
    return Outcome(
        _answer(completion),
        (
            Put(ACCOUNTS, after),
            Insert(COMPLETIONS, completion),
            *(Append(TRANSFERS, transfer) for transfer in moved.transfers),
            Emit(account=account.id, kind="task_completed", data=completion),
            *by.effects,
            *taken.effects,
        ),
    )


def _answer(completion: Completion, *, already: bool = False) -> TaskCompleted:
    return TaskCompleted(
        task=completion.task, period=completion.period, seeds=completion.seeds, already=already
    )


COMPLETE_TASK = Rule("complete_task", TaskCompleted, needs, decide, recheck)
