"""POST /v1/me/collections."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from service.flows.seeds.collect import COLLECT, Collect, Collected
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans

AwardId = Annotated[str, msgspec.Meta(max_length=256)]
Awards = Annotated[tuple[AwardId, ...], msgspec.Meta(min_length=1, max_length=200)]


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`awards` from the basket; without it everything that is ripe."""

    awards: Awards | None = None


@post("/collections", operation_id="collectSeeds", status_code=200, tags=["seeds"])
async def collect_seeds(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[Wanted]
) -> Response[Collected]:
    """Collects ripe seeds: all that were named, or none of them."""
    body = Collect(account=caller.account, awards=data.awards)
    return answer(await means.context.apply(COLLECT, body, caller=caller.caller, key=key))
