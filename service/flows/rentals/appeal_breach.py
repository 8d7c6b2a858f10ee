"""A member says that no promise was broken: the breach has no effect until somebody has decided."""

from collections.abc import Iterable

import msgspec

from rewards.perks.rentals.claim import breach_id
from rewards.perks.rentals.refusals import BreachUnknown
from rewards.refusal import Refusal
from service.flows.challenges.challenge_evidence import decide as challenged
from service.flows.challenges.challenge_view import ChallengeView
from service.flows.challenges.own_evidence import item_needs
from service.flows.rentals.own_rental import members_needs, members_rental
from service.store.collection import Key
from service.store.owner import of_account
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import RENTALS


class AppealBreach(msgspec.Struct, frozen=True, kw_only=True):
    """Which rental of this account's, and why no promise was broken, in the member's words."""

    account: str
    rental: str
    statement: str

    @property
    def evidence(self) -> str:
        """What is challenged by it."""
        return breach_id(self.rental)


def needs(command: Command[AppealBreach], view: View) -> Iterable[Key]:
    """The rental, and all that a challenge of its broken promise needs."""
    yield from members_needs(command, view)
    body = command.body
    rental = view.peek_own(RENTALS, body.rental, of_account(body.account))
    if rental is not None and rental.breach is not None:
        yield from item_needs(command, view)


def decide(command: Command[AppealBreach], view: View) -> Outcome[ChallengeView]:
    """Challenged like all other evidence, with the same clocks."""
    own = members_rental(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    if own.rental.breach is None:
        return Outcome(BreachUnknown(state=own.rental.state))
    return challenged(command, view)


APPEAL_BREACH = Rule("appeal_breach", ChallengeView, needs, decide)
