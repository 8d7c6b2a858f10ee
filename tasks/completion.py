"""One task done by one account in one period, and what follows from it."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Balance
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move
from rewards.score.evidence import Evidence, EvidenceKind
from tasks.task import Category, Task


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the id of the award it earns: same task, account and period, same completion.

    `event_at` is when it happened (it decides the period), `at` when the server took it in. `seeds`
    are 0 if a cap or a budget left nothing; then there is no award.
    """

    id: str
    task: str
    account: str
    period: str
    seeds: Balance
    source: str
    event_at: Instant
    at: Instant
    evidence: EvidenceKind


def evidence_kind(task: Task) -> EvidenceKind:
    """What completing `task` counts as in a score."""
    if task.category is Category.CHARITY:
        return EvidenceKind.CHARITY_TASK_COMPLETED
    return EvidenceKind.TASK_COMPLETED


def award(completion: Completion) -> Transfer:
    """The transfer that pays for it, for `rewards.ledger.earn`."""
    return move(
        Reason.AWARD,
        transfer_id=completion.id,
        amount=completion.seeds,
        account=completion.account,
        at=completion.at,
    )


def evidence(completion: Completion) -> Evidence:
    """The fact it proves, dated by when it happened."""
    at: datetime = completion.event_at
    return Evidence(id=completion.id, kind=completion.evidence, at=at, source=completion.source)
