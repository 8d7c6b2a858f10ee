"""GET /v1/merchants."""

from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.params import QueryParameter

from rewards.perks.directory import search
from rewards.perks.merchant import Merchant
from rewards.perks.merchants.registry import same_person
from service.http.limits.counting import count_address
from service.http.means import Means, TheMeans
from service.http.programme.translated import saying
from service.store.schema.page import STANDINGS

Name = Annotated[str, QueryParameter(name="name", max_length=120)]
Code = Annotated[str, QueryParameter(name="code", max_length=64)]
Person = Annotated[str, QueryParameter(name="representative", max_length=120)]


class MerchantRow(msgspec.Struct, frozen=True, kw_only=True):
    """`registry_number` is how the world knows it: a Unified Social Credit Code or another."""

    id: str
    name: str
    registry_number: str
    charity: bool


class Merchants(msgspec.Struct, frozen=True, kw_only=True):
    """In the order of the programme document."""

    merchants: tuple[MerchantRow, ...]


@get("/", operation_id="listMerchants", tags=["directory"])
async def list_merchants(
    request: Request[Any, Any, Any],
    means: TheMeans,
    name: Name = "",
    code: Code = "",
    representative: Person = "",
) -> Merchants:
    """The merchants of the programme: all, those with `name` in their name, the one whose registry
    number is `code`, or those whose legal representative has exactly the name `representative`.
    Names of merchants are looked for in the language of the answer; who stands for a merchant is
    shown to nobody who does not know it, and is looked up so often an hour only."""
    say = saying(request)
    said = [
        msgspec.structs.replace(each, name=say(each.name)) for each in means.programme.merchants
    ]
    found = search(said, name=name, code=code)
    person = same_person(representative)
    if person:
        await count_address(
            request, "representatives_per_address", means.rates.representatives_per_address
        )
        theirs = await _represented_by(means, person)
        found = [each for each in found if each.id in theirs]
    return Merchants(merchants=tuple(map(row_of, found)))


async def _represented_by(means: Means, person: str) -> frozenset[str]:
    rows = means.context.store.pipeline(STANDINGS, [{"$match": {"person": person}}])
    return frozenset([row["_id"] async for row in rows])


def row_of(merchant: Merchant) -> MerchantRow:
    """As the directory shows it; its name is said already."""
    return MerchantRow(
        id=merchant.id,
        name=merchant.name,
        registry_number=merchant.registry_number,
        charity=merchant.charity,
    )
