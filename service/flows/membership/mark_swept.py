"""The rows of an erased account are swept: its erasure goes on to what comes next."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from service.flows.own import AccountGone
from service.members.erasure.record import ErasureState, after_sweep
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ERASURES


class MarkSwept(msgspec.Struct, frozen=True, kw_only=True):
    """Whose, and for which time that it was due."""

    account: str
    due_at: Instant


class Swept(msgspec.Struct, frozen=True, kw_only=True):
    """How its erasure stands now."""

    state: ErasureState


def needs(command: Command[MarkSwept], _view: View) -> Iterable[Key]:
    """The erasure."""
    yield ERASURES.key(command.body.account)


def decide(command: Command[MarkSwept], view: View) -> Outcome[Swept]:
    """Once for each time that it was due: of two who swept, the second changes nothing."""
    erasure = view.get(ERASURES, command.body.account)
    if erasure is None:
        return Outcome(AccountGone())
    if erasure.due_at != command.body.due_at:
        return Outcome(Swept(state=erasure.state))
    numbers = command.programme.numbers.members
    after = after_sweep(erasure, at=command.domain_at, numbers=numbers)
    return Outcome(Swept(state=after.state), (Put(ERASURES, after),))


MARK_SWEPT = Rule("mark_swept", Swept, needs, decide)
