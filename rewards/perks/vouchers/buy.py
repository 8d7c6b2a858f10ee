"""Buy: a member pays for a voucher, if the perk can be had."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from rewards.economy import PerkNumbers
from rewards.ledger.expire import expire
from rewards.ledger.ids import voucher_id
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import NotEnoughSeeds
from rewards.ledger.spend import spend
from rewards.perks.asked import Asked
from rewards.perks.decide_eligibility import Bearer, used_up_by
from rewards.perks.opened import opened
from rewards.perks.perk import Perk
from rewards.perks.refusals import PerkNotOffered
from rewards.perks.vouchers.refusals import (
    CostsNoSeeds,
    HadEnough,
    LevelAsked,
    MerchantNotNamed,
    SoldOut,
    TooManyVouchers,
)
from rewards.perks.vouchers.voucher import Step, Voucher, VoucherState
from rewards.refusal import Refusal
from rewards.score.scheme import Level


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is bought, where it is good, and the random id and code that it gets."""

    id: str
    account: str
    merchant: str
    code: str


def good_at(
    perk: Perk, merchant: str | None
) -> str | CostsNoSeeds | PerkNotOffered | MerchantNotNamed:
    """The one merchant that a voucher for `perk` is good at; it need not be named if there is but
    one."""
    if perk.voucher is None:
        return CostsNoSeeds(perk=perk.id)
    if merchant is not None:
        offered = merchant in perk.merchants
        return merchant if offered else PerkNotOffered(perk=perk.id, merchant=merchant)
    if len(perk.merchants) == 1:
        return perk.merchants[0]
    return MerchantNotNamed(perk=perk.id, merchants=perk.merchants)


def may_buy(
    perk: Perk,
    bearer: Bearer,
    *,
    levels: Sequence[Level],
    taken: int,
    held: int,
    at: datetime,
    numbers: PerkNumbers,
) -> Asked | HadEnough | SoldOut | LevelAsked | TooManyVouchers:
    """What is remembered of the decision, if it is a yes. `taken` are gone of the perk's stock,
    `held` are the vouchers that the member has. Hours are looked at when it is redeemed."""
    if held >= numbers.vouchers_max:
        return TooManyVouchers(held=held, most=numbers.vouchers_max)
    if (used_up := used_up_by(perk, bearer.uses, at)) is not None:
        return HadEnough(
            perk=perk.id, uses=used_up.uses, days=used_up.days, free_at=used_up.free_at
        )
    if perk.stock is not None and taken >= perk.stock:
        return SoldOut(perk=perk.id, stock=perk.stock)
    found = opened(
        perk, value=bearer.value, levels=levels, asked=bearer.asked, at=at, numbers=numbers
    )
    if perk.level is not None and not found.is_open:
        return LevelAsked(perk=perk.id, level=perk.level)
    return found.asked


def buy(purse: Purse, perk: Perk, order: Order, *, at: datetime) -> Step | NotEnoughSeeds:
    """The voucher, paid for; what has expired goes back first, and cannot be spent.

    ValueError for a perk that is not a voucher, or an id that was used before.
    """
    if perk.voucher is None:
        raise ValueError(f"{perk.id} is not bought")
    gone = expire(purse, account=order.account, at=at)
    paid = spend(
        gone.purse,
        reason=Reason.VOUCHER,
        transfer_id=voucher_id(account=order.account, voucher=order.id),
        amount=perk.voucher.seeds,
        account=order.account,
        at=at,
        existing=None,
    )
    if isinstance(paid, NotEnoughSeeds):
        return paid
    if isinstance(paid, Refusal):
        raise ValueError(f"voucher {order.id} cannot be paid: {paid.detail()}")
    voucher = Voucher(
        id=order.id,
        account=order.account,
        perk=perk.id,
        merchant=order.merchant,
        seeds=perk.voucher.seeds,
        lots=paid.lots,
        code=order.code,
        at=at,
        ends_at=at + timedelta(days=perk.voucher.days),
        returnable=perk.voucher.returnable,
        stocked=perk.stock is not None,
        state=VoucherState.HELD,
        state_at=at,
    )
    transfers = gone.transfers + paid.transfers
    return Step(voucher=voucher, moved=Moved(purse=paid.purse, transfers=transfers))
