"""A member opens a perk for a merchant: the pass to show at the counter."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.perks.find import find
from rewards.perks.passes import Pass, issue
from rewards.perks.perk import BY_PASS
from rewards.perks.stores.till import may_be_named
from rewards.perks.typed_code import TypedCode, candidates, code_id
from rewards.perks.vouchers.refusals import BoughtNotShown
from rewards.refusal import Refusal
from service.flows.merchants.standing import may_begin_at, standing_needs
from service.flows.own import active_account, own_needs
from service.members.consents import Purpose
from service.members.minors import may_not_have
from service.members.mute import may_hear_of
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import PASSES, PREMISES, TYPED_CODES


class OpenPass(msgspec.Struct, frozen=True, kw_only=True):
    """Which perk, at whose counter; at one terminal of it only, if one is named."""

    account: str
    perk: str
    merchant: str
    terminal: str = ""


class PassOpened(msgspec.Struct, frozen=True, kw_only=True):
    """`token` is what the QR code on the screen says: 32 hex digits, one use, until `expires_at`.
    `code` is the same as eight digits to be typed, at this merchant alone."""

    token: str
    code: str
    perk: str
    merchant: str
    expires_at: Instant


def needs(command: Command[OpenPass], view: View) -> Iterable[Key]:
    """The account, the merchant's standing and terminals, and the codes that its pass may get."""
    yield from own_needs(command, view)
    yield from standing_needs(command.body.merchant)
    _, random = command.ids
    for digits in candidates(random):
        yield TYPED_CODES.key(code_id(command.body.merchant, digits))
    if command.body.terminal:
        yield PREMISES.key(command.body.merchant)


def decide(command: Command[OpenPass], view: View) -> Outcome[PassOpened]:
    """A pass, if the merchant may be told anything at all; the score is asked at the counter."""
    body = command.body
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    perk = find(command.programme.perks, body.perk)
    if isinstance(perk, Refusal):
        return Outcome(perk)
    if perk.badge is None and perk.kind not in BY_PASS:
        return Outcome(BoughtNotShown(perk=perk.id))
    refused: Refusal | None = (
        may_not_have(account, perk, command.domain_at)
        or may_hear_of(account, body.merchant)
        or may_begin_at(view, body.merchant)
        or _not_there(body, view)
    )
    if refused is not None:
        return Outcome(refused)
    (token, random), numbers = command.ids, command.programme.numbers.perks
    shown = issue(
        token,
        account=account.id,
        perk=perk,
        merchant=body.merchant,
        terminal=body.terminal,
        at=command.at,
        numbers=numbers,
    )
    if isinstance(shown, Refusal):
        return Outcome(shown)
    refused = require(account, Purpose.ELIGIBILITY, body.merchant, command.domain_at)
    if refused is not None:
        return Outcome(refused)
    code, typed = _code(view, shown, random)
    answer = PassOpened(
        token=token, code=code, perk=perk.id, merchant=body.merchant, expires_at=shown.expires_at
    )
    return Outcome(answer, (Append(PASSES, shown), *typed))


def _not_there(body: OpenPass, view: View) -> Refusal | None:
    if not body.terminal:
        return None
    return may_be_named(view.reference(PREMISES, body.merchant), body.terminal)


def _code(view: View, shown: Pass, random: str) -> tuple[str, tuple[Effect, ...]]:
    """Digits that nobody had there within a week; none in the rare case that all were had. An
    answer that is asked for again must find the pass that it was about, and no other."""
    for digits in candidates(random):
        id_ = code_id(shown.merchant, digits)
        if view.get(TYPED_CODES, id_) is None:
            fresh = TypedCode(id=id_, token=shown.id, expires_at=shown.expires_at)
            return digits, (Insert(TYPED_CODES, fresh),)
    return "", ()


OPEN_PASS = Rule("open_pass", PassOpened, needs, decide, ids=2)
