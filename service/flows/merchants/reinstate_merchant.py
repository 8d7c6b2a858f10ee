"""An operator lets a suspended merchant go on."""

from rewards.perks.merchants.standing import reinstated
from service.flows.merchants.standing import (
    OfMerchant,
    StandingStep,
    may_begin_at,
    merchant_known,
    merchants_needs,
    stand,
    subject,
)
from service.flows.operators.audited import audited
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import STANDINGS


def decide(command: Command[OfMerchant], view: View) -> Outcome[StandingStep]:
    """As any other merchant again; one that is not suspended stays as it is."""
    merchant = command.body.merchant
    unknown = merchant_known(command, view)
    if unknown is not None:
        return Outcome(unknown)
    step = StandingStep(merchant=merchant)
    if may_begin_at(view, merchant) is None:
        return Outcome(step)
    before = view.get(STANDINGS, merchant)
    return Outcome(step, () if before is None else (stand(before, reinstated(before)),))


REINSTATE_MERCHANT = audited(
    Rule("reinstate_merchant", StandingStep, merchants_needs, decide), subject
)
