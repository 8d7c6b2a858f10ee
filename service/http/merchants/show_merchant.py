"""GET /v1/merchants/{merchant}."""

from typing import Any

import msgspec
from litestar import Request, get
from litestar.params import FromPath

from rewards.perks.directory import offered
from rewards.perks.find import find_merchant
from rewards.perks.perk import Context, Perk, PerkKind
from rewards.refusal import Refusal
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.http.programme.translated import Say, saying


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


class MerchantPage(msgspec.Struct, frozen=True, kw_only=True):
    """Who it is, and what it offers, in the order of the programme document."""

    id: str
    name: str
    registry_number: str
    charity: bool
    perks: tuple[OfferedPerk, ...]


@get("/{merchant:str}", operation_id="getMerchant", tags=["directory"])
async def show_merchant(
    request: Request[Any, Any, Any], means: TheMeans, merchant: FromPath[str]
) -> MerchantPage:
    """A merchant of the programme, and the public terms of its perks."""
    programme, say = means.programme, saying(request)
    found = find_merchant(programme.merchants, merchant)
    if isinstance(found, Refusal):
        raise Refused(found)
    return MerchantPage(
        id=found.id,
        name=say(found.name),
        registry_number=found.registry_number,
        charity=found.charity,
        perks=tuple(_perk(perk, say) for perk in offered(programme.perks, found.id)),
    )


def _perk(perk: Perk, say: Say) -> OfferedPerk:
    return OfferedPerk(
        id=perk.id,
        kind=perk.kind,
        context=perk.context,
        title=say(perk.title),
        terms=say(perk.terms),
        outside_terms=say(perk.outside_terms) if perk.outside_terms else "",
        level=perk.level,
    )
