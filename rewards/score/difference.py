"""What has changed between two scores of an account: each piece of evidence, and each cut.

The sums are exact. In micro-points the changes of a line's items and of its cap are the line's, the
lines' and the cut's are the part's points; in points, the start, the parts and the cushion are the
whole.
"""

import enum
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec

from rewards.calendar import Instant, whole_days
from rewards.score.answer import Item, Line, Part, Score
from rewards.score.decay import MICRO
from rewards.score.evidence import EvidenceKind, Status
from rewards.score.scheme import Scheme


class Change(enum.StrEnum):
    """What became of a piece of evidence. `GONE` is too old to count, `REVALUED` is worth something
    else and `DROPPED` is not counted by another version of the scheme."""

    NEW = "new"
    FADED = "faded"
    GONE = "gone"
    REVERSED = "reversed"
    DROPPED = "dropped"
    REVALUED = "revalued"
    PROPOSED = "proposed"
    CHALLENGED = "challenged"
    COUNTED = "counted"
    CURED = "cured"


class ItemChange(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence: `micro_points` more or less than `before`. `status` is the one it has
    now, or had last."""

    evidence: str
    at: Instant
    source: str
    change: Change
    micro_points: int
    before: int
    after: int
    status: Status


class LineChange(msgspec.Struct, frozen=True, kw_only=True):
    """A kind. Its `micro_points` are those of its items and what its cap cuts more or less."""

    kind: EvidenceKind
    micro_points: int
    capped: int
    items: tuple[ItemChange, ...]


class PartChange(msgspec.Struct, frozen=True, kw_only=True):
    """A part. `points` are the `micro_points` of its lines, and `cut`: what its bounds and whole
    points take away more or less, in micro-points."""

    name: str
    points: int
    cut: int
    lines: tuple[LineChange, ...]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """`points` are those of `start`, `parts` and `cushion` together: `after` less `before`. What
    has not changed is not named."""

    before: int
    after: int
    points: int
    level_before: str
    level_after: str
    start: int
    cushion: int
    parts: tuple[PartChange, ...]


Named = TypeVar("Named")
Pair = tuple[Named | None, Named | None]


def difference(before: Score, after: Score, scheme: Scheme) -> Difference:
    """What makes `after` another score than `before`. `scheme` is the one in force: it says what is
    too old to count."""
    remade = (before.scheme, before.scheme_version) != (after.scheme, after.scheme_version)
    judge = _Judge(before, after, scheme, remade=remade)
    parts = (
        judge.part(*pair) for pair in _pairs(before.parts, after.parts, lambda part: part.name)
    )
    held_before, held_after = (
        0 if each.cushion is None else each.cushion.points for each in (before, after)
    )
    return Difference(
        before=before.value,
        after=after.value,
        points=after.value - before.value,
        level_before=before.level,
        level_after=after.level,
        start=after.start - before.start,
        cushion=held_after - held_before,
        parts=tuple(part for part in parts if part.points or part.cut or part.lines),
    )


class _Judge:
    """Compares under what the scheme says at the time of the later score."""

    def __init__(self, before: Score, after: Score, scheme: Scheme, *, remade: bool) -> None:
        self._at, self._remade = after.at, remade
        # What another version counts in another part is in both: neither new nor reversed.
        self._moved = _named(before) & _named(after)
        self._gone = {rule.kind: rule.gone_after_days for rule in scheme.kinds}

    def part(self, before: Part | None, after: Part | None) -> PartChange:
        points = _points(after) - _points(before)
        pairs = _pairs(_lines(before), _lines(after), lambda line: line.kind)
        compared = [self._line(*pair) for pair in pairs]
        total = sum(line.micro_points for line in compared)
        return PartChange(
            name=_either(before, after).name,
            points=points,
            cut=points * MICRO - total,
            lines=tuple(line for line in compared if line.items or line.micro_points),
        )

    def _line(self, before: Line | None, after: Line | None) -> LineChange:
        kind = _either(before, after).kind
        pairs = _pairs(_items(before), _items(after), lambda item: item.evidence)
        items = tuple(change for pair in pairs for change in self._item(kind, *pair))
        micro = _micro(after) - _micro(before)
        return LineChange(
            kind=kind,
            micro_points=micro,
            capped=micro - sum(each.micro_points for each in items),
            items=items,
        )

    def _item(
        self, kind: EvidenceKind, before: Item | None, after: Item | None
    ) -> Iterator[ItemChange]:
        change = self._change(kind, before, after)
        if change is None:
            return
        item = after or _either(before, after)
        was, now = (0 if each is None else each.micro_points for each in (before, after))
        yield ItemChange(
            evidence=item.evidence,
            at=item.at,
            source=item.source,
            change=change,
            micro_points=now - was,
            before=was,
            after=now,
            status=item.status,
        )

    def _change(self, kind: EvidenceKind, before: Item | None, after: Item | None) -> Change | None:
        if before is None:
            moved = after is not None and after.evidence in self._moved
            return Change.REVALUED if moved else Change.NEW
        if after is None:
            return Change.REVALUED if before.evidence in self._moved else self._left(kind, before)
        if before.status is not after.status:
            return Change(after.status.value)
        if before.micro_points == after.micro_points:
            return None
        return Change.REVALUED if self._remade else Change.FADED

    def _left(self, kind: EvidenceKind, item: Item) -> Change:
        """Why a piece is not named any more: what is still to be counted was reversed."""
        if kind not in self._gone:
            return Change.DROPPED
        gone = self._gone[kind]
        is_old = gone is not None and whole_days(item.at, self._at) >= gone
        return Change.GONE if is_old else Change.REVERSED


def _pairs(
    before: Iterable[Named], after: Iterable[Named], key: Callable[[Named], str]
) -> Iterator[Pair[Named]]:
    """What is called the same in both, in the order of the later one; then what is left."""
    ours = {key(each): each for each in before}
    theirs = {key(each): each for each in after}
    yield from ((ours.get(name), each) for name, each in theirs.items())
    yield from ((each, None) for name, each in ours.items() if name not in theirs)


def _either(before: Named | None, after: Named | None) -> Named:
    found = before if after is None else after
    assert found is not None  # a pair has one at least
    return found


def _named(score: Score) -> set[str]:
    return {item.evidence for part in score.parts for line in part.lines for item in line.items}


def _points(part: Part | None) -> int:
    return 0 if part is None else part.points


def _lines(part: Part | None) -> tuple[Line, ...]:
    return () if part is None else part.lines


def _items(line: Line | None) -> tuple[Item, ...]:
    return () if line is None else line.items


def _micro(line: Line | None) -> int:
    return 0 if line is None else line.micro_points
