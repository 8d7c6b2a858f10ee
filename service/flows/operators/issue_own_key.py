"""A merchant gives one of its tills or programs a key, by a key that may do so."""

from datetime import datetime, timedelta

from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.issue_merchant_key import MerchantKeyIssued
from service.flows.operators.own_merchant_key import OfMerchantKey, key_needs, live_key
from service.store.path.command import Append, Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import MerchantKey
from service.store.schema.page import MERCHANT_KEYS


class IssueOwnKey(OfMerchantKey, frozen=True, kw_only=True):
    """By which key, and what for. The ids of the command are those of the fresh key, as for an
    operator's."""

    scopes: tuple[str, ...]
    label: str = ""
    days: int | None = None


class ScopesBeyond(Refusal, frozen=True, kw_only=True):
    """Nobody hands on what they do not have themselves."""

    scopes: tuple[str, ...]

    def detail(self) -> str:
        return (
            f"This key may not give {', '.join(self.scopes)}: it has not got that itself. "
            "Ask an operator of the programme."
        )


def decide(command: Command[IssueOwnKey], view: View) -> Outcome[MerchantKeyIssued]:
    """A key that may do no more than the one that it is given by, at no other terminal, and for no
    longer."""
    giver = live_key(command, view)
    if isinstance(giver, Refusal):
        return Outcome(giver)
    beyond = tuple(sorted(set(command.body.scopes) - set(giver.scopes)))
    if beyond:
        return Outcome(ScopesBeyond(scopes=beyond))
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
        terminal=giver.terminal,
        given_by=giver.id,
    )
    issued = MerchantKeyIssued(id=id_, expires_at=key.expires_at)
    return Outcome(issued, (Append(MERCHANT_KEYS, key),))


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
    Rule("issue_own_key", MerchantKeyIssued, key_needs, decide, secret=True, ids=2), subject
)
