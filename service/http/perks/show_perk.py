"""GET /v1/perks/{perk}."""

from typing import Any

from litestar import Request, get
from litestar.params import FromPath

from rewards.perks.find import find
from rewards.refusal import Refusal
from service.http.means import TheMeans
from service.http.perks.public_perk import PublicPerk, public_perk
from service.http.problems.raised import Refused
from service.http.programme.translated import saying


@get("/{perk:str}", operation_id="getPerk", tags=["perks"])
async def show_perk(
    request: Request[Any, Any, Any], means: TheMeans, perk: FromPath[str]
) -> PublicPerk:
    """One perk with its public terms: who offers it, what opens it, when and how often."""
    found = find(means.programme.perks, perk)
    if isinstance(found, Refusal):
        raise Refused(found)
    return public_perk(found, means.programme, saying(request))
