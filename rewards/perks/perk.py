"""A benefit that merchants offer, and the rules about where a score may decide."""

import enum
from collections.abc import Iterable
from typing import Annotated

import msgspec

from rewards.ledger.ids import is_part
from rewards.perks.rentals.terms import RentalTerms, lint_terms


class PerkKind(enum.StrEnum):
    """What the benefit is."""

    DEPOSIT_WAIVER = "deposit_waiver"
    FAST_LANE = "fast_lane"
    ENTITLEMENT = "entitlement"
    BADGE = "badge"
    VOUCHER = "voucher"


class Context(enum.StrEnum):
    """What the benefit is about. `DEPOSIT` is money held, never being accepted as a tenant."""

    DEPOSIT = "deposit"
    QUEUE = "queue"
    PAYMENT = "payment"
    EVERYDAY = "everyday"
    WORK = "work"
    DATING = "dating"
    HOUSING = "housing"
    BORDER = "border"


SCORE_FREE = frozenset({Context.WORK, Context.DATING, Context.HOUSING, Context.BORDER})
"""Where a score never decides: only vouchers for seeds and badges of facts are allowed there."""


class Perk(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`level` is the lowest level that opens it, None if it asks for no score.

    Public are `terms`, what is asked of those inside the programme, and `outside_terms`, what
    people outside of it get instead. `merchants` are ids. `rental` is what is lent: a
    `DEPOSIT_WAIVER` has one, nothing else.
    """

    id: str
    kind: PerkKind
    context: Context
    merchants: tuple[str, ...]
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    terms: Annotated[str, msgspec.Meta(min_length=1, max_length=4_000)]
    outside_terms: Annotated[str, msgspec.Meta(max_length=4_000)] = ""
    level: str | None = None
    rental: RentalTerms | None = None


def lint_perk(perk: Perk, *, merchants: Iterable[str], levels: Iterable[str]) -> list[str]:
    """What is wrong with `perk`, as sentences."""
    known = frozenset(merchants)
    free = perk.context in SCORE_FREE
    rules = {
        "an id is 1 to 64 letters, digits, '.', '_' or '-'": not is_part(perk.id),
        "no merchant offers it": not perk.merchants,
        "its public terms are empty": not perk.terms.strip(),
        f"level {perk.level!r} is not in the scheme": perk.level not in {None, *levels},
        f"a score never decides about {perk.context}: it may name no level": (
            free and perk.level is not None
        ),
        f"only vouchers and badges are allowed about {perk.context}": (
            free and perk.kind not in (PerkKind.VOUCHER, PerkKind.BADGE)
        ),
        "a deposit waiver says what it lends, and nothing else does": (
            (perk.rental is not None) != (perk.kind is PerkKind.DEPOSIT_WAIVER)
        ),
    } | {f"merchant {each!r} is unknown": each not in known for each in perk.merchants}
    found = [sentence for sentence, broken in rules.items() if broken]
    if perk.rental is not None:
        found += lint_terms(perk.rental)
    return [f"perk {perk.id!r}: {sentence}" for sentence in found]
