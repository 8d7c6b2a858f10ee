"""One task done by one account in one period, and what follows from it."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Balance
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move
from rewards.score.evidence import Evidence, EvidenceKind
from tasks.kinds import Limit
from tasks.task import Category, Task
from tasks.worth import is_declared


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the id of the award it earns: same task, account and period, same completion.

    event_at:   when it happened (it decides the period); `at` is when the server took it in.
    reference:  the event that it is dated by, as `tasks.progress.report` tells events apart.
    seeds:      0 if caps or budgets left nothing, which `reduced_by` names; then no award is made.
    evidence:   what it counts as in a score; None for what a phone has only declared.
    budgets:    ids of the budgets that paid it; what is taken back returns to them.
    revoked_at: since when it does not stand any more; `returned` of its seeds were taken back.

    It changes once at most, when it is revoked.
    """

    id: str
    task: str
    account: str
    period: str
    seeds: Balance
    source: str
    reference: str
    event_at: Instant
    at: Instant
    evidence: EvidenceKind | None
    campaign: str | None = None
    reduced_by: tuple[Limit, ...] = ()
    budgets: tuple[str, ...] = ()
    revoked_at: Instant | None = None
    returned: Balance = 0
    version: int = 1


def evidence_kind(task: Task) -> EvidenceKind | None:
    """What completing `task` counts as in a score; nothing if a phone's word is enough."""
    if is_declared(task):
        return None
    if task.category is Category.CHARITY:
        return EvidenceKind.CHARITY_TASK_COMPLETED
    return EvidenceKind.TASK_COMPLETED


def award(completion: Completion) -> Transfer | None:
    """The transfer that pays for it, for `rewards.ledger.earn`; None if it pays nothing."""
    if not completion.seeds:
        return None
    return move(
        Reason.AWARD,
        transfer_id=completion.id,
        amount=completion.seeds,
        account=completion.account,
        at=completion.at,
    )


def evidence(completion: Completion) -> Evidence | None:
    """The fact it proves, dated by when it happened; None if it proves nothing, or no more."""
    if completion.evidence is None or completion.revoked_at is not None:
        return None
    at: datetime = completion.event_at
    return Evidence(id=completion.id, kind=completion.evidence, at=at, source=completion.source)
