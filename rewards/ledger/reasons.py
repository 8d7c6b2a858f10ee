"""Why seeds move. Each reason fixes where they come from and where they go: a new way to move them
is a new line in `Reason` and in `ROUTES`."""

import enum
from typing import NamedTuple

from rewards.ledger.accounts import Side


class Reason(enum.StrEnum):
    """Why seeds moved: the closed list."""

    AWARD = "award"
    STREAK = "streak"
    COLLECT = "collect"
    WITHER = "wither"
    AWARD_REVERSAL = "award_reversal"
    COLLECT_REVERSAL = "collect_reversal"
    ESCROW_FUND = "escrow_fund"
    ESCROW_RETURN = "escrow_return"
    PRIZE = "prize"
    PRIZE_REMAINDER = "prize_remainder"
    PRIZE_UNCLAIMED = "prize_unclaimed"
    INVITATION = "invitation"
    EXPIRE = "expire"
    SPEND = "spend"
    REFUND = "refund"
    VOUCHER = "voucher"
    VOUCHER_RETURN = "voucher_return"
    VOUCHER_REDEEM = "voucher_redeem"
    VOUCHER_REFUND = "voucher_refund"
    GIFT = "gift"
    CHARITY_REDEEM = "charity_redeem"
    LEND = "lend"
    REPAY = "repay"
    FORFEIT = "forfeit"
    WRITE_OFF = "write_off"


class Route(NamedTuple):
    """Where seeds leave and arrive, and which reason this one takes back, if any."""

    debit: Side
    credit: Side
    reverses: Reason | None = None


ROUTES: dict[Reason, Route] = {
    Reason.AWARD: Route(Side.MINT, Side.RIPE),
    # For a full week of a streak, once all of its days are final: never taken back.
    Reason.STREAK: Route(Side.MINT, Side.RIPE),
    Reason.COLLECT: Route(Side.RIPE, Side.SEEDS),
    Reason.WITHER: Route(Side.RIPE, Side.MINT),
    # A reversal swaps the sides of what it reverses.
    Reason.AWARD_REVERSAL: Route(Side.RIPE, Side.MINT, Reason.AWARD),
    Reason.COLLECT_REVERSAL: Route(Side.SEEDS, Side.RIPE, Reason.COLLECT),
    Reason.ESCROW_FUND: Route(Side.MINT, Side.ESCROW),
    Reason.ESCROW_RETURN: Route(Side.ESCROW, Side.MINT),
    Reason.PRIZE: Route(Side.ESCROW, Side.RIPE),
    Reason.PRIZE_REMAINDER: Route(Side.ESCROW, Side.REMAINDER),
    # Won by an account that is closed by now.
    Reason.PRIZE_UNCLAIMED: Route(Side.ESCROW, Side.REMAINDER),
    Reason.INVITATION: Route(Side.MINT, Side.RIPE),
    Reason.EXPIRE: Route(Side.SEEDS, Side.MINT),
    Reason.SPEND: Route(Side.SEEDS, Side.SPENT),
    Reason.REFUND: Route(Side.SPENT, Side.SEEDS, Reason.SPEND),
    # What a voucher costs waits until it is redeemed. Given back after that, both are reversed.
    Reason.VOUCHER: Route(Side.SEEDS, Side.VOUCHERS),
    Reason.VOUCHER_RETURN: Route(Side.VOUCHERS, Side.SEEDS, Reason.VOUCHER),
    Reason.VOUCHER_REDEEM: Route(Side.VOUCHERS, Side.SPENT),
    Reason.VOUCHER_REFUND: Route(Side.SPENT, Side.VOUCHERS, Reason.VOUCHER_REDEEM),
    # To a charity's pool, for good; the charity's merchant redeems what the pool holds.
    Reason.GIFT: Route(Side.SEEDS, Side.CHARITY),
    Reason.CHARITY_REDEEM: Route(Side.CHARITY, Side.SPENT),
    # What must be taken back and has been spent is lent by the programme, and repaid first.
    Reason.LEND: Route(Side.DEBTS, Side.SEEDS),
    Reason.REPAY: Route(Side.SEEDS, Side.DEBTS),
    # What an account still has, and still owes, when its member is erased.
    Reason.FORFEIT: Route(Side.SEEDS, Side.MINT),
    Reason.WRITE_OFF: Route(Side.MINT, Side.DEBTS),
}

REVERSALS = {route.reverses: reason for reason, route in ROUTES.items() if route.reverses}
"""Reason -> the reason that takes it back. What is missing here cannot be reversed."""

EARNED = frozenset(
    reason
    for reason, route in ROUTES.items()
    if route.credit is Side.RIPE and route.reverses is None
)
"""The reasons that give a member something: what they move waits in the basket."""

SPENT_BY = frozenset({Reason.SPEND, Reason.GIFT, Reason.VOUCHER})
"""The reasons for which a member parts with collected seeds."""
