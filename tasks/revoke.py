"""Revoke a completion: what earned it turned out not to be so."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from rewards.economy import LedgerNumbers
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.reverse import reverse
from rewards.ledger.transfer import Transfer
from rewards.refusal import Refusal
from tasks.completion import Completion
from tasks.progress.progress import Progress
from tasks.task import Task


class Revoked(msgspec.Struct, frozen=True, kw_only=True):
    """What stands after it: no completion, and, as far as the task's policy could, no seeds.

    `kept` says why seeds stay with the member, if they do; the next completion of the period pays
    so much less.
    """

    completion: Completion
    progress: Progress
    moved: Moved
    kept: Refusal | None = None


def revoke(
    task: Task,
    completion: Completion,
    progress: Progress,
    purse: Purse,
    *,
    award: Transfer | None,
    known: Mapping[str, Transfer],
    at: datetime,
    numbers: LedgerNumbers,
) -> Revoked:
    """`completion`, which `progress` (after the event was taken back) does not support any more.

    `award` is what was booked for it, None if it paid nothing; `known` are the booked ones of
    `rewards.ledger.reverse.fates`.
    """
    gone = msgspec.structs.replace(completion, revoked_at=at)
    if award is None:
        return Revoked(completion=gone, progress=progress, moved=Moved(purse=purse))
    moved = reverse(purse, award, known=known, at=at, numbers=numbers, policy=task.reversal)
    if isinstance(moved, Refusal):
        less = msgspec.structs.replace(progress, kept=progress.kept + award.amount)
        return Revoked(completion=gone, progress=less, moved=Moved(purse=purse), kept=moved)
    returned = msgspec.structs.replace(gone, returned=award.amount)
    return Revoked(completion=returned, progress=progress, moved=moved)
