"""One account through some cycles, under another scheme."""

from collections.abc import Iterable, Iterator

import msgspec

from rewards.calendar import Instant
from rewards.economy import ScoreNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import Last
from rewards.score.evidence import Evidence
from rewards.score.score import score


class Was(msgspec.Struct, frozen=True, kw_only=True):
    """What was published about an account in a cycle, and what from. `score` is None if there was
    none."""

    cycle: str
    at: Instant
    active_days: int
    score: Score | None
    evidence: tuple[Evidence, ...]
    last: Last | None = None


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """The same account in the same cycle, as it was and as it would have been."""

    cycle: str
    before: Score | None
    after: Score | None


def evidence_of(found: Score) -> tuple[Evidence, ...]:
    """What a score was made of, as it stood then."""
    return tuple(
        Evidence(
            id=item.evidence, kind=line.kind, at=item.at, source=item.source, status=item.status
        )
        for part in found.parts
        for line in part.lines
        for item in line.items
    )


def replay(cycles: Iterable[Was], numbers: ScoreNumbers) -> Iterator[Replayed]:
    """The cycles of one account, oldest first. Its cushion is measured from the score before under
    the new scheme; the first one from the one really published, if that had the same scheme."""
    last: Last | None = None
    for number, was in enumerate(cycles):
        found = score(
            was.evidence,
            active_days=was.active_days,
            at=was.at,
            numbers=numbers,
            last=was.last if number == 0 else last,
        )
        after = None if isinstance(found, NotAvailable) else found
        if after is not None:
            last = Last(value=after.value, scheme=after.scheme, at=after.at)
        yield Replayed(cycle=was.cycle, before=was.score, after=after)
