"""A member buys a voucher with seeds."""

from collections.abc import Iterable

import msgspec

from rewards.perks.asked import Asked
from rewards.perks.decide_eligibility import Bearer
from rewards.perks.find import find
from rewards.perks.perk import Perk
from rewards.perks.stock import Stock, with_one_taken
from rewards.perks.terms.limit import with_use
from rewards.perks.vouchers.buy import Order, buy, good_at, may_buy
from rewards.perks.vouchers.code import VoucherCode, candidates, voucher_code_id
from rewards.perks.vouchers.voucher import Step
from rewards.refusal import Refusal
from service.flows.merchants.standing import may_begin_at, standing_needs
from service.flows.own import active_account, own_needs
from service.flows.published import published_needs, published_value
from service.flows.seeds.expired import tell_of_expiry
from service.flows.vouchers.voucher_view import MyVoucher, my_voucher, voucher_view
from service.members.account import Account
from service.members.consents import Purpose
from service.members.minors import may_not_have
from service.members.mute import may_hear_of
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Emit, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, STOCKS, TRANSFERS, VOUCHER_CODES, VOUCHERS


class BuyVoucher(msgspec.Struct, frozen=True, kw_only=True):
    """Which perk, and where, if several merchants offer it."""

    account: str
    perk: str
    merchant: str | None = None


def needs(command: Command[BuyVoucher], view: View) -> Iterable[Key]:
    """The account and its score, the perk's stock, and the codes that the voucher may get."""
    body = command.body
    yield from own_needs(command, view)
    yield from published_needs(view, body.account)
    perk = find(command.programme.perks, body.perk)
    merchant = perk if isinstance(perk, Refusal) else good_at(perk, body.merchant)
    if isinstance(merchant, str):
        yield STOCKS.key(body.perk)
        yield from standing_needs(merchant)
        for digits in candidates(command.ids[1]):
            yield VOUCHER_CODES.key(voucher_code_id(merchant, digits))


def decide(command: Command[BuyVoucher], view: View) -> Outcome[MyVoucher]:
    """Paid for, one less in stock, and a code that redeems it once."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    perk = find(command.programme.perks, command.body.perk)
    if isinstance(perk, Refusal):
        return Outcome(perk)
    merchant = good_at(perk, command.body.merchant)
    if isinstance(merchant, Refusal):
        return Outcome(merchant)
    asked = _allowed(command, view, account, perk, merchant)
    if isinstance(asked, Refusal):
        return Outcome(asked)
    order = Order(
        id=command.ids[0],
        account=account.id,
        merchant=merchant,
        code=_code(view, merchant, command.ids[1]),
    )
    step = buy(account.purse, perk, order, at=command.domain_at)
    if isinstance(step, Refusal):
        return Outcome(step)
    remembers = msgspec.structs.replace(account, asked=asked)
    return Outcome(my_voucher(step.voucher), tuple(_effects(command, view, remembers, perk, step)))


def _allowed(
    command: Command[BuyVoucher], view: View, account: Account, perk: Perk, merchant: str
) -> Asked | Refusal:
    """What is remembered of the decision, or why not. Who redeems what asks for a level learns that
    it was reached: so the member has to let that merchant ask."""
    at, programme = command.domain_at, command.programme
    refused: Refusal | None = (
        may_not_have(account, perk, at)
        or may_hear_of(account, merchant)
        or may_begin_at(view, merchant)
    )
    if refused is None and perk.level is not None:
        refused = require(account, Purpose.ELIGIBILITY, merchant, at)
    if refused is not None:
        return refused
    stock = view.reference(STOCKS, perk.id)
    return may_buy(
        perk,
        Bearer(
            value=published_value(command, view, account), asked=account.asked, uses=account.uses
        ),
        levels=programme.numbers.score.scheme.levels,
        taken=stock.taken if stock else 0,
        held=len(account.vouchers),
        at=at,
        numbers=programme.numbers.perks,
    )


def _code(view: View, merchant: str, random: str) -> str:
    """The first that nobody has there. Two in a row that somebody has are a defect of the dice."""
    free = [
        digits
        for digits in candidates(random)
        if view.reference(VOUCHER_CODES, voucher_code_id(merchant, digits)) is None
    ]
    return free[0]


def _effects(
    command: Command[BuyVoucher], view: View, account: Account, perk: Perk, step: Step
) -> Iterable[Effect]:
    """Only now is the code relied on to be free, and the stock to be as it was: both are written
    here. No message: the member has done it just now."""
    voucher = step.voucher
    uses = with_use(perk.limit, account.uses, perk.id, at=voucher.at)
    held = (*account.vouchers, voucher.id)
    after = msgspec.structs.replace(account, purse=step.moved.purse, uses=uses, vouchers=held)
    yield Put(ACCOUNTS, after)
    yield from (Append(TRANSFERS, transfer) for transfer in step.moved.transfers)
    yield from tell_of_expiry(command, step.moved.transfers)
    yield Append(VOUCHERS, voucher)
    id_ = voucher_code_id(voucher.merchant, voucher.code)
    view.get(VOUCHER_CODES, id_)
    yield Insert(VOUCHER_CODES, VoucherCode(id=id_, voucher=voucher.id, expires_at=voucher.ends_at))
    if voucher.stocked:
        stock = view.get(STOCKS, perk.id)
        fresh = with_one_taken(stock or Stock(id=perk.id))
        yield Insert(STOCKS, fresh) if stock is None else Put(STOCKS, fresh)
    yield Emit(
        account=account.id,
        kind="voucher_bought",
        data=voucher_view(voucher),
        merchant=voucher.merchant,
    )


BUY_VOUCHER = Rule("buy_voucher", MyVoucher, needs, decide, ids=2)
