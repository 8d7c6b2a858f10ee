"""GET /v1/merchants."""

from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.params import QueryParameter

from rewards.perks.directory import search
from rewards.perks.merchant import Merchant
from service.http.means import TheMeans
from service.http.programme.translated import saying

Name = Annotated[str, QueryParameter(name="name", max_length=120)]
Code = Annotated[str, QueryParameter(name="code", max_length=64)]


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
    request: Request[Any, Any, Any], means: TheMeans, name: Name = "", code: Code = ""
) -> Merchants:
    """The merchants of the programme: all, those with `name` in their name, or the one whose
    registry number is `code`. Names are looked for in the language of the answer."""
    say = saying(request)
    said = [
        msgspec.structs.replace(each, name=say(each.name)) for each in means.programme.merchants
    ]
    return Merchants(merchants=tuple(map(row_of, search(said, name=name, code=code))))


def row_of(merchant: Merchant) -> MerchantRow:
    """As the directory shows it; its name is said already."""
    return MerchantRow(
        id=merchant.id,
        name=merchant.name,
        registry_number=merchant.registry_number,
        charity=merchant.charity,
    )
