"""A member opens a perk for a merchant: the pass to show at the counter."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.find import find
from rewards.perks.passes import issue
from rewards.refusal import Refusal
from service.flows.own import active_account, own_needs
from service.members.consents import Purpose
from service.members.minors import may_not_have
from service.members.mute import may_hear_of
from service.members.require import require
from service.store.path.command import Append, Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import PASSES


class OpenPass(msgspec.Struct, frozen=True, kw_only=True):
    """Which perk, at whose counter."""

    account: str
    perk: str
    merchant: str


class PassOpened(msgspec.Struct, frozen=True, kw_only=True):
    """`token` is what the code on the screen says: 32 hex digits, one use, until `expires_at`."""

    token: str
    perk: str
    merchant: str
    expires_at: Instant


def decide(command: Command[OpenPass], view: View) -> Outcome[PassOpened]:
    """A pass, if the merchant may be told anything at all; the score is asked at the counter."""
    body = command.body
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    perk = find(command.programme.perks, body.perk)
    if isinstance(perk, Refusal):
        return Outcome(perk)
    minor = may_not_have(account, perk, command.domain_at)
    if minor is not None:
        return Outcome(minor)
    muted = may_hear_of(account, body.merchant)
    if muted is not None:
        return Outcome(muted)
    (token,), numbers = command.ids, command.programme.numbers.perks
    shown = issue(
        token,
        account=account.id,
        perk=perk,
        merchant=body.merchant,
        at=command.at,
        numbers=numbers,
    )
    if isinstance(shown, Refusal):
        return Outcome(shown)
    refused = require(account, Purpose.ELIGIBILITY, body.merchant, command.domain_at)
    if refused is not None:
        return Outcome(refused)
    answer = PassOpened(
        token=token, perk=perk.id, merchant=body.merchant, expires_at=shown.expires_at
    )
    return Outcome(answer, (Append(PASSES, shown),))


OPEN_PASS = Rule("open_pass", PassOpened, own_needs, decide, ids=1)
