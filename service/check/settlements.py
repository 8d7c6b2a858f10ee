"""I4 over everything that was ever settled: each subject's escrow, plans and payments. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rewards.ledger.invariants import Violation, balances
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer
from rewards.settlement.invariants import (
    all_is_right,
    escrow_is_empty,
    escrows_not_negative,
    of_subject,
)
from rewards.settlement.plan import Bundle, plan_id
from rewards.settlement.progress import PAID, Progress, SettlementState

AWARDS = (Reason.PRIZE, Reason.PRIZE_UNCLAIMED)


class Settled(NamedTuple):
    """One revision: its plan with all rows, and how far it has come."""

    bundle: Bundle
    progress: Progress | None


def check_subject(
    subject: str, transfers: Sequence[Transfer], revisions: Sequence[Settled]
) -> list[Violation]:
    """All that is wrong with one subject; the rows must be all of its own, of one moment."""
    payments = of_subject(transfers, subject)
    plans = {one.bundle.plan.id for one in revisions}
    totals = balances(transfers)
    found = [
        *escrows_not_negative(totals),
        *(_i4(each.id, "is paid out of no plan") for each in payments if _plan(each) not in plans),
        *(found for one in revisions for found in _check(one, payments)),
    ]
    if revisions and all(_is_paid(one) for one in revisions):
        found += escrow_is_empty(subject, totals)
    return found


def _check(one: Settled, payments: Sequence[Transfer]) -> Iterable[Violation]:
    plan, progress = one.bundle.plan, one.progress
    if progress is None:
        yield _i4(plan.id, "nothing says how far it has come")
        return
    if progress.state is SettlementState.DRAFTED:
        return  # its awards are still being written, and nothing is paid
    yield from all_is_right(one.bundle, payments, settled=_is_paid(one))
    mine = [each for each in payments if each.reason in AWARDS and _plan(each) == plan.id]
    if len(mine) != progress.applied:
        yield _i4(plan.id, f"{len(mine)} awards are booked, {progress.applied} counted as paid")


def _is_paid(one: Settled) -> bool:
    return one.progress is not None and one.progress.state in PAID


def _plan(payment: Transfer) -> str:
    _, subject, revision, *_ = payment.id.split(":")
    return plan_id(subject=subject, revision=int(revision))


def _i4(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I4", subject=subject, sentence=sentence)
