"""A merchant opens a store, for the first time or again."""

from rewards.perks.stores.premises import OwnStore, Premises
from rewards.perks.stores.stores import open_store
from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.own_merchant_key import live_key
from service.flows.stores.own_premises import (
    OfPremises,
    premises_needs,
    store_subject,
    written,
)
from service.flows.stores.premises_view import StoreView, store_view
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import PREMISES


class OpenStore(OfPremises, frozen=True, kw_only=True):
    """The merchant's word for the store, and what is said of it."""

    store: str
    name: str
    address: str = ""


def decide(command: Command[OpenStore], view: View) -> Outcome[StoreView]:
    """Open from now on."""
    body, key = command.body, live_key(command, view)
    if isinstance(key, Refusal):
        return Outcome(key)
    made = OwnStore(
        id=body.store,
        name=body.name,
        address=body.address,
        opened_at=command.domain_at,
        opened_by=key.id,
    )
    before = view.get(PREMISES, body.merchant)
    numbers = command.programme.numbers.perks.stores
    after = open_store(before or Premises(id=body.merchant), made, numbers=numbers)
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(store_view(made), (written(before, after),))


def subject(command: Command[OpenStore]) -> str:
    """For the audit log."""
    return store_subject(command.body.merchant, command.body.store)


OPEN_STORE = audited(Rule("open_store", StoreView, premises_needs, decide), subject)
