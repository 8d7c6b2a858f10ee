"""POST /v1/me/offline-passes."""

from secrets import token_hex
from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from rewards.ledger.days.signature import text_of
from service.flows.rentals.issue_offline_pass import (
    ISSUE_OFFLINE_PASS,
    PASS_KEY,
    IssueOfflinePass,
)
from service.http.answer import answer_as
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.me.offline_token import OfflinePassView, signed_pass
from service.http.means import TheMeans

Id = Annotated[str, msgspec.Meta(max_length=64)]
Terminal = Annotated[str, msgspec.Meta(pattern="^[!-~]{1,64}$")]
Hours = Annotated[int, msgspec.Meta(ge=1, le=72)]


class OfflinePassWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which perk, at which till of which merchant; good for so many `hours`, a day at most."""

    perk: Id
    merchant: Id
    terminal: Terminal
    hours: Hours = 24


@post("/offline-passes", operation_id="issueOfflinePass", status_code=201, tags=["perks"])
async def issue_offline_pass(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[OfflinePassWanted]
) -> Response[OfflinePassView]:
    """A pass for a till that has no network. It cannot be given back, because a till may have taken
    it without anybody knowing: what it promises is held until no till can bring it in any more."""
    body = IssueOfflinePass(
        account=caller.account,
        perk=data.perk,
        merchant=data.merchant,
        terminal=data.terminal,
        hours=data.hours,
    )
    ids = (*(token_hex(16) for _ in range(PASS_KEY)), text_of(means.keys.ledger.public))
    issued = await means.context.apply(
        ISSUE_OFFLINE_PASS, body, caller=caller.caller, key=key, ids=ids
    )
    return answer_as(issued, lambda found: signed_pass(found, means.keys.ledger), 201)
