"""States of a membership, and which may follow which."""

import enum

from rewards.refusal import Refusal


class State(enum.StrEnum):
    """`pending -> active <-> paused -> closing -> erased`, and back from closing in time."""

    PENDING = "pending"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSING = "closing"
    ERASED = "erased"


TRANSITIONS: dict[State, frozenset[State]] = {
    # Who never said yes can be forgotten at once: there is nothing to come back to.
    State.PENDING: frozenset({State.ACTIVE, State.ERASED}),
    State.ACTIVE: frozenset({State.PAUSED, State.CLOSING}),
    State.PAUSED: frozenset({State.ACTIVE, State.CLOSING}),
    # Coming back means saying yes again: leaving has withdrawn the enrolment.
    State.CLOSING: frozenset({State.ACTIVE, State.ERASED}),
    State.ERASED: frozenset(),
}


class WrongState(Refusal, frozen=True, kw_only=True):
    """The membership cannot go from `state` to `wanted`."""

    state: State
    wanted: State
    allowed: tuple[State, ...]

    def detail(self) -> str:
        ways = ", ".join(self.allowed) or "nothing: it has ended"
        return f"A membership that is {self.state} cannot become {self.wanted}; it can be: {ways}."


def follow(state: State, wanted: State) -> State | WrongState:
    """`wanted`, if it may follow `state`."""
    allowed = TRANSITIONS[state]
    if wanted in allowed:
        return wanted
    return WrongState(state=state, wanted=wanted, allowed=tuple(sorted(allowed)))
