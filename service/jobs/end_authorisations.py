"""Job: quotes and authorisations that nobody used in time are called off, and the line is free."""

from rewards.perks.rentals.cancel import end_authorisation
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.rental import RentalState
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import any_rental, rental_needs
from service.flows.rentals.rental_step import step
from service.jobs.job import Chunk, Run
from service.jobs.rentals_due import BY_END, RentalDue, RentalMoved, next_due
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View

WAITING = (RentalState.QUOTED, RentalState.AUTHORISED)


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Those whose end had come as of the run."""
    over = {"$in": [state.value for state in WAITING]}
    matching = {"state": over, "ends_at": {"$lte": run.as_of}}
    return await next_due(run, checkpoint, END_AUTHORISATION, matching, index=BY_END)


def decide(command: Command[RentalDue], view: View) -> Outcome[RentalMoved]:
    """Cancelled, if it was over as of the run; booked now, however late that is."""
    own = any_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    rental, line = own.rental, own.account.line
    if isinstance(end_authorisation(rental, line, at=command.body.as_of), Refusal):
        return Outcome(RentalMoved(moved=False))
    gone = end_authorisation(rental, line, at=command.domain_at)
    if isinstance(gone, Refusal):
        return Outcome(gone)
    effects = step(command, own, gone.rental, Happened.CANCELLED, line=gone.line)
    return Outcome(RentalMoved(moved=True), effects)


END_AUTHORISATION = Rule("end_authorisation", RentalMoved, rental_needs, decide)
