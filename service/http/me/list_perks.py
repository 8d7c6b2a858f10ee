"""GET /v1/me/perks."""

import asyncio
from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant
from rewards.perks.decide_eligibility import Bearer, MerchantAnswer
from rewards.perks.outlook import Outlook, Wallet, outlook
from rewards.perks.perk import Context, Perk, PerkKind
from rewards.perks.terms.voucher import VoucherTerms
from service.flows.published import value_under
from service.http.guards import TheMember
from service.http.me.perk_reason import Reason, reason_view
from service.http.me.self import own_account
from service.http.means import Means, TheMeans
from service.http.perks.public_perk import Loan, loan_of
from service.http.programme.translated import Say, saying
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.programme import Programme
from service.store.owner import of_account
from service.store.schema.documents import CURRENT, snapshot_id
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS, STOCKS


class MyPerk(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A perk, and what a counter would hear about the caller now. Only the caller sees `reasons`.

    `earliest` is when they pass by themselves; absent if something else has to change. In part, it
    is `percent` of the deposit or of the benefit, by `tier_terms`. `uses_left` and `stock_left` are
    absent where nothing is counted. `voucher` says what it costs.
    """

    id: str
    kind: PerkKind
    context: Context
    title: str
    terms: str
    outside_terms: str
    merchants: tuple[str, ...]
    answer: MerchantAnswer
    reasons: tuple[Reason, ...]
    level: str | None = None
    tier: str | None = None
    tier_terms: str | None = None
    percent: int | None = None
    earliest: Instant | None = None
    uses_left: int | None = None
    stock_left: int | None = None
    rental: Loan | None = None
    voucher: VoucherTerms | None = None


class MyPerks(msgspec.Struct, frozen=True, kw_only=True):
    """In the order of the programme document."""

    perks: tuple[MyPerk, ...]


@get("/perks", operation_id="listMyPerks", tags=["perks"])
async def list_my_perks(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheMember
) -> MyPerks:
    """Every perk, what opens it, what is missing and from when on. Nobody is asked and nothing is
    logged: only the caller looks."""
    account = await own_account(means, caller)
    value, taken = await asyncio.gather(_value(means, account), _taken(means))
    bearer = Bearer(value=value, asked=account.asked, uses=account.uses)
    wallet = Wallet(bearer=bearer, line=account.line, adult_from=account.adult_from)
    say, perks = saying(request), means.programme.perks
    return MyPerks(
        perks=tuple(
            _view(each, _outlook(each, wallet, taken, means), means.programme, say)
            for each in perks
        )
    )


async def _value(means: Means, account: Account) -> int | None:
    """The published score, as decisions use it."""
    refused = require(account, Purpose.SCORE, PROGRAMME, means.domain_now())
    publication = await means.context.store.get(PUBLICATIONS, CURRENT)
    if refused is not None or publication is None:
        return None
    id_ = snapshot_id(publication, account.id)
    snapshot = await means.context.store.get(SNAPSHOTS, id_, owner=of_account(account.id))
    return value_under(means.programme, snapshot)


async def _taken(means: Means) -> dict[str, int]:
    counted = [perk.id for perk in means.programme.perks if perk.stock is not None]
    found = await asyncio.gather(*(means.context.store.get(STOCKS, each) for each in counted))
    return {stock.id: stock.taken for stock in found if stock is not None}


def _outlook(perk: Perk, wallet: Wallet, taken: dict[str, int], means: Means) -> Outlook:
    programme = means.programme
    return outlook(
        perk,
        wallet,
        levels=programme.numbers.score.scheme.levels,
        taken=taken.get(perk.id, 0),
        zone=programme.zone,
        at=means.domain_now(),
        numbers=programme.numbers.perks,
        lending=programme.numbers.rentals,
    )


def _view(perk: Perk, found: Outlook, programme: Programme, say: Say) -> MyPerk:
    tier = found.tier
    return MyPerk(
        id=perk.id,
        kind=perk.kind,
        context=perk.context,
        title=say(perk.title),
        terms=say(perk.terms),
        outside_terms=say(perk.outside_terms) if perk.outside_terms else "",
        merchants=perk.merchants,
        level=perk.level,
        answer=found.answer,
        reasons=tuple(map(reason_view, found.reasons)),
        tier=tier.id if tier else None,
        tier_terms=say(tier.terms) if tier else None,
        percent=tier.percent if tier else None,
        earliest=found.earliest,
        uses_left=found.uses_left,
        stock_left=found.stock_left,
        rental=None if perk.rental is None else loan_of(perk.rental, programme),
        voucher=perk.voucher,
    )
