"""A source that a task trusts reports that something happened: it counts, and may complete it."""

from collections.abc import Iterable
from dataclasses import replace

from rewards.refusal import Refusal
from service.flows.invitations.qualify_invitation import invitation_key
from service.flows.operators.audited import audited
from service.flows.tasks.budgets import draw_keys
from service.flows.tasks.count_in_season import gate_keys
from service.flows.tasks.counted import EventCounted, known_answer, paid_answer, progressed
from service.flows.tasks.event import (
    SourceEvent,
    account_of,
    event_of,
    member_needs,
    member_of,
    of_member,
)
from service.flows.tasks.known import (
    keep_progress,
    known_keys,
    known_progress,
    peek_progress,
)
from service.flows.tasks.pay import pay
from service.flows.tasks.streaks import settled_streak, with_days
from service.members.account import Account
from service.store.collection import Key
from service.store.path.command import Command, Effect, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS
from tasks.find import find
from tasks.join import joined_at
from tasks.progress.count import Counted
from tasks.progress.report import place, report
from tasks.task import Task
from tasks.worth import worth


def needs(command: Command[SourceEvent], view: View) -> Iterable[Key]:
    """The member; what is known of the period; gates of ended seasons; budgets; an invitation."""
    body = command.body
    yield from gate_keys(command, body.event_at)
    task = find(command.programme.tasks, body.task)
    if not isinstance(task, Refusal):
        yield from draw_keys(command, view, task, worth(task, command.programme.numbers.tasks))
    account = yield from member_needs(command, view)
    if account is not None and not isinstance(task, Refusal):
        period = place(task, event_of(body), account.calendar).period
        yield from known_keys(view, task, account.id, period)
        progress = peek_progress(view, task, account.id, period)
        # A completion is dated by its last event, which may be another one.
        events = progress.events if progress else ()
        dated = max((body.event_at, *(each.at for each in events)))
        yield from gate_keys(command, dated)
        yield from invitation_key(command, account, dated)


def decide(command: Command[SourceEvent], view: View) -> Outcome[EventCounted]:
    """The event counted, once; the completion paid, once; a repetition gets the old answer."""
    account = member_of(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    task = find(command.programme.tasks, command.body.task)
    if isinstance(task, Refusal):
        return Outcome(task)
    counted = _count(command, view, account, task)
    if isinstance(counted, Refusal):
        return Outcome(counted)
    if counted.already:
        return Outcome(known_answer(view, counted.progress, already=True))
    return _write(command, view, account, task, counted)


def recheck(command: Command[SourceEvent], view: View) -> Refusal | None:
    """Nothing is repeated to a merchant whose link the member has ended."""
    account = member_of(command, view)
    return account if isinstance(account, Refusal) else None


def _count(
    command: Command[SourceEvent], view: View, account: Account, task: Task
) -> Counted | Refusal:
    event = event_of(command.body)
    period = place(task, event, account.calendar).period
    return report(
        task,
        known_progress(view, task, account, period),
        event,
        account=account.id,
        joined_at=joined_at(account.joined, task.id),
        at=command.domain_at,
        calendar=account.calendar,
        numbers=command.programme.numbers.tasks,
        charities=command.programme.charities,
    )


def _write(
    command: Command[SourceEvent], view: View, account: Account, task: Task, counted: Counted
) -> Outcome[EventCounted]:
    settled = settled_streak(command, account)
    after = settled.account
    answer = known_answer(view, counted.progress, already=counted.progress.completed)
    paid: tuple[Effect, ...] = ()
    if counted.completes:
        found = pay(command, view, after, task, counted.progress, source=command.body.source)
        if isinstance(found, Refusal):
            return Outcome(found)
        after, paid = found.account, found.effects
        answer = paid_answer(counted.progress, found.granted)
    after = with_days(task, after, counted)
    told = () if counted.completes else (progressed(after, answer),)
    return Outcome(
        answer,
        (
            Put(ACCOUNTS, after),
            *keep_progress(view, task, counted.progress),
            *paid,
            *settled.effects,
            *told,
        ),
    )


REPORT_EVENT = Rule("report_event", EventCounted, needs, decide, recheck)

REPORT_EVENT_BY_OPERATOR = audited(
    replace(REPORT_EVENT, kind="report_event_by_operator"), of_member, seen_by=account_of
)
