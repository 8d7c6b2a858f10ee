"""The fence: no chunk is written by a runner that has lost its slot.

The fence writes the slot in every transaction of a chunk, so that a rival's claim and the chunk
cannot both commit. It also writes the checkpoint: what the chunks *before* it have achieved, after
their answers were seen. A chunk may be committed in halves, or leave a locked command behind, so
a checkpoint written along with it could step over work that was not done. What a crash repeats is
one chunk at most, and its derived ids make that harmless.
"""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import SLOTS
from service.store.schema.slot import Progress, Slot, SlotState


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """A runner's claim to a slot, by the token it was given, and how far it has come."""

    slot: str
    token: int
    progress: Progress


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The slot is still this runner's."""


class SlotLost(Refusal, frozen=True, kw_only=True):
    """Somebody else has claimed the slot, or its run is over."""

    slot: str
    token: int
    current: int
    state: SlotState

    def detail(self) -> str:
        return (
            f"Slot {self.slot} was claimed under token {self.token}, but it is {self.state} under "
            f"token {self.current} now. Whoever holds that one goes on."
        )


def needs(command: Command[Hold], _view: View) -> Iterable[Key]:
    """The slot."""
    yield SLOTS.key(command.body.slot)


def hold(command: Command[Hold], view: View) -> Outcome[Held]:
    """Writes the checkpoint, if the slot is still ours. Progress makes the attempts count anew."""
    slot = _own(command, view)
    if isinstance(slot, Refusal):
        return Outcome(slot)
    progress = command.body.progress
    moved = progress.checkpoint != slot.progress.checkpoint
    after = msgspec.structs.replace(slot, progress=progress, attempts=1 if moved else slot.attempts)
    return Outcome(Held(), (Put(SLOTS, after),))


def finish(command: Command[Hold], view: View) -> Outcome[Held]:
    """Ends the run: nobody claims the slot again."""
    slot = _own(command, view)
    if isinstance(slot, Refusal):
        return Outcome(slot)
    done = msgspec.structs.replace(
        slot,
        state=SlotState.DONE,
        progress=command.body.progress,
        owner=None,
        error=None,
        ended_at=command.at,
    )
    return Outcome(Held(), (Put(SLOTS, done),))


def _own(command: Command[Hold], view: View) -> Slot | SlotLost:
    body = command.body
    slot = view.get(SLOTS, body.slot)
    if slot is not None and slot.token == body.token and slot.state is SlotState.CLAIMED:
        return slot
    return SlotLost(
        slot=body.slot,
        token=body.token,
        current=slot.token if slot else 0,
        state=slot.state if slot else SlotState.SKIPPED,
    )


HOLD = Rule("hold_slot", Held, needs, hold)
FINISH = Rule("finish_slot", Held, needs, finish)
