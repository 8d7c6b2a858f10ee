"""GET /v1/merchant/statements/{month}."""

import asyncio

import msgspec
from litestar import get
from litestar.params import FromPath

from rewards.calendar import Instant
from rewards.perks.month import read_month
from rewards.perks.rentals.statement import PerkSums, sums
from rewards.perks.vouchers.statement import VoucherSums, voucher_sums
from rewards.refusal import Refusal
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.store.ended_rentals import ended_rentals
from service.store.ended_vouchers import redeemed_vouchers, refunded_vouchers


class MonthStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What ended from `starts_at` until before `ends_at`: what was lent and what was sold for
    seeds, each by perk.

    It is `over` once nothing more can end in it; what is shown before may still grow.
    """

    month: str
    starts_at: Instant
    ends_at: Instant
    over: bool
    perks: tuple[PerkSums, ...]
    vouchers: tuple[VoucherSums, ...]


@get(
    "/statements/{month:str}",
    operation_id="getMonthStatement",
    tags=["merchant"],
    opt={SCOPE: Scope.OFFICE},
)
async def show_month_statement(
    means: TheMeans, caller: TheMerchant, month: FromPath[str]
) -> MonthStatement:
    """What rentals and vouchers come to in a month of the programme's zone: counts and sums, and
    nobody's name."""
    programme, now = means.programme, means.domain_now()
    read = read_month(month, zone=programme.zone, at=now)
    if isinstance(read, Refusal):
        raise Refused(read)
    of_month = means.context.store, caller.id, read.starts_at, read.ends_at
    ended, taken, back = await asyncio.gather(
        ended_rentals(*of_month), redeemed_vouchers(*of_month), refunded_vouchers(*of_month)
    )
    return MonthStatement(
        month=read.name,
        starts_at=read.starts_at,
        ends_at=read.ends_at,
        over=now >= read.ends_at,
        perks=sums(ended),
        vouchers=voucher_sums(taken, back),
    )
