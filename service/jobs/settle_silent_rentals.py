"""Job: rentals whose merchant says nothing, when it has to, are settled for the member."""

from datetime import timedelta

from rewards.perks.rentals.rental import OUT, RentalState
from rewards.perks.rentals.settle import settle_unasked
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import any_rental, rental_needs
from service.flows.rentals.settle_rental import settled
from service.jobs.job import Chunk, Run
from service.jobs.rentals_due import BY_STATE_AT, RentalDue, RentalMoved, next_due
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View

BACK = (RentalState.RETURNED, RentalState.LOST)


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Those that may have waited long enough at the run: the rule knows which have."""
    silence = timedelta(days=run.context.programme().numbers.rentals.silence_days)
    long_ago = {"$lte": run.as_of - silence}
    matching = {
        "state": {"$in": [*(state.value for state in (*BACK, *sorted(OUT)))]},
        "state_at": long_ago,
        "$or": [
            {"state": {"$in": [state.value for state in BACK]}},
            {"state": RentalState.OVERDUE.value, "ends_at": long_ago},
            {"fault_at": long_ago},
        ],
    }
    return await next_due(run, checkpoint, SETTLE_UNASKED, matching, index=BY_STATE_AT)


def decide(command: Command[RentalDue], view: View) -> Outcome[RentalMoved]:
    """Settled as the merchant would, with the same evidence, dated now."""
    own = any_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    rental, line = own.rental, own.account.line
    numbers = command.programme.numbers.rentals
    asked = settle_unasked(rental, line, at=command.body.as_of, numbers=numbers)
    if isinstance(asked, Refusal):
        return Outcome(RentalMoved(moved=False))
    booked = settle_unasked(rental, line, at=command.domain_at, numbers=numbers)
    if isinstance(booked, Refusal):
        return Outcome(booked)
    return Outcome(RentalMoved(moved=True), settled(command, own, booked))


SETTLE_UNASKED = Rule("settle_silent_rental", RentalMoved, rental_needs, decide)
