"""Job: what is lent and was due is overdue, and its member is told."""

from rewards.perks.rentals.become_overdue import become_overdue
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.rental import RentalState
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import any_rental, rental_needs
from service.flows.rentals.rental_step import step
from service.jobs.job import Chunk, Run
from service.jobs.rentals_due import BY_END, RentalDue, RentalMoved, next_due
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Active rentals whose end had passed as of the run."""
    matching = {"state": RentalState.ACTIVE.value, "ends_at": {"$lt": run.as_of}, "fault_at": None}
    return await next_due(run, checkpoint, MARK_OVERDUE, matching, index=BY_END)


def decide(command: Command[RentalDue], view: View) -> Outcome[RentalMoved]:
    """Overdue, unless it was returned or extended meanwhile. The line stays in use."""
    own = any_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    numbers = command.programme.numbers.rentals
    if isinstance(become_overdue(own.rental, at=command.body.as_of, numbers=numbers), Refusal):
        return Outcome(RentalMoved(moved=False))
    late = become_overdue(own.rental, at=command.domain_at, numbers=numbers)
    if isinstance(late, Refusal):
        return Outcome(late)
    return Outcome(RentalMoved(moved=True), step(command, own, late, Happened.OVERDUE))


MARK_OVERDUE = Rule("mark_overdue", RentalMoved, rental_needs, decide)
