"""Short words for rentals: Alice's umbrella, and how far it has come."""

from rewards.economy import RentalNumbers
from rewards.perks.decide_eligibility import Eligible
from rewards.perks.rentals.authorise import Booked, authorise
from rewards.perks.rentals.become_overdue import become_overdue
from rewards.perks.rentals.cancel import cancel
from rewards.perks.rentals.follow_breach import follow_breach
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.lose import lose
from rewards.perks.rentals.propose_breach import propose_breach
from rewards.perks.rentals.quote import quote
from rewards.perks.rentals.rental import Ended, Rental, RentalState
from rewards.perks.rentals.settle import settle
from rewards.perks.rentals.terms import RentalTerms, Size
from rewards.score.evidence import Status
from rewards.score.standing.standing import Standing
from tests.people import ALICE, DAY, HOUR, MINUTE, NOON, UMBRELLA_KIOSK

NUMBERS = RentalNumbers()
TERMS = RentalTerms(deposit_minor=2_000, minutes=120, minutes_max=240)
LIMIT = 5_000
PROPOSED_AT = NOON + 2 * HOUR + 2 * MINUTE + 72 * HOUR
"""The first moment at which what was due at 14:02 can be called a broken promise."""


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


def follows(rental: Rental, line: Line, status: Status) -> tuple[Rental, Line]:
    """What becomes of a rental in breach when its evidence comes to this status, a day later."""
    booked = follow_breach(rental, line, Standing(status=status), at=PROPOSED_AT + DAY)
    assert booked is not None
    return booked.rental, booked.line


def in_state(state: RentalState, *, size: Size = Size.SMALL) -> tuple[Rental, Line]:
    """The umbrella in this state by the shortest way, and the line that goes with it.

    Lent at 12:02, due at 14:02, back at 13:00; overdue at 15:00, lost at 16:00, its breach
    proposed when the grace is over, and what follows a day later.
    """
    first = authorise(quoted(size=size), Line(), limit=LIMIT, at=NOON + MINUTE, numbers=NUMBERS)
    assert isinstance(first, Booked)
    lent = hand_over(first.rental, at=NOON + 2 * MINUTE, numbers=NUMBERS)
    assert isinstance(lent, Rental)
    back = give_back(lent, returned_at=NOON + HOUR, at=NOON + HOUR, numbers=NUMBERS)
    late = become_overdue(lent, at=NOON + 3 * HOUR, numbers=NUMBERS)
    assert isinstance(back, Rental)
    assert isinstance(late, Rental)
    lost = lose(late, at=NOON + 4 * HOUR)
    broken = propose_breach(late, at=PROPOSED_AT, numbers=NUMBERS)
    assert isinstance(lost, Rental)
    assert isinstance(broken, Rental)
    done = settle(back, first.line, at=NOON + 2 * HOUR)
    off = cancel(first.rental, first.line, by=Ended.MEMBER, at=NOON + 2 * MINUTE)
    assert isinstance(done, Booked)
    assert isinstance(off, Booked)
    ways = {
        RentalState.QUOTED: (quoted(size=size), Line()),
        RentalState.AUTHORISED: (first.rental, first.line),
        RentalState.ACTIVE: (lent, first.line),
        RentalState.OVERDUE: (late, first.line),
        RentalState.LOST: (lost, first.line),
        RentalState.RETURNED: (back, first.line),
        RentalState.BREACH_PROPOSED: (broken, first.line),
        RentalState.DISPUTED: follows(broken, first.line, Status.CHALLENGED),
        RentalState.BREACHED: follows(broken, first.line, Status.COUNTED),
        RentalState.CURED: follows(broken, first.line, Status.CURED),
        RentalState.SETTLED: (done.rental, done.line),
        RentalState.CANCELLED: (off.rental, off.line),
    }
    return ways[state]
