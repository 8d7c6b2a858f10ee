"""POST /v1/me/passes."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from service.flows.perks.open_pass import OPEN_PASS, OpenPass, PassOpened
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans

Id = Annotated[str, msgspec.Meta(max_length=64)]

Terminal = Annotated[str, msgspec.Meta(max_length=64)]


class PassWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which perk, at whose counter; at one `terminal` of it only, if one is named."""

    perk: Id
    merchant: Id
    terminal: Terminal = ""


@post("/passes", operation_id="openPass", status_code=201, tags=["perks"])
async def open_a_pass(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[PassWanted]
) -> Response[PassOpened]:
    """A code to show at the counter: one use, about a minute. Scanned by its token, or typed as
    eight digits where nothing can be scanned."""
    body = OpenPass(
        account=caller.account,
        perk=data.perk,
        merchant=data.merchant,
        terminal=data.terminal,
    )
    opened = await means.context.apply(OPEN_PASS, body, caller=caller.caller, key=key)
    return answer(opened, 201)
