"""POST /v1/me/gifts."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from rewards.ledger.amount import Amount
from service.flows.charity.give_seeds import GIVE_SEEDS, GiveSeeds, SeedsGiven
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans

Id = Annotated[str, msgspec.Meta(max_length=64)]


class GiftWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many seeds, for which charity."""

    charity: Id
    seeds: Amount


@post("/gifts", operation_id="giveSeeds", status_code=201, tags=["seeds"])
async def give_to_charity(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[GiftWanted]
) -> Response[SeedsGiven]:
    """Gives collected seeds to a charity, for good; its totals show them within ten minutes."""
    body = GiveSeeds(account=caller.account, charity=data.charity, seeds=data.seeds)
    return answer(await means.context.apply(GIVE_SEEDS, body, caller=caller.caller, key=key), 201)
