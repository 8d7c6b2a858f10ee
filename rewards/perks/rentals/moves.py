"""What a merchant can do with a rental now, for whoever offers it: a till, a page, an app."""

import enum
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from rewards.perks.rentals.claim import Claim
from rewards.perks.rentals.rental import IN_BREACH, OUT, TRANSITIONS, RentalState

_S = RentalState


class Lent(Protocol):
    """As much of a rental as its merchant may know, and as its moves need."""

    @property
    def state(self) -> RentalState: ...

    @property
    def ends_at(self) -> datetime | None: ...

    @property
    def due_by(self) -> datetime | None: ...

    @property
    def fault_at(self) -> datetime | None: ...

    @property
    def claim(self) -> Claim | None: ...

    @property
    def returned_at(self) -> datetime | None: ...


class Move(enum.StrEnum):
    """In the order in which a merchant thinks of them. Settling closes a promise, taking back says
    that it was not broken after all; extending, damage, fault and clearing it change no state."""

    AUTHORISE = "authorise"
    HAND_OVER = "hand-over"
    RETURN = "return"
    SETTLE = "settle"
    CANCEL = "cancel"
    CURE = "cure"
    TAKE_BACK = "take-back"
    EXTEND = "extend"
    DAMAGE = "damage"
    FAULT = "fault"
    CLEAR = "clear"
    LOSS = "loss"
    BREACH = "breach"


def _to(state: RentalState) -> Callable[[Lent], bool]:
    return lambda rental: state in TRANSITIONS[rental.state]


def _may_come_back(rental: Lent) -> bool:
    broken = rental.state in IN_BREACH and rental.returned_at is None
    return broken or _S.RETURNED in TRANSITIONS[rental.state]


def _may_last_longer(rental: Lent) -> bool:
    """Before it is due, while its clock runs, and unless it has had all the time there is."""
    if rental.state is not _S.ACTIVE or rental.ends_at is None or rental.due_by is None:
        return False
    return rental.fault_at is None and rental.ends_at < rental.due_by


def _may_be_broken(rental: Lent) -> bool:
    """Once its grace is over."""
    if rental.state is _S.OVERDUE:
        return rental.fault_at is None
    return rental.state is _S.LOST or (rental.state is _S.RETURNED and rental.claim is not None)


_MAY: dict[Move, Callable[[Lent], bool]] = {
    Move.AUTHORISE: _to(_S.AUTHORISED),
    Move.HAND_OVER: _to(_S.ACTIVE),
    Move.RETURN: _may_come_back,
    Move.SETTLE: lambda rental: rental.state in (_S.RETURNED, _S.LOST),
    Move.CANCEL: _to(_S.CANCELLED),
    Move.CURE: lambda rental: rental.state in IN_BREACH,
    Move.TAKE_BACK: lambda rental: rental.state in IN_BREACH - {_S.DISPUTED},
    Move.EXTEND: _may_last_longer,
    Move.DAMAGE: lambda rental: rental.state is _S.RETURNED and rental.claim is None,
    Move.FAULT: lambda rental: rental.state in OUT and rental.fault_at is None,
    Move.CLEAR: lambda rental: rental.state in OUT and rental.fault_at is not None,
    Move.LOSS: _to(_S.LOST),
    Move.BREACH: _may_be_broken,
}


def moves_of(rental: Lent) -> tuple[Move, ...]:
    """Those that the state of the rental allows; the steps themselves may still ask for time."""
    return tuple(move for move in Move if _MAY[move](rental))
