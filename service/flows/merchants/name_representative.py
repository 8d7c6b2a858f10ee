"""An operator says who stands for a merchant, as its registry has it."""

from rewards.perks.merchants.standing import represented
from service.flows.merchants.standing import (
    OfMerchant,
    StandingStep,
    merchant_known,
    merchants_needs,
    stand,
    subject,
)
from service.flows.operators.audited import audited
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import STANDINGS


class NameRepresentative(OfMerchant, frozen=True, kw_only=True):
    """The whole name; an empty one takes it away."""

    legal_representative: str


def decide(command: Command[NameRepresentative], view: View) -> Outcome[StandingStep]:
    """Found by this name from now on, and by no other."""
    merchant = command.body.merchant
    unknown = merchant_known(command, view)
    if unknown is not None:
        return Outcome(unknown)
    before = view.get(STANDINGS, merchant)
    after = represented(merchant, command.body.legal_representative, before)
    step = StandingStep(merchant=merchant, suspended_at=after.suspended_at)
    return Outcome(step, () if after == before else (stand(before, after),))


NAME_REPRESENTATIVE = audited(
    Rule("name_representative", StandingStep, merchants_needs, decide), subject
)
