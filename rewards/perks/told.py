"""What a member is told of a decision, as parameters of a message."""

import msgspec

from rewards.perks.decide_eligibility import Eligible, Ineligible


def told(decision: Eligible | Ineligible) -> dict[str, str | int]:
    """The perk, the tier if it is one, and each reason's numbers under its name:
    `level_not_reached.missing` etc."""
    parameters: dict[str, str | int] = {"perk": decision.perk}
    if isinstance(decision, Eligible) and decision.tier is not None:
        parameters |= {"tier": decision.tier.id, "percent": decision.tier.percent}
    for reason in decision.reasons:
        fields = msgspec.to_builtins(reason)
        name = fields.pop("type")
        parameters |= {f"{name}.{field}": value for field, value in fields.items()}
    return parameters
