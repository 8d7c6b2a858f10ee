"""Make a plan again, from its own bundle alone."""

from rewards.refusal import Refusal
from rewards.settlement.correct import make_correction
from rewards.settlement.make_plan import make_plan
from rewards.settlement.plan import Bundle


def make_again(bundle: Bundle) -> Bundle | Refusal:
    """What the rules give for the same inputs. ValueError for an id no plan of ours can have."""
    plan = bundle.plan
    if plan.revision > 1:
        return make_correction(
            subject=plan.subject,
            revision=plan.revision,
            standings=bundle.inputs,
            prizes=plan.prizes,
            paid=bundle.paid,
            at=plan.at,
        )
    return make_plan(
        subject=plan.subject,
        revision=plan.revision,
        standings=bundle.inputs,
        prizes=plan.prizes,
        escrow=plan.pool,
        at=plan.at,
    )
