"""Count an event once, and take it back once."""

import msgspec

from tasks.kinds import TaskKind
from tasks.lint_kind import DAY_EVENTS_MAX, EVENTS_MAX
from tasks.progress.progress import CountedEvent, Progress, value
from tasks.refusals import DifferentEvent, TooManyEvents
from tasks.streak.streak import Day

KNOWN_MAX = 2 * EVENTS_MAX
"""References that one period remembers, of what stands and of what was taken back."""


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """Progress after an event, and what follows: pay for a completion, or revoke it.

    `gained` is the date that has one event more and `lost` the one that has one less, for the
    streak (`count_day`, `take_back_day`). `already` if nothing changed: the event had been counted,
    or reversed, before.
    """

    progress: Progress
    completes: bool = False
    revokes: bool = False
    gained: Day | None = None
    lost: Day | None = None
    already: bool = False


def count(progress: Progress, event: CountedEvent) -> Counted | DifferentEvent | TooManyEvents:
    """`progress` with `event`: once per reference, and never if it has been reversed.

    Events go on being counted after the goal is reached: they keep it if another is reversed.
    """
    known = next((each for each in progress.events if each.reference == event.reference), None)
    if known is not None and (known.at, known.amount) != (event.at, event.amount):
        return _different(known, event)
    if known is not None or event.reference in progress.reversed:
        return Counted(progress=progress, already=True)
    full = _full(progress, event)
    if full is not None:
        return full
    events = sorted((*progress.events, event), key=lambda each: each.reference)
    after = msgspec.structs.replace(progress, events=tuple(events))
    reached = not progress.completed and value(after) >= progress.goal
    if reached:
        after = msgspec.structs.replace(after, completed=True)
    return Counted(progress=after, completes=reached, gained=event.day)


def take_back(progress: Progress, reference: str) -> Counted | TooManyEvents:
    """`progress` without the event, for good: a report of it that comes later counts nothing.

    If too little is left, the completion is revoked: reverse the award of `award_period(progress)`
    (of the progress before) by the task's policy.
    """
    if reference in progress.reversed:
        return Counted(progress=progress, already=True)
    stood = next((each for each in progress.events if each.reference == reference), None)
    # What stands can always be taken back, however many that never stood were before.
    if stood is None and len(progress.reversed) >= EVENTS_MAX:
        return TooManyEvents(task=progress.task, events=EVENTS_MAX, most=EVENTS_MAX)
    after = msgspec.structs.replace(
        progress,
        events=tuple(each for each in progress.events if each is not stood),
        reversed=tuple(sorted((*progress.reversed, reference))),
    )
    lost = progress.completed and value(after) < progress.goal
    if lost:
        after = msgspec.structs.replace(after, completed=False, revision=progress.revision + 1)
    return Counted(progress=after, revokes=lost, lost=stood.day if stood else None)


def _different(known: CountedEvent, event: CountedEvent) -> DifferentEvent:
    time_differs = known.at != event.at
    return DifferentEvent(
        reference=event.reference,
        field="event_at" if time_differs else "amount",
        existing=known.at.isoformat() if time_differs else str(known.amount),
        wanted=event.at.isoformat() if time_differs else str(event.amount),
    )


def _full(progress: Progress, event: CountedEvent) -> TooManyEvents | None:
    """A refusal where the document has no room: of days, each has its own share of it."""
    known = len(progress.events) + len(progress.reversed)
    if known >= KNOWN_MAX:
        return TooManyEvents(task=progress.task, events=known, most=KNOWN_MAX)
    same, most = progress.events, EVENTS_MAX
    if progress.counts is TaskKind.DAYS:
        same = tuple(each for each in same if each.day == event.day)
        most = DAY_EVENTS_MAX
    if len(same) >= most:
        return TooManyEvents(task=progress.task, events=len(same), most=most)
    return None
