"""An operator gives a merchant an API key."""

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from rewards.calendar import Instant
from rewards.perks.find import find_merchant
from rewards.perks.stores.till import must_serve
from rewards.refusal import Refusal
from service.flows.operators.audited import OperatorBody, audited
from service.flows.operators.held_keys import put_on_ring
from service.flows.stores.own_premises import known_premises
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import MerchantKey
from service.store.schema.page import KEY_RINGS, MERCHANT_KEYS, PREMISES
from tasks.kinds import APP


class IssueMerchantKey(OperatorBody, frozen=True, kw_only=True):
    """For which merchant, and what for. The ids of the command are those of the fresh key: its id,
    the SHA-256 of its secret, and maybe the last digits. Without `days` it has no end; with
    `terminal` it is for that one alone."""

    merchant: str
    scopes: tuple[str, ...]
    test: bool
    label: str = ""
    days: int | None = None
    terminal: str = ""


class MerchantKeyIssued(msgspec.Struct, frozen=True, kw_only=True):
    """The id part of the key, and when it ends."""

    id: str
    expires_at: Instant | None = None


class WrongKeyKind(Refusal, frozen=True, kw_only=True):
    """A sandbox gives out test keys and nobody else does, so that no key works in both."""

    sandbox: bool

    def detail(self) -> str:
        if self.sandbox:
            return "A sandbox gives out test keys only: ask for a test key."
        return "Test keys are for sandboxes: ask for a live key, or ask in a sandbox."


def needs(command: Command[IssueMerchantKey], _view: View) -> Iterable[Key]:
    """How many keys the merchant has, and the terminal, if it is for one."""
    yield KEY_RINGS.key(command.body.merchant)
    if command.body.terminal:
        yield PREMISES.key(command.body.merchant)


def decide(command: Command[IssueMerchantKey], view: View) -> Outcome[MerchantKeyIssued]:
    """A key for a merchant of the programme, or for the programme's own backend."""
    body, programme = command.body, command.programme
    id_, sha256, *suffix = command.ids
    merchant = find_merchant(programme.merchants, body.merchant)
    if isinstance(merchant, Refusal) and body.merchant != APP:
        return Outcome(merchant)
    if body.test is not programme.sandbox:
        return Outcome(WrongKeyKind(sandbox=programme.sandbox))
    if body.terminal:
        closed = must_serve(known_premises(view, body.merchant), body.terminal)
        if closed is not None:
            return Outcome(closed)
    key = MerchantKey(
        id=id_,
        merchant=body.merchant,
        secret_sha256=sha256,
        scopes=body.scopes,
        test=body.test,
        created_at=command.at,
        label=body.label,
        suffix="".join(suffix),
        expires_at=None if body.days is None else command.at + timedelta(days=body.days),
        terminal=body.terminal,
    )
    ring = put_on_ring(command, view, key)
    if isinstance(ring, Refusal):
        return Outcome(ring)
    issued = MerchantKeyIssued(id=id_, expires_at=key.expires_at)
    return Outcome(issued, (Append(MERCHANT_KEYS, key), *ring))


def subject(command: Command[IssueMerchantKey]) -> str:
    """For the audit log."""
    return f"merchant_key:{command.ids[0]}"


# Secret: who repeats the request must not be shown another secret than the one that was stored.
ISSUE_MERCHANT_KEY = audited(
    Rule("issue_merchant_key", MerchantKeyIssued, needs, decide, secret=True, ids=2),
    subject,
)
