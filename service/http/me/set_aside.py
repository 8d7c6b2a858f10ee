"""POST /v1/me/holds."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from rewards.ledger.amount import Amount
from rewards.ledger.spending.spending import What
from service.flows.spending.hold_view import HoldView
from service.flows.spending.set_aside import SET_ASIDE, SetAside
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans

Id = Annotated[str, msgspec.Meta(max_length=64)]
# The programme has its own, lower bound.
Minutes = Annotated[int, msgspec.Meta(ge=1, le=86_400)]


class HoldWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many seeds, for which merchant and for how many minutes. `what` is the merchant's number
    of an order or an article, if there is one."""

    merchant: Id
    seeds: Amount
    minutes: Minutes
    what: What | None = None


@post("/holds", operation_id="setSeedsAside", status_code=201, tags=["seeds"])
async def set_seeds_aside(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[HoldWanted]
) -> Response[HoldView]:
    """Keeps seeds ready for a merchant, who can take them by the id of the answer."""
    body = SetAside(
        account=caller.account,
        merchant=data.merchant,
        seeds=data.seeds,
        minutes=data.minutes,
        what=data.what,
    )
    return answer(await means.context.apply(SET_ASIDE, body, caller=caller.caller, key=key), 201)
