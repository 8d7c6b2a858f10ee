"""A perk as everybody may read it."""

import msgspec

from rewards.perks.perk import Context, Perk, PerkKind
from rewards.perks.rentals.terms import RentalTerms, Size
from rewards.perks.terms.badge import BadgeTerms
from rewards.perks.terms.limit import UseLimit
from rewards.perks.terms.tier import Tier
from rewards.perks.terms.voucher import VoucherTerms
from rewards.perks.terms.window import Window
from service.http.merchants.list_merchants import MerchantRow, row_of
from service.http.programme.translated import Say
from service.programme import Programme


class OpenedAt(msgspec.Struct, frozen=True, kw_only=True):
    """A level, and the lowest score that reaches it under the scheme in force."""

    level: str
    at_least: int
    scheme: str


class PublicTier(msgspec.Struct, frozen=True, kw_only=True):
    """What a lower level opens of it: `percent` of the deposit, or of what `terms` say."""

    id: str
    opened: OpenedAt
    percent: int
    terms: str


class Loan(msgspec.Struct, frozen=True, kw_only=True):
    """What is lent, for `minutes` and at most `minutes_max`. Others pay `deposit_minor`, in minor
    units of the programme's `currency` (GET /v1/programme). A promise may be called broken
    `grace_hours` after its end. `offline`: it can be promised to a till that has no network.
    """

    deposit_minor: int
    minutes: int
    minutes_max: int
    size: Size
    grace_hours: int
    offline: bool


class PublicPerk(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`terms` are asked of members, `outside_terms` is what everybody else gets instead.

    `opened` is absent if it asks for no score, `tiers` if lower levels open nothing of it. It can
    be had in its `windows` of the programme's zone; without any, always. `limit` is how often a
    member may have it, `stock` how many there are: absent where nothing is counted.
    """

    id: str
    kind: PerkKind
    context: Context
    title: str
    terms: str
    merchants: tuple[MerchantRow, ...]
    outside_terms: str = ""
    opened: OpenedAt | None = None
    tiers: tuple[PublicTier, ...] = ()
    windows: tuple[Window, ...] = ()
    limit: UseLimit | None = None
    stock: int | None = None
    rental: Loan | None = None
    voucher: VoucherTerms | None = None
    badge: BadgeTerms | None = None


def public_perk(perk: Perk, programme: Programme, say: Say) -> PublicPerk:
    """Its texts as `say` has them."""
    known = {each.id: each for each in programme.merchants}
    offering = (known[each] for each in perk.merchants)
    named = (msgspec.structs.replace(each, name=say(each.name)) for each in offering)
    return PublicPerk(
        id=perk.id,
        kind=perk.kind,
        context=perk.context,
        title=say(perk.title),
        terms=say(perk.terms),
        outside_terms=say(perk.outside_terms) if perk.outside_terms else "",
        merchants=tuple(map(row_of, named)),
        opened=_opened(perk.level, programme) if perk.level is not None else None,
        tiers=tuple(_tier(each, programme, say) for each in perk.tiers),
        windows=perk.windows,
        limit=perk.limit,
        stock=perk.stock,
        rental=loan_of(perk.rental, programme) if perk.rental is not None else None,
        voucher=perk.voucher,
        badge=perk.badge,
    )


def _opened(level: str, programme: Programme) -> OpenedAt:
    scheme = programme.numbers.score.scheme
    bounds = {each.name: each.at_least for each in scheme.levels}
    return OpenedAt(level=level, at_least=bounds[level], scheme=scheme.id)


def _tier(tier: Tier, programme: Programme, say: Say) -> PublicTier:
    opened = _opened(tier.level, programme)
    return PublicTier(id=tier.id, opened=opened, percent=tier.percent, terms=say(tier.terms))


def loan_of(terms: RentalTerms, programme: Programme) -> Loan:
    """The terms, with the programme's grace where they leave it open."""
    grace = terms.grace_hours
    return Loan(
        deposit_minor=terms.deposit_minor,
        minutes=terms.minutes,
        minutes_max=terms.minutes_max,
        size=terms.size,
        grace_hours=programme.numbers.rentals.grace_hours if grace is None else grace,
        offline=terms.offline,
    )
