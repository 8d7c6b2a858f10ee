"""An operator moves a sandbox's clock on. Jobs that come due are not run here: see jobs.advance."""

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from rewards.refusal import Refusal
from service.clock import MS, NO_OFFSET
from service.flows.context import Context
from service.flows.operators.audited import OperatorBody, audited
from service.programme import Programme
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT, DomainClock
from service.store.schema.page import CLOCKS

STEP_MAX = timedelta(days=400)
"""Of one call: a slip of the keyboard must not end every consent of the next century."""

OFFSET_MAX = timedelta(days=36_525)
"""Of all calls together: a hundred years."""


class MoveClock(OperatorBody, frozen=True, kw_only=True):
    """Move on by `by_ms`, on top of what others move. Given `since_ms`, an offset that was read,
    what others have moved since then counts towards it."""

    by_ms: int
    since_ms: int | None = None


class ClockMoved(msgspec.Struct, frozen=True, kw_only=True):
    """The offset as it is now, and by how much this command has moved it; maybe not at all."""

    offset_ms: int
    moved_ms: int

    @property
    def moved(self) -> timedelta:
        """By how much."""
        return self.moved_ms * MS


class NotASandbox(Refusal, frozen=True, kw_only=True):
    """Time passes by itself in a real programme."""

    programme: str

    def detail(self) -> str:
        return (
            f"The clock of {self.programme} cannot be moved: it is no sandbox. Name a sandbox's "
            "database in SEEDBANK_DATABASE."
        )


class NotForwards(Refusal, frozen=True, kw_only=True):
    """Domain time never goes back, and does not stand."""

    by_ms: int

    def detail(self) -> str:
        return (
            f"The clock can only be moved forwards, not by {timedelta(milliseconds=self.by_ms)}. "
            "For an earlier time begin a new sandbox."
        )


class TooFarForwards(Refusal, frozen=True, kw_only=True):
    """One call moves by 400 days at most, all calls together by 100 years."""

    by_ms: int
    most_ms: int

    def detail(self) -> str:
        asked, most = (timedelta(milliseconds=ms) for ms in (self.by_ms, self.most_ms))
        return f"The clock can be moved by {most} at most in this call, not by {asked}."


def needs(_command: Command[MoveClock], _view: View) -> Iterable[Key]:
    """The clock's document."""
    yield CLOCKS.key(CURRENT)


def decide(command: Command[MoveClock], view: View) -> Outcome[ClockMoved]:
    """Forwards, in a sandbox. Guarded, so that of two who move both count."""
    body, programme = command.body, command.programme
    clock = view.get(CLOCKS, CURRENT)
    if clock is None:
        return Outcome(NotASandbox(programme=programme.id))
    refused = refuse_move(body.by_ms * MS, clock, programme)
    if refused is not None:
        return Outcome(refused)
    since = clock.offset_ms if body.since_ms is None else body.since_ms
    moved = max(0, since + body.by_ms - clock.offset_ms)
    if not moved:
        return Outcome(ClockMoved(offset_ms=clock.offset_ms, moved_ms=0))
    after = msgspec.structs.replace(clock, offset_ms=clock.offset_ms + moved)
    answer = ClockMoved(offset_ms=after.offset_ms, moved_ms=moved)
    return Outcome(answer, (Put(CLOCKS, after),))


def refuse_move(
    by: timedelta, clock: DomainClock, programme: Programme
) -> NotASandbox | NotForwards | TooFarForwards | None:
    """Why a clock cannot be moved on by `by`. Pure."""
    if not (clock.sandbox and programme.sandbox):
        return NotASandbox(programme=programme.id)
    if by <= NO_OFFSET:
        return NotForwards(by_ms=by // MS)
    most = max(NO_OFFSET, min(STEP_MAX, OFFSET_MAX - clock.offset))
    return TooFarForwards(by_ms=by // MS, most_ms=most // MS) if by > most else None


def subject(_command: Command[MoveClock]) -> str:
    """For the audit log."""
    return f"clock:{CURRENT}"


MOVE_CLOCK = audited(Rule("move_clock", ClockMoved, needs, decide), subject)


async def move_clock(
    context: Context, by: timedelta, *, since: timedelta | None = None, caller: str = "operator"
) -> ClockMoved | Refusal:
    """Moves the clock; this process follows at once, the others within a second. `caller` is who
    stands in the audit log."""
    body = MoveClock(by_ms=by // MS, since_ms=None if since is None else since // MS)
    answer = (await context.apply(MOVE_CLOCK, body, caller=caller, key=None)).answer
    assert answer is not None  # only a secret answer is not repeated
    if isinstance(answer, ClockMoved):
        context.clock.follow(answer.offset_ms * MS)
    return answer
