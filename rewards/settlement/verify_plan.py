"""Verify a plan: make it again from its bundle alone, and compare."""

import msgspec

from rewards.ledger.invariants import Violation
from rewards.refusal import Refusal
from rewards.settlement.canonical import hash_of, hash_of_inputs
from rewards.settlement.make_again import make_again
from rewards.settlement.plan import RULES, Bundle, Plan


def verify_plan(bundle: Bundle) -> list[Violation]:
    """I4: all that differs from what the rules give; empty if the plan is right."""
    plan = bundle.plan
    if plan.rules != RULES:
        return [_i4(plan, f"made by rules {plan.rules}, this program knows {RULES}")]
    again = _again(bundle)
    if isinstance(again, str):
        return [_i4(plan, again)]
    # The bytes are compared, not the values: two zones can write one instant in two ways.
    sentences = {
        "its inputs are not those it was hashed with": _inputs_hash(bundle) != plan.inputs_sha256,
        "its awards are not those it was hashed with": hash_of(bundle.awards) != plan.awards_sha256,
        "its awards do not follow from its inputs": bundle.awards != again.awards,
        **_differences(plan, again.plan),
    }
    return [_i4(plan, sentence) for sentence, broken in sentences.items() if broken]


def _inputs_hash(bundle: Bundle) -> str:
    plan = bundle.plan
    return hash_of_inputs(plan.subject, plan.rules, plan.prizes, bundle.inputs, bundle.paid)


def _again(bundle: Bundle) -> Bundle | str:
    try:
        again = make_again(bundle)
    except ValueError as error:  # an id that no plan of ours can have
        return str(error)
    return again.detail() if isinstance(again, Refusal) else again


def _differences(plan: Plan, again: Plan) -> dict[str, bool]:
    said, found = msgspec.structs.asdict(plan), msgspec.structs.asdict(again)
    fields = ("id", "pool", "remainder", "inputs", "inputs_sha256", "awards", "awards_sha256")
    return {
        f"its {field} is {said[field]}, the rules give {found[field]}": said[field] != found[field]
        for field in fields
    }


def _i4(plan: Plan, sentence: str) -> Violation:
    return Violation(invariant="I4", subject=plan.id, sentence=sentence)
