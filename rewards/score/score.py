"""Score: evidence in, an explained sum out.

The cushion (a floor under the last published score) arrives with publication in full.
"""

from collections.abc import Iterable
from datetime import datetime

from rewards.calendar import whole_days
from rewards.economy import ScoreNumbers
from rewards.score.answer import Item, Line, NotAvailable, Part, Score
from rewards.score.decay import MICRO, decay
from rewards.score.evidence import Evidence
from rewards.score.level import level_of
from rewards.score.scheme import KindRule, PartRule, Scheme


def score(
    evidence: Iterable[Evidence], *, active_days: int, at: datetime, numbers: ScoreNumbers
) -> Score | NotAvailable:
    """The score at `at` under the scheme of `numbers`, from what had happened by then.

    Evidence may come in any order; each piece has its own id. What the scheme does not know, what
    is still to come and what is gone by now does not enter, nor count as a piece.
    """
    scheme = numbers.scheme
    lines = _lines(scheme, evidence, at)
    pieces = sum(len(line.items) for _, line in lines)
    if active_days < numbers.active_days_min or pieces < numbers.evidence_min:
        return NotAvailable(
            active_days=active_days,
            active_days_min=numbers.active_days_min,
            evidence=pieces,
            evidence_min=numbers.evidence_min,
        )
    parts = tuple(_part(rule, lines) for rule in scheme.parts)
    value = scheme.start + sum(part.points for part in parts)
    return Score(
        value=value,
        level=level_of(value, scheme.levels).name,
        start=scheme.start,
        parts=parts,
        scheme=scheme.id,
        scheme_version=scheme.version,
        at=at,
    )


def _lines(
    scheme: Scheme, evidence: Iterable[Evidence], at: datetime
) -> tuple[tuple[str, Line], ...]:
    """Part name and line, per kind that has evidence, in the scheme's order."""
    by_kind: dict[str, list[Evidence]] = {}
    for each in evidence:
        by_kind.setdefault(each.kind, []).append(each)
    pairs = ((rule.part, _line(rule, by_kind.get(rule.kind, []), at)) for rule in scheme.kinds)
    return tuple((part, line) for part, line in pairs if line.items)


def _line(rule: KindRule, evidence: list[Evidence], at: datetime) -> Line:
    # Sorted, so that explanations are equal too, not only sums.
    ordered = sorted(evidence, key=lambda each: (each.at, each.id))
    items = tuple(_item(rule, each, at) for each in ordered if _counts(rule, each, at))
    total = sum(item.micro_points for item in items)
    capped = total if rule.cap is None else min(total, rule.cap * MICRO)
    return Line(kind=rule.kind, micro_points=capped, cap=rule.cap, items=items)


def _counts(rule: KindRule, evidence: Evidence, at: datetime) -> bool:
    if evidence.at > at:
        return False
    return rule.gone_after_days is None or whole_days(evidence.at, at) < rule.gone_after_days


def _item(rule: KindRule, evidence: Evidence, at: datetime) -> Item:
    left = decay(whole_days(evidence.at, at), rule.half_life_days)
    return Item(
        evidence=evidence.id,
        at=evidence.at,
        source=evidence.source,
        micro_points=rule.points * left,
    )


def _part(rule: PartRule, lines: tuple[tuple[str, Line], ...]) -> Part:
    mine = tuple(line for part, line in lines if part == rule.name)
    total = sum(line.micro_points for line in mine)
    points = max(0, min(total, rule.most * MICRO)) // MICRO
    return Part(name=rule.name, points=points, most=rule.most, lines=mine)
