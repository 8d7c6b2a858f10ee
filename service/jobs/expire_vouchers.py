"""Job: vouchers that nobody redeemed in time are given back."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.vouchers.give_back import expire_voucher
from rewards.perks.vouchers.voucher import VoucherState
from rewards.refusal import Refusal
from service.flows.vouchers.own_voucher import any_needs, any_voucher
from service.flows.vouchers.voucher_step import stepped, tell
from service.jobs.job import Chunk, Run
from service.jobs.pages import due_ids
from service.members.message import MessageKind
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import VOUCHERS

BY_END = "state_1_ends_at_1"


class ExpireVoucher(msgspec.Struct, frozen=True, kw_only=True):
    """The time of `voucher` was over by `as_of`, as far as the job has seen."""

    voucher: str
    as_of: Instant


class VoucherExpired(msgspec.Struct, frozen=True, kw_only=True):
    """Whether anything happened: somebody may have been faster."""

    expired: bool


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 vouchers that were over as of the run, in order of id; of the paused too: nothing
    is lost by it, and others wait for what comes back into stock. None at the end."""
    over = {"state": VoucherState.HELD.value, "ends_at": {"$lte": run.as_of}}
    ids = await due_ids(run.context.store, VOUCHERS, checkpoint, over, hint=BY_END)
    if not ids:
        return None
    bodies = (ExpireVoucher(voucher=id_, as_of=run.as_of) for id_ in ids)
    return Chunk(
        after=ids[-1],
        commands=tuple(run.command(EXPIRE_VOUCHER, body) for body in bodies),
        items=ids,
    )


def decide(command: Command[ExpireVoucher], view: View) -> Outcome[VoucherExpired]:
    """Given back, if it was over as of the run; booked now, however late that is."""
    own = any_voucher(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    voucher, body = own.voucher, command.body
    if body.as_of < voucher.ends_at:
        return Outcome(VoucherExpired(expired=False))
    numbers = command.programme.numbers.ledger
    step = expire_voucher(voucher, own.account.purse, at=command.domain_at, numbers=numbers)
    if step is None:
        return Outcome(VoucherExpired(expired=False))
    effects = (
        *stepped(view, own.account, step),
        tell(command, voucher, step.voucher, MessageKind.VOUCHER_EXPIRED),
    )
    return Outcome(VoucherExpired(expired=True), effects)


EXPIRE_VOUCHER = Rule("expire_voucher", VoucherExpired, any_needs, decide)
