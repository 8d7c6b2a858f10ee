"""POST /v1/merchant/offline-passes."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.params import JSONBody

from rewards.calendar import Instant
from rewards.perks.offline.judge import Till, Unfit, judge
from rewards.perks.offline.token import LENGTH_MAX, read_token
from rewards.perks.rentals.refusals import OfflinePassUnfit, OfflinePassUnknown
from rewards.refusal import Refusal
from service.flows.rentals.bring_in_offline_pass import (
    BRING_IN_OFFLINE_PASS,
    BringInOfflinePass,
)
from service.flows.rentals.rental_view import RentalView
from service.http.answer import said
from service.http.guards import TheMerchant
from service.http.guards.callers import Merchant, Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import Means, TheMeans
from service.http.merchant.batch import key_of, problem_in
from service.http.merchant.pass_keys import keys_for
from service.http.problems.problem import Problem
from service.http.times import whole

USES_MAX = 200


class OfflineUse(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the scanner read, and when the thing was given out by the till's clock: RFC 3339 with an
    offset."""

    token: Annotated[str, msgspec.Meta(max_length=LENGTH_MAX)]
    handed_over_at: Instant


Uses = Annotated[tuple[OfflineUse, ...], msgspec.Meta(min_length=1, max_length=USES_MAX)]


class OfflineUses(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a till has given out while it was offline."""

    uses: Uses


class UseResult(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one use: `status` as if it had come alone, and the rental or the problem."""

    status: int
    rental: RentalView | None = None
    problem: Problem | None = None


class UseResults(msgspec.Struct, frozen=True, kw_only=True):
    """As many results as uses, in their order; `failed` of them have a problem."""

    failed: int
    results: tuple[UseResult, ...]


@post(
    "/offline-passes",
    operation_id="bringInOfflinePasses",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def bring_in_offline_passes(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheMerchant,
    key: TheKey,
    data: JSONBody[OfflineUses],
) -> UseResults:
    """Brings in what tills have given out offline, each by itself: one that is refused stops no
    other. From then on each is a rental like any other. The same use again is the same answer."""
    moments = [
        whole(each.handed_over_at, f"uses[{place}].handed_over_at")
        for place, each in enumerate(data.uses)
    ]
    answers = await asyncio.gather(
        *(
            _one(means, caller, key_of(key, place), each.token, moment)
            for place, (each, moment) in enumerate(zip(data.uses, moments, strict=True))
        ),
        return_exceptions=True,
    )
    results = tuple(_result(request, each) for each in answers)
    return UseResults(failed=sum(each.problem is not None for each in results), results=results)


async def _one(
    means: Means, caller: Merchant, key: str, token: str, moment: Instant
) -> RentalView | Refusal:
    signed = read_token(token)
    if signed is None:
        return OfflinePassUnknown()
    keys = await keys_for(means, signed.said, caller.id)
    till = Till(merchant=caller.id, terminal=caller.terminal or None)
    judged = judge(signed, keys, till, at=moment)
    if isinstance(judged, Unfit):
        return OfflinePassUnfit(why=judged.why)
    body = BringInOfflinePass(
        merchant=caller.id, rental=judged.id, terminal=judged.terminal, handed_over_at=moment
    )
    found = await means.context.apply(BRING_IN_OFFLINE_PASS, body, caller=caller.caller, key=key)
    return found.answer if isinstance(found.answer, Refusal) else said(found)


def _result(
    request: Request[Any, Any, Any], found: RentalView | Refusal | BaseException
) -> UseResult:
    if isinstance(found, RentalView):
        return UseResult(status=HTTPStatus.OK.value, rental=found)
    problem = problem_in(request, found)
    return UseResult(status=problem.status, problem=problem)
