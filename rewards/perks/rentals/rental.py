"""A rental and its machine: which state may follow which."""

import enum
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.economy import RentalNumbers
from rewards.perks.rentals.claim import Breach, Claim
from rewards.perks.rentals.history import Said, Step
from rewards.perks.rentals.money import Minor
from rewards.perks.rentals.refusals import WrongRentalState
from rewards.perks.rentals.terms import RentalTerms


class RentalState(enum.StrEnum):
    """`quoted -> authorised -> active -> returned -> settled`, and what else may come of it."""

    QUOTED = "quoted"
    AUTHORISED = "authorised"
    ACTIVE = "active"
    OVERDUE = "overdue"
    LOST = "lost"
    """It will not come back, as one of the two has said; what it is worth is to be paid."""
    RETURNED = "returned"
    BREACH_PROPOSED = "breach_proposed"
    """The merchant says that the promise was broken; the member has time to answer."""
    DISPUTED = "disputed"
    """The member objects: it has no effect until somebody decides."""
    BREACHED = "breached"
    CURED = "cured"
    """Broken, and made good: it came back after all, or was paid."""
    SETTLED = "settled"
    CANCELLED = "cancelled"


_S = RentalState

TRANSITIONS: dict[RentalState, frozenset[RentalState]] = {
    _S.QUOTED: frozenset({_S.AUTHORISED, _S.CANCELLED}),
    _S.AUTHORISED: frozenset({_S.ACTIVE, _S.CANCELLED}),
    _S.ACTIVE: frozenset({_S.RETURNED, _S.OVERDUE, _S.LOST}),
    # Late is never lost: what comes back within the grace ends the same way.
    _S.OVERDUE: frozenset({_S.RETURNED, _S.LOST, _S.BREACH_PROPOSED}),
    # Found, paid, or neither.
    _S.LOST: frozenset({_S.RETURNED, _S.SETTLED, _S.BREACH_PROPOSED}),
    _S.RETURNED: frozenset({_S.SETTLED, _S.BREACH_PROPOSED}),
    # From here on it goes as its evidence does; settled is for the member, or given up.
    _S.BREACH_PROPOSED: frozenset({_S.BREACHED, _S.DISPUTED, _S.CURED, _S.SETTLED}),
    _S.DISPUTED: frozenset({_S.BREACH_PROPOSED, _S.BREACHED, _S.CURED, _S.SETTLED}),
    _S.BREACHED: frozenset({_S.DISPUTED, _S.CURED, _S.SETTLED}),
    # Who made it good can still be right: then no promise was broken.
    _S.CURED: frozenset({_S.SETTLED}),
    _S.SETTLED: frozenset(),
    _S.CANCELLED: frozenset(),
}

IN_BREACH = frozenset({_S.BREACH_PROPOSED, _S.DISPUTED, _S.BREACHED})
"""The states in which a broken promise has not been made good."""

OUT = frozenset({_S.ACTIVE, _S.OVERDUE})
"""The states in which the member has the thing, as far as anybody knows."""

HOLDING = frozenset({_S.AUTHORISED, *OUT, _S.LOST, _S.RETURNED, *IN_BREACH})
"""The states in which a waived deposit is outstanding: it stands in the account's line."""


class Ended(enum.StrEnum):
    """Why a rental was cancelled."""

    MEMBER = "member"
    MERCHANT = "merchant"
    AUTHORISATION_ENDED = "authorisation_ended"
    NOT_WAIVED = "not_waived"


class Offline(msgspec.Struct, frozen=True, kw_only=True):
    """Authorised for one till that may have no network, good there until before `until`."""

    terminal: str
    until: Instant


class Rental(msgspec.Struct, frozen=True, kw_only=True):
    """One loan without a deposit. Times are None until they have come.

    `ends_at` is when the present state ends by itself: the quote's end, the authorisation's, or
    when the thing is due. `due_by` is the latest that `ends_at` can be moved to once it is lent.
    `returned_at` is when it came back, as the merchant says; `state_at` when that was booked.
    `at` is when it was quoted. `limit` is the account's line at the authorisation, in minor units:
    what the waiver was held against, for the proof, and for no merchant.
    `fault_at` is since when the thing is out of order: the clock stands; `faults` counts them.
    `remind_at` is when the member is reminded next. `offline` is for which till it was authorised
    beforehand, if it was, and `pass_key` the public key that its pass was signed with then: another
    may have taken its place when a till brings it in. `statements` is what was said, which goes
    when the member is forgotten; `history` names nobody, and stays.
    """

    id: str
    account: str
    merchant: str
    perk: str
    terms: RentalTerms
    at: Instant
    state: RentalState
    state_at: Instant
    ends_at: Instant | None
    authorised_at: Instant | None = None
    limit: int | None = None
    handed_over_at: Instant | None = None
    due_by: Instant | None = None
    returned_at: Instant | None = None
    cancelled: Ended | None = None
    fault_at: Instant | None = None
    faults: int = 0
    claim: Claim | None = None
    breach: Breach | None = None
    remind_at: Instant | None = None
    offline: Offline | None = None
    pass_key: str | None = None
    history: tuple[Step, ...] = ()
    statements: tuple[Said, ...] = ()
    version: int = 1

    @property
    def deposit(self) -> Minor:
        """What is waived, in minor units."""
        return self.terms.deposit_minor


def is_sealed(rental: Rental) -> bool:
    """Whether only the member knows of it: an offline pass that no till has brought in."""
    return rental.offline is not None and rental.handed_over_at is None


def follow(rental: Rental, wanted: RentalState) -> WrongRentalState | None:
    """None if `wanted` may follow the rental's state; else a refusal naming what may."""
    return None if wanted in TRANSITIONS[rental.state] else wrong_state(rental, wanted)


def wrong_state(rental: Rental, wanted: str) -> WrongRentalState:
    """The refusal of `wanted`, with what may follow."""
    allowed = tuple(sorted(TRANSITIONS[rental.state]))
    return WrongRentalState(state=rental.state, wanted=wanted, allowed=allowed)


def enter(
    rental: Rental, state: RentalState, at: datetime, ends_at: datetime | None = None
) -> Rental:
    """The rental in another state since `at`, which ends by itself at `ends_at`, if at all. Nobody
    is reminded any more, unless the step says so."""
    return msgspec.structs.replace(
        rental, state=state, state_at=at, ends_at=ends_at, remind_at=None
    )


def grace_of(rental: Rental, numbers: RentalNumbers) -> timedelta:
    """How long after its end a promise is not broken yet: the perk's, else the programme's."""
    hours = rental.terms.grace_hours
    return timedelta(hours=numbers.grace_hours if hours is None else hours)
