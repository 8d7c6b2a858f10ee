"""GET /v1/merchants/{merchant}."""

from typing import Any

import msgspec
from litestar import Request, get
from litestar.params import FromPath

from rewards.calendar import Instant
from rewards.perks.directory import offered
from rewards.perks.find import find_merchant
from rewards.perks.merchant_record import MerchantRecord
from rewards.perks.perk import Context, Perk, PerkKind
from rewards.refusal import Refusal
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.http.programme.translated import Say, saying
from service.store.schema.page import MERCHANT_RECORDS, STANDINGS


class OfferedPerk(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`terms` are asked of members, `outside_terms` is what everybody else gets instead. `level` is
    the lowest level that opens it whole; absent if it asks for none."""

    id: str
    kind: PerkKind
    context: Context
    title: str
    terms: str
    outside_terms: str = ""
    level: str | None = None


class RecordView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How members' appeals have ended that are over, where the merchant had said that they broke a
    promise: `lost`, `silent` of these because it did not answer in time; or `withdrawn` by it.

    `answered` were answered, on average within `mean_answer_minutes`; absent without an answer.
    """

    appeals: int
    lost: int
    silent: int
    withdrawn: int
    answered: int
    mean_answer_minutes: int | None = None


class MerchantPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who it is, what it offers, in the order of the programme document, and how right it was in
    what it said of members. While there is a `suspended_at` nothing new begins there."""

    id: str
    name: str
    registry_number: str
    charity: bool
    perks: tuple[OfferedPerk, ...]
    record: RecordView
    suspended_at: Instant | None = None


@get("/{merchant:str}", operation_id="getMerchant", tags=["directory"])
async def show_merchant(
    request: Request[Any, Any, Any], means: TheMeans, merchant: FromPath[str]
) -> MerchantPage:
    """A merchant of the programme, the public terms of its perks, and its record."""
    programme, say = means.programme, saying(request)
    found = find_merchant(programme.merchants, merchant)
    if isinstance(found, Refusal):
        raise Refused(found)
    store = means.context.store
    record = await store.get(MERCHANT_RECORDS, found.id)
    standing = await store.get(STANDINGS, found.id)
    return MerchantPage(
        id=found.id,
        name=say(found.name),
        registry_number=found.registry_number,
        charity=found.charity,
        perks=tuple(offered_perk(perk, say) for perk in offered(programme.perks, found.id)),
        record=_record(record or MerchantRecord(id=found.id)),
        suspended_at=standing.suspended_at if standing else None,
    )


def _record(record: MerchantRecord) -> RecordView:
    return RecordView(
        appeals=record.appeals,
        lost=record.lost,
        silent=record.silent,
        withdrawn=record.withdrawn,
        answered=record.answered,
        mean_answer_minutes=record.mean_answer_minutes,
    )


def offered_perk(perk: Perk, say: Say) -> OfferedPerk:
    """As everybody may read it, in the language of `say`."""
    return OfferedPerk(
        id=perk.id,
        kind=perk.kind,
        context=perk.context,
        title=say(perk.title),
        terms=say(perk.terms),
        outside_terms=say(perk.outside_terms) if perk.outside_terms else "",
        level=perk.level,
    )
