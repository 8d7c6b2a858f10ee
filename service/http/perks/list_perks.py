"""GET /v1/perks."""

from typing import Any

import msgspec
from litestar import Request, get

from service.http.means import TheMeans
from service.http.perks.public_perk import PublicPerk, public_perk
from service.http.programme.translated import saying


class Perks(msgspec.Struct, frozen=True, kw_only=True):
    """In the order of the programme document. Times of day are of `zone`."""

    zone: str
    perks: tuple[PublicPerk, ...]


@get("/", operation_id="listPerks", tags=["perks"])
async def list_perks(request: Request[Any, Any, Any], means: TheMeans) -> Perks:
    """Every perk with its public terms, for people outside of the programme too."""
    programme, say = means.programme, saying(request)
    return Perks(
        zone=programme.zone,
        perks=tuple(public_perk(each, programme, say) for each in programme.perks),
    )
