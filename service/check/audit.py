"""Proves I15 as far as what is stored can: whatever an operator or a merchant's office has made or
ended says who did."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec

from rewards.ledger.invariants import Violation
from rewards.perks.merchants.application import Application
from rewards.perks.merchants.standing import Standing
from rewards.perks.stores.premises import Premises
from rewards.score.standing.challenge import Challenge, EndedBy
from rewards.settlement.progress import Progress
from service.check.walk import walk
from service.flows.operators.audited import DONE
from service.flows.stores.own_premises import store_subject, terminal_subject
from service.members.access_challenge import AccessChallenge
from service.operators.operator import Operator
from service.store.collection import Collection
from service.store.schema.documents import (
    DisplayToken,
    DomainClock,
    MerchantKey,
    StoredProgramme,
)
from service.store.schema.page import (
    ACCESS_CHALLENGES,
    APPLICATIONS,
    AUDIT_LOG,
    CHALLENGES,
    CLOCKS,
    DISPLAY_TOKENS,
    MERCHANT_KEYS,
    OPERATORS,
    PREMISES,
    PROGRAMMES,
    SETTLEMENTS,
    STANDINGS,
)
from service.store.snapshot import Snapshot
from service.store.store import Store

Doc = TypeVar("Doc", bound=msgspec.Struct)
Deed = tuple[str, str]
"""What was done to what: subject and action."""


async def check_audit_log(store: Store) -> list[Violation]:
    """Every document that only operators and merchants' offices make, a chunk and a moment at a
    time."""
    return [
        *await _check(store, MERCHANT_KEYS, _of_key),
        *await _check(store, DISPLAY_TOKENS, _of_token),
        *await _check(store, OPERATORS, _of_operator),
        *await _check(store, SETTLEMENTS, _of_settlement),
        *await _check(store, ACCESS_CHALLENGES, _of_access_challenge),
        *await _check(store, CLOCKS, _of_clock),
        *await _check(store, PROGRAMMES, _of_programme),
        *await _check(store, CHALLENGES, _of_challenge),
        *await _check(store, APPLICATIONS, _of_application),
        *await _check(store, STANDINGS, _of_standing),
        *await _check(store, PREMISES, _of_premises),
    ]


async def _check(
    store: Store, collection: Collection[Doc], deeds_of: Callable[[Any], Iterable[Deed]]
) -> list[Violation]:
    async def prove(snapshot: Snapshot, rows: list[Doc]) -> list[Violation]:
        deeds = [deed for row in rows for deed in deeds_of(row)]
        noted = await _noted(snapshot, {subject for subject, _ in deeds})
        return [_missing(*deed) for deed in deeds if deed not in noted]

    return await walk(store, collection, prove)


async def _noted(snapshot: Snapshot, subjects: set[str]) -> set[Deed]:
    rows = await snapshot.of(AUDIT_LOG, "subject", sorted(subjects))
    return {(row.subject, row.action) for row in rows if row.outcome == DONE}


def _missing(subject: str, action: str) -> Violation:
    return Violation(
        invariant="I15", subject=subject, sentence=f"the audit log has no {action} of it"
    )


def _of_key(key: MerchantKey) -> Iterator[Deed]:
    subject = f"merchant_key:{key.id}"
    yield subject, "issue_own_key" if key.given_by else "issue_merchant_key"
    if key.rotated_at is not None:
        yield subject, "rotate_merchant_key"
    if key.revoked_at is not None:
        yield subject, "revoke_merchant_key"


def _of_token(token: DisplayToken) -> Iterator[Deed]:
    yield f"display_token:{token.id}", "issue_display_token"
    if token.revoked_at is not None:
        yield f"display_token:{token.id}", "revoke_display_token"


def _of_operator(operator: Operator) -> Iterator[Deed]:
    subject = f"operator:{operator.id}"
    yield subject, "add_operator"
    if operator.password_at != operator.created_at:
        yield subject, "set_password"
    if operator.signed_in_at is not None:
        yield subject, "sign_in_operator"
    if operator.disabled_at is not None:
        yield subject, "disable_operator"


def _of_settlement(progress: Progress) -> Iterator[Deed]:
    if progress.approved_by is not None:
        yield progress.id, "approve_plan"


def _of_access_challenge(challenge: AccessChallenge) -> Iterator[Deed]:
    if challenge.answered_at is not None:
        yield f"access_challenge:{challenge.id}", "answer_access_challenge"


def _of_clock(clock: DomainClock) -> Iterator[Deed]:
    if clock.offset_ms:
        yield f"clock:{clock.id}", "move_clock"


def _of_programme(stored: StoredProgramme) -> Iterator[Deed]:
    if stored.applied_at is not None:
        yield f"programme:{stored.version}", "apply_programme"


def _of_challenge(challenge: Challenge) -> Iterator[Deed]:
    if challenge.ended_by is EndedBy.OPERATOR:
        yield f"challenge:{challenge.id}", "decide_challenge"


def _of_application(application: Application) -> Iterator[Deed]:
    if application.decided_at is not None:
        yield f"merchant_application:{application.id}", "decide_merchant_application"


def _of_standing(standing: Standing) -> Iterator[Deed]:
    if standing.suspended_at is not None:
        yield f"merchant:{standing.id}", "suspend_merchant"
    if standing.legal_representative and standing.application is None:
        yield f"merchant:{standing.id}", "name_representative"


def _of_premises(premises: Premises) -> Iterator[Deed]:
    """What was done before keys were noted has no rows."""
    for what, subject_of, found in (
        ("store", store_subject, premises.stores),
        ("terminal", terminal_subject, premises.terminals),
    ):
        for each in found:
            subject = subject_of(premises.id, each.id)
            if each.opened_by is not None:
                yield subject, f"open_{what}"
            if each.closed_by is not None:
                yield subject, f"close_{what}"
