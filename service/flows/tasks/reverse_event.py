"""A source takes back what it reported: it did not happen, and what followed from it goes too."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import msgspec

from rewards.ledger.ids import award_id
from rewards.ledger.reverse import fates
from rewards.refusal import Refusal
from service.flows.badges.counted_off import counted_off, fact_keys
from service.flows.operators.audited import audited
from service.flows.tasks.budgets import return_keys, return_to
from service.flows.tasks.count_in_season import gate_keys, taken_in
from service.flows.tasks.event import (
    SourceEvent,
    account_of,
    event_of,
    member_needs,
    member_of,
    of_member,
    whose_event,
)
from service.flows.tasks.known import (
    keep_progress,
    known_keys,
    known_progress,
    peek_progress,
)
from service.flows.tasks.pay import earned_after
from service.flows.tasks.report_event import recheck
from service.flows.tasks.streaks import settled_streak, with_days
from service.members.account import Account
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Emit, Outcome, Put, Rule
from service.store.path.state import RuleError, UnreadError, View
from service.store.schema.page import ACCOUNTS, COMPLETIONS, INBOX, TRANSFERS
from tasks.check_event import check_reversal
from tasks.completion import Completion, award
from tasks.find import find
from tasks.kinds import OPERATOR
from tasks.progress.count import Counted
from tasks.progress.progress import completion_id, value
from tasks.progress.report import place, reverse_event
from tasks.revoke import Revoked, revoke
from tasks.task import Task


class EventReversed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands without the event: `done` of `goal`, as in `EventCounted`.

    revoked:  the period is not completed any more.
    returned: seeds that were taken back for it; 0 if it stands, or had paid nothing.
    kept:     the code of why its seeds stay with the member, if they do: what completes the period
              again pays so much less.
    counted:  the event had counted; if not, no report of it that comes later will.
    already:  the event had been taken back before.

    Whom the member no longer lets speak of them may take back what it said, and learns no more.
    """

    task: str
    already: bool = False
    period: str | None = None
    done: int | None = None
    goal: int | None = None
    counted: bool = False
    revoked: bool = False
    returned: int = 0
    kept: str | None = None


def needs(command: Command[SourceEvent], view: View) -> Iterable[Key]:
    """The member, what is known of the period, then what was booked for its completion."""
    task = find(command.programme.tasks, command.body.task)
    account = yield from member_needs(command, view)
    if isinstance(task, Refusal):
        return
    if account is not None:
        period = place(task, event_of(command.body), account.calendar).period
        yield from known_keys(view, task, account.id, period)
        yield from _booked_keys(command, view, task, account, period)


def _booked_keys(
    command: Command[SourceEvent], view: View, task: Task, account: Account, period: str
) -> Iterable[Key]:
    """What may have been booked for the completion, and the gates of the seasons that it is in."""
    progress = peek_progress(view, task, account.id, period)
    ids = {"task": task.id, "account": account.id, "period": period}
    id_ = completion_id(progress) if progress else award_id(**ids)
    yield from (TRANSFERS.key(each) for each in fates(id_))
    yield from fact_keys(id_)
    completion = view.peek(COMPLETIONS, id_)
    if completion is not None:
        yield from return_keys(command, completion)
        yield from gate_keys(command, completion.event_at)


