"""Job: what was broken and nobody made good frees the line after half a year."""

from datetime import timedelta

from rewards.perks.rentals.give_up import give_up
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.rental import RentalState
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import any_rental, rental_needs
from service.flows.rentals.rental_step import step
from service.jobs.job import Chunk, Run
from service.jobs.rentals_due import BY_STATE_AT, RentalDue, RentalMoved, next_due
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Those that have counted for long enough at the run."""
    waits = timedelta(days=run.context.programme().numbers.rentals.give_up_days)
    matching = {"state": RentalState.BREACHED.value, "state_at": {"$lte": run.as_of - waits}}
    return await next_due(run, checkpoint, GIVE_UP, matching, index=BY_STATE_AT)


def decide(command: Command[RentalDue], view: View) -> Outcome[RentalMoved]:
    """Closed, unless it was made good or challenged meanwhile. Its evidence stays as it is."""
    own = any_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    rental, line = own.rental, own.account.line
    numbers = command.programme.numbers.rentals
    asked = give_up(rental, line, at=command.body.as_of, numbers=numbers)
    if isinstance(asked, Refusal):
        return Outcome(RentalMoved(moved=False))
    booked = give_up(rental, line, at=command.domain_at, numbers=numbers)
    if isinstance(booked, Refusal):
        return Outcome(booked)
    effects = step(command, own, booked.rental, Happened.GIVEN_UP, line=booked.line)
    return Outcome(RentalMoved(moved=True), effects)


GIVE_UP = Rule("give_up_breach", RentalMoved, rental_needs, decide)
