"""A merchant closes a store, and with it every terminal in it."""

from rewards.perks.stores.stores import close_store
from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.own_merchant_key import live_key
from service.flows.stores.own_premises import (
    OfPremises,
    known_premises,
    premises_needs,
    store_subject,
    written,
)
from service.flows.stores.premises_view import StoreView, store_view
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class CloseStore(OfPremises, frozen=True, kw_only=True):
    """Which store."""

    store: str


def decide(command: Command[CloseStore], view: View) -> Outcome[StoreView]:
    """Closed from now on; what was closed before stays as it was."""
    body, key = command.body, live_key(command, view)
    if isinstance(key, Refusal):
        return Outcome(key)
    before = known_premises(view, body.merchant)
    closed = close_store(before, body.store, at=command.domain_at, by=key.id)
    if isinstance(closed, Refusal):
        return Outcome(closed)
    after, store = closed
    effects = () if after is before else (written(before, after),)
    return Outcome(store_view(store), effects)


def subject(command: Command[CloseStore]) -> str:
    """For the audit log."""
    return store_subject(command.body.merchant, command.body.store)


CLOSE_STORE = audited(Rule("close_store", StoreView, premises_needs, decide), subject)