def decide(command: Command[SourceEvent], view: View) -> Outcome[EventReversed]:
    """The event taken back, once and for all; a report of it that comes later counts nothing."""
    account = whose_event(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    task = find(command.programme.tasks, command.body.task)
    if isinstance(task, Refusal):
        return Outcome(task)
    refused = _check(command, task)
    if refused is not None:
        return Outcome(refused)
    counted = _take_back(command, view, account, task)
    if isinstance(counted, Refusal):
        return Outcome(counted)
    if counted.already:
        return Outcome(_answer(command, view, counted, None))
    return _write(command, view, account, task, counted)


def _check(command: Command[SourceEvent], task: Task) -> Refusal | None:
    return check_reversal(
        task,
        at=command.domain_at,
        event_at=command.body.event_at,
        source=OPERATOR if command.body.direct else command.body.source,
        numbers=command.programme.numbers.tasks,
    )


def _take_back(
    command: Command[SourceEvent], view: View, account: Account, task: Task
) -> Counted | Refusal:
    event = event_of(command.body)
    period = place(task, event, account.calendar).period
    known = known_progress(view, task, account, period)
    return reverse_event(task, known, event, account=account.id, calendar=account.calendar)


def _write(
    command: Command[SourceEvent], view: View, account: Account, task: Task, counted: Counted
) -> Outcome[EventReversed]:
    settled = settled_streak(command, account)
    after, progress = with_days(task, settled.account, counted), counted.progress
    revoked, undone = None, tuple[Effect, ...]()
    if counted.revokes:
        completion = _completed(command, view, account, task)
        revoked = _revoke(command, view, after, task, counted, completion)
        taken = taken_in(command, view, completion.event_at)
        after, progress = _without(command, view, after, revoked), revoked.progress
        undone = (*_undone(command, view, task, revoked, taken.at), *taken.effects)
    answer = _answer(command, view, counted, revoked)
    return Outcome(
        answer,
        (
            Put(ACCOUNTS, after),
            *keep_progress(view, task, progress),
            *undone,
            *settled.effects,
            Emit(account=account.id, kind="event_reversed", data=answer),
        ),
    )


def _completed(
    command: Command[SourceEvent], view: View, account: Account, task: Task
) -> Completion:
    """The completion of the progress before it fell back."""
    period = place(task, event_of(command.body), account.calendar).period
    before = known_progress(view, task, account, period)
    completion = view.get(COMPLETIONS, completion_id(before)) if before else None
    if completion is None:
        raise RuleError(f"{task.id} of {account.id} is completed without a completion")
    return completion


def _revoke(
    command: Command[SourceEvent],
    view: View,
    account: Account,
    task: Task,
    counted: Counted,
    completion: Completion,
) -> Revoked:
    booked = (view.reference(TRANSFERS, each) for each in fates(completion.id))
    known = {each.id: each for each in booked if each is not None}
    paid = award(completion)
    waits = any(entry.id == completion.id for entry in account.purse.basket)
    if paid is not None and not known and not waits:
        # A batch-mate has collected it: what it has booked can be read in the next attempt.
        raise UnreadError(f"what became of {completion.id} is not loaded")
    return revoke(
        task,
        completion,
        counted.progress,
        account.purse,
        award=paid,
        known=known,
        at=command.domain_at,
        numbers=command.programme.numbers.ledger,
    )


def _without(
    command: Command[SourceEvent], view: View, account: Account, revoked: Revoked
) -> Account:
    gone = revoked.completion
    return msgspec.structs.replace(
        account,
        purse=revoked.moved.purse,
        earned=earned_after(command, account, gone, -gone.returned),
        badges=counted_off(view, account.badges, gone.id, gone.evidence),
    )


def _undone(
    command: Command[SourceEvent], view: View, task: Task, revoked: Revoked, at: datetime
) -> tuple[Effect, ...]:
    """`at` is when it was taken in: a result that is closed by then does not change."""
    gone = msgspec.structs.replace(revoked.completion, revoked_at=at)
    message = new_message(
        f"message:revoked:{gone.id}",
        account=gone.account,
        kind=MessageKind.AWARD_REVERSED,
        at=command.domain_at,
        parameters={"title": task.title, "seeds": gone.returned},
    )
    return (
        Put(COMPLETIONS, gone),
        *(Append(TRANSFERS, transfer) for transfer in revoked.moved.transfers),
        *return_to(command, view, gone),
        Append(INBOX, message),
    )


def _answer(
    command: Command[SourceEvent], view: View, counted: Counted, revoked: Revoked | None
) -> EventReversed:
    short = EventReversed(task=counted.progress.task, already=counted.already)
    if isinstance(member_of(command, view), Refusal):
        return short
    return msgspec.structs.replace(
        short,
        period=counted.progress.period,
        done=value(counted.progress),
        goal=counted.progress.goal,
        counted=counted.lost is not None,
        revoked=revoked is not None,
        returned=revoked.completion.returned if revoked else 0,
        kept=revoked.kept.code if revoked and revoked.kept else None,
    )


REVERSE_EVENT = Rule("reverse_event", EventReversed, needs, decide, recheck)

REVERSE_EVENT_BY_OPERATOR = audited(
    replace(REVERSE_EVENT, kind="reverse_event_by_operator"), of_member, seen_by=account_of
)
