"""GET /v1/merchant/statements/{month}."""

import msgspec
from litestar import get
from litestar.params import FromPath

from rewards.calendar import Instant
from rewards.perks.month import read_month
from rewards.perks.rentals.statement import PerkSums, sums
from rewards.refusal import Refusal
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.store.ended_rentals import ended_rentals


class MonthStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What ended from `starts_at` until before `ends_at`, by perk.

    It is `over` once nothing more can end in it; what is shown before may still grow.
    """

    month: str
    starts_at: Instant
    ends_at: Instant
    over: bool
    perks: tuple[PerkSums, ...]


@get(
    "/statements/{month:str}",
    operation_id="getMonthStatement",
    tags=["merchant"],
    opt={SCOPE: Scope.OFFICE},
)
async def show_month_statement(
    means: TheMeans, caller: TheMerchant, month: FromPath[str]
) -> MonthStatement:
    """What the merchant lent comes to in a month of the programme's zone: counts and sums, and
    nobody's name."""
    programme, now = means.programme, means.domain_now()
    read = read_month(month, zone=programme.zone, at=now)
    if isinstance(read, Refusal):
        raise Refused(read)
    ended = await ended_rentals(means.context.store, caller.id, read.starts_at, read.ends_at)
    return MonthStatement(
        month=read.name,
        starts_at=read.starts_at,
        ends_at=read.ends_at,
        over=now >= read.ends_at,
        perks=sums(ended),
    )
