"""What is known of one account, task and period: the progress, as stored or as its completion says.

A period that one event completed has no document of its own until a second event or a reversal
comes. Whoever changes one relies on the account as well and so writes its version, which is why
nobody has to rely on a document that is not there.
"""

from collections.abc import Iterable

from rewards.ledger.ids import award_id
from service.members.account import Account
from service.store.collection import Key
from service.store.path.command import Effect, Insert, Put
from service.store.path.state import View
from service.store.schema.page import COMPLETIONS, TASK_PROGRESS
from tasks.completion import Completion
from tasks.days.calendar import day_of
from tasks.progress.progress import (
    Progress,
    completion_id,
    is_single,
    of_completion,
    progress_id,
)
from tasks.task import Task


def known_keys(view: View, task: Task, account: str, period: str) -> Iterable[Key]:
    """The progress and the period's first completion; then the one that it has by now."""
    yield TASK_PROGRESS.key(progress_id(task=task.id, account=account, period=period))
    yield COMPLETIONS.key(award_id(task=task.id, account=account, period=period))
    progress = peek_progress(view, task, account, period)
    if progress is not None:
        yield COMPLETIONS.key(completion_id(progress))


def peek_progress(view: View, task: Task, account: str, period: str) -> Progress | None:
    """For `needs`: the stored progress, if a load has brought one."""
    return view.peek(TASK_PROGRESS, progress_id(task=task.id, account=account, period=period))


def known_progress(view: View, task: Task, account: Account, period: str) -> Progress | None:
    """What has been done in the period; None if nothing has."""
    ids = {"task": task.id, "account": account.id, "period": period}
    stored = view.reference(TASK_PROGRESS, progress_id(**ids))
    if stored is not None:
        return stored
    first = view.reference(COMPLETIONS, award_id(**ids))
    if first is None:
        return None
    day = day_of(account.calendar, first.event_at)
    return of_completion(task, first, day=day.isoformat())


def completion_of(view: View, progress: Progress) -> Completion | None:
    """The completion of the progress, if it has one; revoked ones have another period."""
    return view.reference(COMPLETIONS, completion_id(progress))


def keep_progress(view: View, task: Task, after: Progress) -> tuple[Effect, ...]:
    """What to write so that `after` is known from now on; maybe nothing."""
    if view.reference(TASK_PROGRESS, after.id) is not None:
        view.get(TASK_PROGRESS, after.id)
        return (Put(TASK_PROGRESS, after),)
    plain = len(after.events) == 1 and not (after.reversed or after.revision)
    if is_single(task) and plain:
        return ()
    return (Insert(TASK_PROGRESS, after),)
