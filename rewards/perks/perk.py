"""A benefit that merchants offer, and what it declares of itself."""

import enum
from typing import Annotated

import msgspec

from rewards.perks.rentals.terms import RentalTerms
from rewards.perks.terms.badge import BadgeTerms
from rewards.perks.terms.limit import UseLimit
from rewards.perks.terms.tier import Tier
from rewards.perks.terms.voucher import VoucherTerms
from rewards.perks.terms.window import Window


class PerkKind(enum.StrEnum):
    """What the benefit is."""

    DEPOSIT_WAIVER = "deposit_waiver"
    FAST_LANE = "fast_lane"
    ENTITLEMENT = "entitlement"
    BADGE = "badge"
    VOUCHER = "voucher"


BY_PASS = frozenset({PerkKind.DEPOSIT_WAIVER, PerkKind.FAST_LANE, PerkKind.ENTITLEMENT})
"""What is asked for at a counter with a pass: vouchers are bought, and facts are shared."""


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
    """`level` is the lowest level that opens it whole, None if it asks for no score; `tiers` are
    what lower levels open of it.

    Public are `terms`, what is asked of those inside the programme, and `outside_terms`, what
    people outside of it get instead. `merchants` are ids. It can be had in one of its `windows`,
    which are in the programme's zone, as often as `limit` allows, while one of `stock` is left.
    `rental` is what is lent, `voucher` what is bought with seeds, `badge` what is shown: each
    belongs to its own kind of perk and to no other.
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
    tiers: Annotated[tuple[Tier, ...], msgspec.Meta(max_length=5)] = ()
    windows: Annotated[tuple[Window, ...], msgspec.Meta(max_length=14)] = ()
    limit: UseLimit | None = None
    stock: Annotated[int, msgspec.Meta(ge=1, le=10**9)] | None = None
    voucher: VoucherTerms | None = None
    badge: BadgeTerms | None = None
