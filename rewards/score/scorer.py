"""The score of many accounts under one scheme: `score`, with everything worked out beforehand.

What a piece is worth by its age stands in one table per kind, and each piece is looked at once. Its
answers are those of `rewards.score.score`, to the last item; that one says what a score is, and a
property test holds the two together.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from rewards.economy import ScoreNumbers
from rewards.score.answer import Item, Line, NotAvailable, Part, Score
from rewards.score.cushion import Last, cushion
from rewards.score.decay import MICRO, decay_table
from rewards.score.evidence import EFFECTIVE, Evidence, EvidenceKind, Status
from rewards.score.level import level_of
from rewards.score.scheme import KindRule

Table = tuple[int, ...]


class _Kind(msgspec.Struct, frozen=True, gc=False):
    """One kind: its place in the scheme, its part, and micro-points by age in days; what is older
    than a table is worth its last entry."""

    place: int
    part: int
    kind: EvidenceKind
    cap: int | None
    gone_after_days: int | None
    since: datetime | None
    worth: dict[Status, Table]


class Scorer:
    """Scores under the scheme of `numbers`."""

    def __init__(self, numbers: ScoreNumbers) -> None:
        self._numbers, self._scheme = numbers, numbers.scheme
        parts = [part.name for part in self._scheme.parts]
        self._kinds = tuple(
            _kind(rule, place, parts.index(rule.part))
            for place, rule in enumerate(self._scheme.kinds)
        )
        self._by_kind = {each.kind: each for each in self._kinds}

    def score(
        self,
        evidence: Iterable[Evidence],
        *,
        active_days: int,
        at: datetime,
        last: Last | None = None,
    ) -> Score | NotAvailable:
        """What `rewards.score.score.score` answers."""
        numbers = self._numbers
        items, pieces = self._items(evidence, at)
        if active_days < numbers.active_days_min or pieces < numbers.evidence_min:
            return NotAvailable(
                active_days=active_days,
                active_days_min=numbers.active_days_min,
                evidence=pieces,
                evidence_min=numbers.evidence_min,
            )
        return self._score(self._parts(items), at, last)

    def _items(
        self, evidence: Iterable[Evidence], at: datetime
    ) -> tuple[dict[int, list[Item]], int]:
        """What is named, by the place of its kind, and how many pieces of it have effect."""
        found: dict[int, list[Item]] = {}
        pieces = 0
        for each in evidence:
            kind, status = self._by_kind.get(each.kind), each.status
            if kind is None or each.at > at or status is Status.REVERSED:
                continue
            if kind.since is not None and each.at < kind.since:
                continue
            age = (at - each.at).days
            if kind.gone_after_days is not None and age >= kind.gone_after_days:
                continue
            table = kind.worth[status]
            pieces += status in EFFECTIVE
            item = Item(
                evidence=each.id,
                at=each.at,
                source=each.source,
                micro_points=table[age] if age < len(table) else table[-1],
                status=status,
            )
            found.setdefault(kind.place, []).append(item)
        return found, pieces

    def _parts(self, items: dict[int, list[Item]]) -> tuple[Part, ...]:
        lines: list[list[Line]] = [[] for _ in self._scheme.parts]
        for place in sorted(items):
            lines[self._kinds[place].part].append(_line(self._kinds[place], items[place]))
        parts = []
        for rule, mine in zip(self._scheme.parts, lines, strict=True):
            total = sum([line.micro_points for line in mine])
            points = max(rule.least * MICRO, min(total, rule.most * MICRO)) // MICRO
            parts.append(
                Part(
                    name=rule.name,
                    points=points,
                    most=rule.most,
                    least=rule.least,
                    lines=tuple(mine),
                )
            )
        return tuple(parts)

    def _score(self, parts: tuple[Part, ...], at: datetime, last: Last | None) -> Score:
        scheme, held = self._scheme, None
        rest = scheme.start + sum([part.points for part in parts])
        if scheme.loss_max is not None and last is not None and last.scheme == scheme.id:
            held = cushion(rest, last, at=at, loss_max=scheme.loss_max)
        value = rest if held is None else rest + held.points
        return Score(
            value=value,
            level=level_of(value, scheme.levels).name,
            start=scheme.start,
            parts=parts,
            scheme=scheme.id,
            scheme_version=scheme.version,
            at=at,
            cushion=held,
        )


def _line(kind: _Kind, items: list[Item]) -> Line:
    items.sort(key=lambda item: (item.at, item.evidence))
    total = sum([item.micro_points for item in items])
    capped = total if kind.cap is None else min(total, kind.cap * MICRO)
    return Line(kind=kind.kind, micro_points=capped, cap=kind.cap, items=tuple(items))


def _kind(rule: KindRule, place: int, part: int) -> _Kind:
    counted = _table(rule.points, rule.half_life_days)
    cured = rule.cured
    worth: dict[Status, Table] = dict.fromkeys(Status, (0,))
    worth[Status.COUNTED] = counted
    worth[Status.CURED] = counted if cured is None else _table(cured.points, cured.half_life_days)
    return _Kind(place, part, rule.kind, rule.cap, rule.gone_after_days, rule.since, worth)


def _table(points: int, half_life_days: int | None) -> Table:
    if half_life_days is None:
        return (points * MICRO,)
    return tuple(points * left for left in decay_table(half_life_days))
