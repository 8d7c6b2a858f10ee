"""An operator gives a merchant an API key."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import MerchantKey
from service.store.schema.page import MERCHANT_KEYS


class IssueMerchantKey(msgspec.Struct, frozen=True, kw_only=True):
    """For which merchant. The SHA-256 of the key's secret comes as the command's second id."""

    merchant: str
    scopes: tuple[str, ...]
    test: bool


class MerchantKeyIssued(msgspec.Struct, frozen=True, kw_only=True):
    """The id part of the key."""

    id: str


class MerchantUnknown(Refusal, frozen=True, kw_only=True):
    """The programme has no such merchant."""

    merchant: str

    def detail(self) -> str:
        return f"There is no merchant {self.merchant}: take the id from the programme document."


class WrongKeyKind(Refusal, frozen=True, kw_only=True):
    """A sandbox gives out test keys and nobody else does, so that no key works in both."""

    sandbox: bool

    def detail(self) -> str:
        if self.sandbox:
            return "A sandbox gives out test keys only: ask for a test key."
        return "Test keys are for sandboxes: ask for a live key, or ask in a sandbox."


def needs(_command: Command[IssueMerchantKey], _view: View) -> Iterable[Key]:
    """Nothing: the key's id is random."""
    return ()


def decide(command: Command[IssueMerchantKey], _view: View) -> Outcome[MerchantKeyIssued]:
    """A key for a merchant of the programme."""
    body, (id_, sha256), programme = command.body, command.ids, command.programme
    if body.merchant not in {merchant.id for merchant in programme.merchants}:
        return Outcome(MerchantUnknown(merchant=body.merchant))
    if body.test is not programme.sandbox:
        return Outcome(WrongKeyKind(sandbox=programme.sandbox))
    key = MerchantKey(
        id=id_,
        merchant=body.merchant,
        secret_sha256=sha256,
        scopes=body.scopes,
        test=body.test,
        created_at=command.at,
    )
    return Outcome(MerchantKeyIssued(id=id_), (Append(MERCHANT_KEYS, key),))


ISSUE_MERCHANT_KEY = Rule("issue_merchant_key", MerchantKeyIssued, needs, decide, ids=2)
