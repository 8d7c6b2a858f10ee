"""A merchant redeems a voucher by the code that its member shows."""

from collections.abc import Iterable

import msgspec

from rewards.perks.find import find
from rewards.perks.typed_code import may_type, tries_id
from rewards.perks.vouchers.code import is_well_typed, voucher_code_id
from rewards.perks.vouchers.redeem import redeem
from rewards.perks.vouchers.refusals import (
    MistypedVoucher,
    TooManyWrongVouchers,
    VoucherClosedNow,
    VoucherUnknown,
)
from rewards.perks.vouchers.voucher import Step
from rewards.refusal import Refusal
from service.flows.look import look_of_merchant
from service.flows.perks.shown_pass import Shown, wrong_code
from service.flows.vouchers.own_voucher import OwnVoucher, with_account
from service.flows.vouchers.voucher_step import stepped, tell
from service.flows.vouchers.voucher_view import VoucherView, voucher_view
from service.members.message import MessageKind
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import (
    ACCOUNTS,
    CODE_TRIES,
    VOUCHER_CODES,
    VOUCHERS,
)


class RedeemVoucher(msgspec.Struct, frozen=True, kw_only=True):
    """16 digits, and `till`, where wrong ones are counted, which a caller cannot choose."""

    merchant: str
    code: str
    till: str


def needs(command: Command[RedeemVoucher], view: View) -> Iterable[Key]:
    """What was tried here with other codes, and the code; then its voucher, then the account."""
    body = command.body
    if not is_well_typed(body.code):
        return
    id_ = voucher_code_id(body.merchant, body.code)
    yield CODE_TRIES.key(tries_id(body.merchant, body.till))
    yield VOUCHER_CODES.key(id_)
    code = view.peek(VOUCHER_CODES, id_)
    voucher = None
    if code is not None:
        yield VOUCHERS.key(code.voucher)
        voucher = view.peek(VOUCHERS, code.voucher)
    if voucher is not None:
        yield ACCOUNTS.key(voucher.account)


def decide(command: Command[RedeemVoucher], view: View) -> Outcome[VoucherView]:
    """Redeemed, once. Whatever else a code is, it is unknown, in the same words, and counts as a
    wrong one; too many of those are refused before anything is looked up."""
    body = command.body
    if not is_well_typed(body.code):
        return Outcome(MistypedVoucher())
    tries = view.reference(CODE_TRIES, tries_id(body.merchant, body.till))
    stop = may_type(tries, at=command.at, numbers=command.programme.numbers.perks)
    if stop is not None:
        return Outcome(TooManyWrongVouchers(until=stop.until))
    own = _found(command, view)
    step = own if isinstance(own, Refusal) else _redeemed(command, own)
    if isinstance(own, Refusal) or isinstance(step, VoucherUnknown):
        shown = Shown(merchant=body.merchant, code=body.code, till=body.till)
        return Outcome(VoucherUnknown(), wrong_code(command, shown, view))
    if isinstance(step, Refusal):
        return Outcome(step)
    effects = (
        *stepped(view, own.account, step),
        tell(command, own.voucher, step.voucher, MessageKind.VOUCHER_REDEEMED),
        look_of_merchant(command, own.account.id, why=own.voucher.perk, answered="redeemed"),
    )
    return Outcome(voucher_view(step.voucher), effects)


def _found(command: Command[RedeemVoucher], view: View) -> OwnVoucher | VoucherUnknown:
    # A code never changes, and never becomes another voucher's.
    code = view.reference(VOUCHER_CODES, voucher_code_id(command.body.merchant, command.body.code))
    return with_account(view, view.get(VOUCHERS, code.voucher) if code else None)


def _redeemed(
    command: Command[RedeemVoucher], own: OwnVoucher
) -> Step | VoucherUnknown | VoucherClosedNow:
    """A perk that the programme has no more had no hours that anybody could still keep to."""
    programme = command.programme
    perk = find(programme.perks, own.voucher.perk)
    return redeem(
        own.voucher,
        own.account.purse,
        merchant=command.body.merchant,
        windows=() if isinstance(perk, Refusal) else perk.windows,
        zone=programme.zone,
        at=command.domain_at,
    )


REDEEM_VOUCHER = Rule("redeem_voucher", VoucherView, needs, decide, ids=1)
