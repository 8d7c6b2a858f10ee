"""What a merchant may ask for of a deposit that it has not got, and a promise that was broken."""

import enum

import msgspec

from rewards.calendar import Instant
from rewards.ledger.ids import part
from rewards.perks.rentals.money import Minor


class ClaimKind(enum.StrEnum):
    """It came back and is not as it was; it will not come back."""

    DAMAGE = "damage"
    LOSS = "loss"


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """`amount_minor` of the deposit is to be paid to the merchant; known since `at`."""

    kind: ClaimKind
    amount_minor: Minor
    at: Instant


class BreachReason(enum.StrEnum):
    """Which promise was broken."""

    NOT_RETURNED = "not_returned"
    DAMAGE_UNPAID = "damage_unpaid"
    LOSS_UNPAID = "loss_unpaid"


class Breach(msgspec.Struct, frozen=True, kw_only=True):
    """Proposed `at`. `reversed`: it was found that no promise was broken."""

    reason: BreachReason
    at: Instant
    reversed: bool = False


def breach_id(rental: str) -> str:
    """The evidence of a broken promise: a rental can be broken once."""
    return f"rental:{part(rental)}:breach"
