"""Job: members are reminded of what they have lent: before its end, and in its grace."""

from rewards.perks.rentals.propose_breach import broken_from
from rewards.perks.rentals.remind import with_reminder
from rewards.perks.rentals.rental import Rental, RentalState
from rewards.refusal import Refusal
from service.flows.rentals.own_rental import any_rental, rental_needs
from service.flows.rentals.rental_step import message_of
from service.flows.rentals.rental_view import rental_view
from service.jobs.job import Chunk, Run
from service.jobs.rentals_due import RentalDue, RentalMoved, next_due
from service.members.message import MessageKind
from service.store.path.command import Append, Command, Effect, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX, RENTALS

BY_REMINDER = "state_1_remind_at_1"
REMINDED = {
    RentalState.ACTIVE: MessageKind.RENTAL_ENDS_SOON,
    RentalState.OVERDUE: MessageKind.RENTAL_STILL_OUT,
}


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Those whose moment had come as of the run."""
    out = {"$in": [state.value for state in REMINDED]}
    matching = {"state": out, "remind_at": {"$lte": run.as_of}}
    return await next_due(run, checkpoint, REMIND_OF_RENTAL, matching, index=BY_REMINDER)


def decide(command: Command[RentalDue], view: View) -> Outcome[RentalMoved]:
    """One message however many moments were missed, and none of what has moved on."""
    own = any_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    before, numbers = own.rental, command.programme.numbers.rentals
    if before.remind_at is None or before.remind_at > command.body.as_of:
        return Outcome(RentalMoved(moved=False))
    after = with_reminder(before, after=command.domain_at, numbers=numbers)
    # Every write of a rental is one of its account, whose version orders the events.
    effects = (Put(RENTALS, after), Put(ACCOUNTS, own.account))
    return Outcome(RentalMoved(moved=True), (*effects, *_told(command, before, after)))


def _told(command: Command[RentalDue], before: Rental, after: Rental) -> tuple[Effect, ...]:
    kind = REMINDED[before.state]
    grace_ends_at = broken_from(before, command.programme.numbers.rentals)
    more = {} if grace_ends_at is None else {"grace_ends_at": grace_ends_at.isoformat()}
    message = message_of(command, before, after, kind, more)
    # For the member alone: nothing has happened that the merchant does not know.
    return (
        Append(INBOX, message),
        Emit(account=before.account, kind=kind.value, data=rental_view(after)),
    )


REMIND_OF_RENTAL = Rule("remind_of_rental", RentalMoved, rental_needs, decide)
