"""An operator suspends a merchant: nothing new begins there, what has begun can be ended."""

from rewards.perks.merchants.standing import suspended
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


def decide(command: Command[OfMerchant], view: View) -> Outcome[StandingStep]:
    """Suspended from now on, for a reason that the merchant can read; suspended again changes
    nothing."""
    merchant = command.body.merchant
    unknown = merchant_known(command, view)
    if unknown is not None:
        return Outcome(unknown)
    before = view.get(STANDINGS, merchant)
    after = suspended(merchant, before, because=command.body.reason, at=command.domain_at)
    step = StandingStep(merchant=merchant, suspended_at=after.suspended_at)
    return Outcome(step, () if after == before else (stand(before, after),))


SUSPEND_MERCHANT = audited(Rule("suspend_merchant", StandingStep, merchants_needs, decide), subject)
