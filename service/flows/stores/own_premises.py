"""Whose premises a command is about, and by which key of that merchant's office."""

from collections.abc import Iterable
from typing import Any

from rewards.perks.stores.premises import Premises
from service.flows.operators.audited import OperatorBody
from service.flows.operators.own_merchant_key import key_needs
from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Put
from service.store.path.state import View
from service.store.schema.page import PREMISES


class OfPremises(OperatorBody, frozen=True, kw_only=True):
    """A merchant, and its key that asks: one that has ended meanwhile changes nothing."""

    merchant: str
    key: str


def premises_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The key and the premises."""
    yield from key_needs(command, view)
    yield PREMISES.key(command.body.merchant)


def known_premises(view: View, merchant: str) -> Premises | None:
    """The premises. Relied on only if they are there: nobody can know that there are none."""
    found = view.reference(PREMISES, merchant)
    return found if found is None else view.get(PREMISES, merchant)


def written(before: Premises | None, after: Premises) -> Effect:
    """What makes `after` of them."""
    return Insert(PREMISES, after) if before is None else Put(PREMISES, after)


def store_subject(merchant: str, store: str) -> str:
    """A store for the audit log: its word alone is not its own."""
    return f"store:{merchant}:{store}"


def terminal_subject(merchant: str, terminal: str) -> str:
    """The same of a terminal."""
    return f"terminal:{merchant}:{terminal}"
