"""A voucher and its machine: which state may follow which."""

import enum
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Amount
from rewards.ledger.ids import voucher_id, voucher_redeem_id
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Moved
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move
from rewards.perks.vouchers.refusals import WrongVoucherState


class VoucherState(enum.StrEnum):
    """`held -> redeemed`; or its seeds come back: `returned` by the member, `refunded` by the
    merchant, also after it was redeemed, `expired` by time."""

    HELD = "held"
    REDEEMED = "redeemed"
    RETURNED = "returned"
    REFUNDED = "refunded"
    EXPIRED = "expired"


TRANSITIONS: dict[VoucherState, frozenset[VoucherState]] = {
    VoucherState.HELD: frozenset(
        {
            VoucherState.REDEEMED,
            VoucherState.RETURNED,
            VoucherState.REFUNDED,
            VoucherState.EXPIRED,
        }
    ),
    VoucherState.REDEEMED: frozenset({VoucherState.REFUNDED}),
    VoucherState.RETURNED: frozenset(),
    VoucherState.REFUNDED: frozenset(),
    VoucherState.EXPIRED: frozenset(),
}

BACK = frozenset({VoucherState.RETURNED, VoucherState.REFUNDED, VoucherState.EXPIRED})
"""The states in which its seeds are the member's again."""


class Voucher(msgspec.Struct, frozen=True, kw_only=True):
    """A perk bought for `seeds` at `at`, good at one merchant until before `ends_at`.

    `code` is what the member shows there: a secret of the member's until it is redeemed. `lots` are
    where the seeds came from and go back to. `stocked`: it is one of the perk's stock. `returnable`
    and the rest are as the terms were when it was bought.
    """

    id: str
    account: str
    perk: str
    merchant: str
    seeds: Amount
    lots: tuple[Lot, ...]
    code: str
    at: Instant
    ends_at: Instant
    returnable: bool
    stocked: bool
    state: VoucherState
    state_at: Instant
    redeemed_at: Instant | None = None
    version: int = 1

    @property
    def paid(self) -> Transfer:
        """The transfer by which it was bought."""
        return move(
            Reason.VOUCHER,
            transfer_id=voucher_id(account=self.account, voucher=self.id),
            amount=self.seeds,
            account=self.account,
            at=self.at,
        )

    def spent(self, at: datetime) -> Transfer:
        """The transfer by which it is redeemed at `at`."""
        return move(
            Reason.VOUCHER_REDEEM,
            transfer_id=voucher_redeem_id(account=self.account, voucher=self.id),
            amount=self.seeds,
            account=self.account,
            at=at,
        )


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A voucher after a step, with the purse and the transfers that go with it."""

    voucher: Voucher
    moved: Moved


def follow(voucher: Voucher, wanted: VoucherState) -> WrongVoucherState | None:
    """None if `wanted` may follow the voucher's state; else a refusal naming what may."""
    allowed = TRANSITIONS[voucher.state]
    if wanted in allowed:
        return None
    return WrongVoucherState(state=voucher.state, wanted=wanted, allowed=tuple(sorted(allowed)))


def enter(voucher: Voucher, state: VoucherState, at: datetime) -> Voucher:
    """The voucher in another state since `at`."""
    return msgspec.structs.replace(voucher, state=state, state_at=at)
