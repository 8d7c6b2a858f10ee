"""Which key a command is about: any for an operator, one of its own for a merchant."""

from collections.abc import Iterable
from typing import Any

from rewards.refusal import Refusal
from service.flows.operators.audited import OperatorBody
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.documents import MerchantKey
from service.store.schema.page import KEY_RINGS, MERCHANT_KEYS


class OfMerchantKey(OperatorBody, frozen=True, kw_only=True):
    """A key by its id; with `merchant`, only if it is that merchant's."""

    key: str
    merchant: str | None = None


class MerchantKeyUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such key, or not for this caller."""

    def detail(self) -> str:
        return "There is no such key: take the id from the list of keys."


class MerchantKeyEnded(Refusal, frozen=True, kw_only=True):
    """The key was revoked, or its time is over."""

    def detail(self) -> str:
        return "This key has ended: issue a new one."


def key_needs(command: Command[Any], _view: View) -> Iterable[Key]:
    """The key."""
    yield MERCHANT_KEYS.key(command.body.key)


def ring_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The key, and how many its merchant has."""
    yield from key_needs(command, view)
    key = _peeked(command, view)
    if key is not None:
        yield KEY_RINGS.key(key.merchant)


def _peeked(command: Command[Any], view: View) -> MerchantKey | None:
    body = command.body
    if body.merchant is None:
        return view.peek(MERCHANT_KEYS, body.key)
    return view.peek_own(MERCHANT_KEYS, body.key, of_merchant(body.merchant))


def key_of(command: Command[Any], view: View) -> MerchantKey | MerchantKeyUnknown:
    """The key, if the caller may know of it."""
    body = command.body
    if body.merchant is None:
        return view.get(MERCHANT_KEYS, body.key) or MerchantKeyUnknown()
    return view.own(MERCHANT_KEYS, body.key, of_merchant(body.merchant)) or MerchantKeyUnknown()


def live_key(
    command: Command[Any], view: View
) -> MerchantKey | MerchantKeyUnknown | MerchantKeyEnded:
    """The key, if it opens anything still."""
    key = key_of(command, view)
    if isinstance(key, Refusal):
        return key
    over = key.expires_at is not None and command.at >= key.expires_at
    return MerchantKeyEnded() if over or key.revoked_at is not None else key


def subject(command: Command[Any]) -> str:
    """For the audit log."""
    return f"merchant_key:{command.body.key}"
