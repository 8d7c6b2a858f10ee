"""Short words for rentals: Alice's umbrella, and how far it has come."""

from rewards.economy import RentalNumbers
from rewards.perks.decide_eligibility import Eligible
from rewards.perks.rentals.authorise import Booked, authorise
from rewards.perks.rentals.become_overdue import become_overdue
from rewards.perks.rentals.cancel import cancel
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.quote import quote
from rewards.perks.rentals.rental import Ended, Rental, RentalState
from rewards.perks.rentals.settle import settle
from rewards.perks.rentals.terms import RentalTerms, Size
from tests.people import ALICE, HOUR, MINUTE, NOON, UMBRELLA_KIOSK

NUMBERS = RentalNumbers()
TERMS = RentalTerms(deposit_minor=2_000, minutes=120, minutes_max=240)
LIMIT = 5_000


def quoted(rental: str = "r1", *, deposit: int = 2_000, size: Size = Size.SMALL) -> Rental:
    """A quote of noon."""
    return quote(
        Eligible(perk="umbrella", at=NOON),
        RentalTerms(deposit_minor=deposit, minutes=120, minutes_max=240, size=size),
        rental=rental,
        account=ALICE.account,
        merchant=UMBRELLA_KIOSK,
        numbers=NUMBERS,
    )


def authorised(rental: str = "r1", line: Line | None = None) -> Booked:
    """Authorised a minute after noon."""
    booked = authorise(
        quoted(rental), line or Line(), limit=LIMIT, at=NOON + MINUTE, numbers=NUMBERS
    )
    assert isinstance(booked, Booked)
    return booked


def in_state(state: RentalState, *, size: Size = Size.SMALL) -> tuple[Rental, Line]:
    """The umbrella in this state by the shortest way, and the line that goes with it.

    Lent at 12:02, due at 14:02, back at 13:00 (or at 15:02, if it was overdue).
    """
    first = authorise(quoted(size=size), Line(), limit=LIMIT, at=NOON + MINUTE, numbers=NUMBERS)
    assert isinstance(first, Booked)
    lent = hand_over(first.rental, at=NOON + 2 * MINUTE)
    assert isinstance(lent, Rental)
    back = give_back(lent, returned_at=NOON + HOUR, at=NOON + HOUR, numbers=NUMBERS)
    late = become_overdue(lent, at=NOON + 3 * HOUR)
    assert isinstance(back, Rental)
    assert isinstance(late, Rental)
    done = settle(back, first.line, at=NOON + 2 * HOUR)
    off = cancel(first.rental, first.line, by=Ended.MEMBER, at=NOON + 2 * MINUTE)
    assert isinstance(done, Booked)
    assert isinstance(off, Booked)
    ways = {
        RentalState.QUOTED: (quoted(size=size), Line()),
        RentalState.AUTHORISED: (first.rental, first.line),
        RentalState.ACTIVE: (lent, first.line),
        RentalState.OVERDUE: (late, first.line),
        RentalState.RETURNED: (back, first.line),
        RentalState.SETTLED: (done.rental, done.line),
        RentalState.CANCELLED: (off.rental, off.line),
    }
    return ways[state]
