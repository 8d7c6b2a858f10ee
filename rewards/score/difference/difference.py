"""Two scores of an account, compared down to the piece."""

from collections.abc import Iterator

from rewards.calendar import whole_days
from rewards.score.answer import Item, Line, Part, Score
from rewards.score.decay import MICRO
from rewards.score.difference.changes import Change, Difference, ItemChange, LineChange, PartChange
from rewards.score.difference.pairs import (
    either,
    items_of,
    lines_of,
    micro_of,
    named,
    points_of,
    side_by_side,
)
from rewards.score.evidence import EvidenceKind
from rewards.score.scheme import Scheme


def difference(before: Score, after: Score, scheme: Scheme) -> Difference:
    """What makes `after` another score than `before`. `scheme` is the one in force: it says what is
    too old to count."""
    remade = (before.scheme, before.scheme_version) != (after.scheme, after.scheme_version)
    judge = _Judge(before, after, scheme, remade=remade)
    parts = (
        judge.part(*pair)
        for pair in side_by_side(before.parts, after.parts, lambda part: part.name)
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
        self._moved = named(before) & named(after)
        self._rules = {rule.kind: rule for rule in scheme.kinds}

    def part(self, before: Part | None, after: Part | None) -> PartChange:
        points = points_of(after) - points_of(before)
        pairs = side_by_side(lines_of(before), lines_of(after), lambda line: line.kind)
        compared = [self._line(*pair) for pair in pairs]
        total = sum(line.micro_points for line in compared)
        return PartChange(
            name=either(before, after).name,
            points=points,
            cut=points * MICRO - total,
            lines=tuple(line for line in compared if line.items or line.micro_points),
        )

    def _line(self, before: Line | None, after: Line | None) -> LineChange:
        kind = either(before, after).kind
        pairs = side_by_side(items_of(before), items_of(after), lambda item: item.evidence)
        items = tuple(change for pair in pairs for change in self._item(kind, *pair))
        micro = micro_of(after) - micro_of(before)
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
        item = after or either(before, after)
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
        rule = self._rules.get(kind)
        if rule is None or not rule.enters(item.at):
            return Change.DROPPED
        gone = rule.gone_after_days
        is_old = gone is not None and whole_days(item.at, self._at) >= gone
        return Change.GONE if is_old else Change.REVERSED
