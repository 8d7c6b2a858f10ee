"""Counts what a committed transaction has decided."""

from collections import Counter
from collections.abc import Sequence

import structlog

from rewards.refusal import Refusal
from service.metrics import path
from service.store.path.marks import Mark
from service.store.path.turn import Turn

LOG = structlog.get_logger()


def count(turns: Sequence[Turn], seconds: float) -> None:
    """The turns of a committed transaction that took so long. Never raises: what is committed has
    been done, whether or not it can be counted."""
    try:
        _count(turns, seconds)
    except Exception:
        LOG.exception("a commit was not counted")


def _count(turns: Sequence[Turn], seconds: float) -> None:
    decided = [turn for turn in turns if not turn.open]
    if not decided:
        return
    kinds = Counter((turn.command.rule.kind, _outcome(turn)) for turn in decided)
    marks: Counter[Mark] = Counter()
    for turn in decided:
        if turn.answered is not None and turn.answered.marks:
            marks.update(turn.answered.marks)
    path.committed(len(decided), seconds, kinds, marks)


def _outcome(turn: Turn) -> str:
    if turn.answered is None:
        return "failed"
    if turn.answered.replayed:
        return "replayed"
    return "refused" if isinstance(turn.answered.answer, Refusal) else "done"
