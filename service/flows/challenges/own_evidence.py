"""What a member challenges: a row of evidence, a completion, or a month of the membership."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from rewards.perks.find import find_merchant
from rewards.perks.rentals.rental import Rental
from rewards.refusal import Refusal
from rewards.score.evidence import EvidenceKind
from rewards.score.months import months_active
from rewards.score.standing.challenge import challenge_id
from rewards.score.standing.open_challenge import Item
from rewards.score.standing.refusals import EvidenceUnknown
from service.flows.evidence import evidence_row
from service.flows.rentals.breach_follows import rental_keys, rental_of
from service.members.account import Account
from service.members.away import away
from service.members.message import Message
from service.store.collection import Key
from service.store.owner import of_account
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import ACCOUNTS, CHALLENGES, COMPLETIONS, EVIDENCE, INBOX
from tasks.completion import evidence as of_completion


class Own(msgspec.Struct, frozen=True, kw_only=True):
    """The row, which may have to be made first, what is challenged by it, and the rental whose
    broken promise it is."""

    row: EvidenceRow
    item: Item
    stored: bool
    rental: Rental | None = None


def item_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The account, whatever may have the id, its challenge, and then the notice."""
    body = command.body
    yield ACCOUNTS.key(body.account)
    yield EVIDENCE.key(body.evidence)
    yield COMPLETIONS.key(body.evidence)
    yield CHALLENGES.key(challenge_id(body.evidence))
    row = view.peek_own(EVIDENCE, body.evidence, of_account(body.account))
    if row is not None and row.notice is not None:
        yield INBOX.key(row.notice)
    yield from rental_keys(row)


def own_item(command: Command[Any], view: View, account: Account) -> Own | EvidenceUnknown:
    """The evidence that `body` names, if it is the account's."""
    stored = view.own(EVIDENCE, command.body.evidence, of_account(account.id))
    row = stored or _derived(command, view, account)
    if row is None:
        return EvidenceUnknown()
    item = Item(
        account=account.id,
        fact=row.fact,
        standing=row.standing,
        told_at=told_at(row, view.reference(INBOX, row.notice) if row.notice else None),
        reference=row.reference,
        asked=not isinstance(find_merchant(command.programme.merchants, row.source), Refusal),
    )
    return Own(row=row, item=item, stored=stored is not None, rental=rental_of(view, row))


def told_at(row: EvidenceRow, notice: Message | None) -> datetime | None:
    """When its member learned of it; None as long as the notice is under way. By reference is how
    a notice may be read: the time of its delivery never changes once it is known."""
    if row.notice is None:
        return row.recorded_at
    return notice.delivered_at if notice else None


def _derived(command: Command[Any], view: View, account: Account) -> EvidenceRow | None:
    """The row of what has been evidence without one until now."""
    id_ = command.body.evidence
    # Only what is there is relied on: absence of a completion proves nothing.
    known = view.peek_own(COMPLETIONS, id_, of_account(account.id))
    completion = known and view.own(COMPLETIONS, id_, of_account(account.id))
    if completion is not None:
        fact = of_completion(completion)
        at, reference = completion.at, completion.reference
        return evidence_row(account.id, fact, at=at, reference=reference) if fact else None
    return _month(command, account)


def _month(command: Command[Any], account: Account) -> EvidenceRow | None:
    months = months_active(
        account.id,
        since=account.active_since,
        away=away(account),
        # A month that a breach has taken is not worth anything, challenged or not.
        evidence=(),
        until=command.domain_at,
        zone=command.programme.zone,
    )
    month = next((each for each in months if each.id == command.body.evidence), None)
    if month is None or month.kind is not EvidenceKind.MONTH_ACTIVE:
        return None
    return evidence_row(account.id, month, at=month.at)
