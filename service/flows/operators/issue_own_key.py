"""A merchant gives one of its tills or programs a key, by a key that may do so."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from rewards.perks.stores.till import at_till, must_serve
from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.held_keys import put_on_ring
from service.flows.operators.issue_merchant_key import MerchantKeyIssued
from service.flows.operators.own_merchant_key import OfMerchantKey, live_key, ring_needs
from service.flows.stores.own_premises import known_premises
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import MerchantKey
from service.store.schema.page import MERCHANT_KEYS, PREMISES


class IssueOwnKey(OfMerchantKey, frozen=True, kw_only=True):
    """By which key, and what for; with `terminal` for that one alone. The ids of the command are
    those of the fresh key, as for an operator's."""

    scopes: tuple[str, ...]
    label: str = ""
    days: int | None = None
    terminal: str = ""


class ScopesBeyond(Refusal, frozen=True, kw_only=True):
    """Nobody hands on what they do not have themselves."""

    scopes: tuple[str, ...]

    def detail(self) -> str:
        return (
            f"This key may not give {', '.join(self.scopes)}: it has not got that itself. "
            "Ask an operator of the programme."
        )


def needs(command: Command[IssueOwnKey], view: View) -> Iterable[Key]:
    """The giving key, how many its merchant has, and the terminal, if it is for one."""
    yield from ring_needs(command, view)
    if command.body.terminal and command.body.merchant:
        yield PREMISES.key(command.body.merchant)


def decide(command: Command[IssueOwnKey], view: View) -> Outcome[MerchantKeyIssued]:
    """A key that may do no more than the one that it is given by, at no other terminal, and for no
    longer."""
    giver = live_key(command, view)
    if isinstance(giver, Refusal):
        return Outcome(giver)
    beyond = tuple(sorted(set(command.body.scopes) - set(giver.scopes)))
    if beyond:
        return Outcome(ScopesBeyond(scopes=beyond))
    terminal = _terminal(command, view, giver)
    if isinstance(terminal, Refusal):
        return Outcome(terminal)
    id_, sha256, *suffix = command.ids
    key = MerchantKey(
        id=id_,
        merchant=giver.merchant,
        secret_sha256=sha256,
        scopes=command.body.scopes,
        test=giver.test,
        created_at=command.at,
        label=command.body.label,
        suffix="".join(suffix),
        expires_at=_end(command, giver),
        terminal=terminal,
        given_by=giver.id,
    )
    ring = put_on_ring(command, view, key)
    if isinstance(ring, Refusal):
        return Outcome(ring)
    issued = MerchantKeyIssued(id=id_, expires_at=key.expires_at)
    return Outcome(issued, (Append(MERCHANT_KEYS, key), *ring))


def _terminal(command: Command[IssueOwnKey], view: View, giver: MerchantKey) -> str | Refusal:
    """The one that the key is for: an open one, and the giver's if that is for one."""
    wanted = command.body.terminal
    if not wanted:
        return giver.terminal
    premises = known_premises(view, giver.merchant)
    return must_serve(premises, wanted) or at_till(premises, key_for=giver.terminal, named=wanted)


def _end(command: Command[IssueOwnKey], giver: MerchantKey) -> datetime | None:
    days = command.body.days
    wanted = None if days is None else command.at + timedelta(days=days)
    ends = [each for each in (wanted, giver.expires_at) if each is not None]
    return min(ends, default=None)


def subject(command: Command[IssueOwnKey]) -> str:
    """For the audit log."""
    return f"merchant_key:{command.ids[0]}"


# Secret, for the same reason as an operator's.
ISSUE_OWN_KEY = audited(
    Rule("issue_own_key", MerchantKeyIssued, needs, decide, secret=True, ids=2), subject
)
