"""A source, or an operator, says that a broken promise was made good."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.calendar import Instant
from rewards.perks.rentals.rental import Rental
from rewards.refusal import Refusal
from rewards.score.evidence import EvidenceKind, Status
from rewards.score.standing.begin import rule_of
from rewards.score.standing.cure import cure
from rewards.score.standing.refusals import EvidenceUnknown
from service.flows.challenges.standing import with_standing
from service.flows.operators.audited import OperatorBody, audited
from service.flows.operators.looked import look_of_operator
from service.flows.rentals.breach_follows import follow, rental_keys, rental_of
from service.members.account import Account
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.collection import Key
from service.store.owner import of_source
from service.store.path.command import Append, Command, Effect, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import ACCOUNTS, EVIDENCE, INBOX


class CureEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """Which evidence that this merchant is the source of."""

    merchant: str
    evidence: str


class OperatorCures(OperatorBody, frozen=True, kw_only=True):
    """Which evidence, of any source."""

    evidence: str


class EvidenceCured(msgspec.Struct, frozen=True, kw_only=True):
    """How it stands now. What is proposed or challenged stays so, and is cured if it ever counts.
    It was made good at `made_good_at`."""

    evidence: str
    kind: EvidenceKind
    status: Status
    made_good_at: Instant


def sources_needs(command: Command[CureEvidence], view: View) -> Iterable[Key]:
    """The evidence, and its account if the merchant is its source."""
    body = command.body
    yield EVIDENCE.key(body.evidence)
    yield from _account(view.peek_own(EVIDENCE, body.evidence, of_source(body.merchant)))


def operators_needs(command: Command[OperatorCures], view: View) -> Iterable[Key]:
    """The evidence and its account."""
    yield EVIDENCE.key(command.body.evidence)
    yield from _account(view.peek(EVIDENCE, command.body.evidence))


def _account(row: EvidenceRow | None) -> Iterable[Key]:
    if row is not None:
        yield ACCOUNTS.key(row.account)
        yield from rental_keys(row)


def by_source(command: Command[CureEvidence], view: View) -> Outcome[EvidenceCured]:
    """Made good, whether or not the member is linked still: this only ever helps."""
    body = command.body
    return _cure(command, view, view.own(EVIDENCE, body.evidence, of_source(body.merchant)))


def by_operator(command: Command[OperatorCures], view: View) -> Outcome[EvidenceCured]:
    """The same for an operator, who has seen it."""
    row = view.get(EVIDENCE, command.body.evidence)
    cured = _cure(command, view, row)
    if row is None or isinstance(cured.answer, Refusal):
        return cured
    looked = look_of_operator(command, row.account, "cure_evidence")
    return Outcome(cured.answer, (*cured.effects, looked))


def _cure(command: Command[Any], view: View, row: EvidenceRow | None) -> Outcome[EvidenceCured]:
    account = view.get(ACCOUNTS, row.account) if row else None
    if row is None or account is None:
        return Outcome(EvidenceUnknown())
    good = made_good(command, row, account, rental_of(view, row))
    return Outcome(good) if isinstance(good, Refusal) else Outcome(good.answer, good.effects)


class MadeGood(msgspec.Struct, frozen=True, kw_only=True):
    """What to answer and to write; the rental of it, if it is one's broken promise."""

    answer: EvidenceCured
    rental: Rental | None
    effects: tuple[Effect, ...]


def made_good(
    command: Command[Any], row: EvidenceRow, account: Account, rental: Rental | None
) -> MadeGood | Refusal:
    """Made good, whoever says so, and the rental with it."""
    rule = rule_of(command.programme.numbers.score.scheme, row.kind, row.at)
    standing = cure(row.standing, rule, kind=row.kind, at=command.domain_at)
    if isinstance(standing, Refusal):
        return standing
    answer = EvidenceCured(
        evidence=row.id, kind=row.kind, status=standing.status, made_good_at=command.domain_at
    )
    after = with_standing(row, standing)
    followed = follow(command, account, rental, after)
    effects = (
        Put(EVIDENCE, after),
        Put(ACCOUNTS, followed.account),
        _told(command, row),
        Emit(account=account.id, kind="penalty_cured", data=answer),
        *followed.effects,
    )
    return MadeGood(answer=answer, rental=followed.rental, effects=effects)


def _told(command: Command[Any], row: EvidenceRow) -> Effect:
    # Once, as it is made good once.
    message = new_message(
        f"message:evidence:{row.id}:cured",
        account=row.account,
        kind=MessageKind.PENALTY_CURED,
        at=command.domain_at,
        parameters={"evidence": row.id, "counts_as": row.kind.value, "merchant": row.source},
    )
    return Append(INBOX, message)


def subject(command: Command[OperatorCures]) -> str:
    """For the audit log."""
    return f"evidence:{command.body.evidence}"


MERCHANT_CURES = Rule("merchant_cures_evidence", EvidenceCured, sources_needs, by_source)
OPERATOR_CURES = audited(
    Rule("operator_cures_evidence", EvidenceCured, operators_needs, by_operator), subject
)
