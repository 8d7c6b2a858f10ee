"""Score: evidence in, an explained sum out."""

from collections.abc import Iterable
from datetime import datetime

from rewards.calendar import whole_days
from rewards.economy import ScoreNumbers
from rewards.score.answer import Cushion, Item, Line, NotAvailable, Part, Score
from rewards.score.cushion import Last, cushion
from rewards.score.decay import MICRO, decay
from rewards.score.evidence import EFFECTIVE, Evidence, Status
from rewards.score.level import level_of
from rewards.score.scheme import KindRule, PartRule, Scheme


def score(
    evidence: Iterable[Evidence],
    *,
    active_days: int,
    at: datetime,
    numbers: ScoreNumbers,
    last: Last | None = None,
) -> Score | NotAvailable:
    """The score at `at` under the scheme of `numbers`, from what had happened by then.

    Evidence may come in any order; each piece has its own id. What the scheme does not know, what
    is from before its kind's `since`, still to come or gone by now does not enter, nor count as a
    piece. What is proposed
    or challenged is named and has no effect; what was reversed is not named. `last` is the score
    published before, which the cushion is measured from.
    """
    scheme = numbers.scheme
    lines = _lines(scheme, evidence, at)
    pieces = sum(item.status in EFFECTIVE for _, line in lines for item in line.items)
    if active_days < numbers.active_days_min or pieces < numbers.evidence_min:
        return NotAvailable(
            active_days=active_days,
            active_days_min=numbers.active_days_min,
            evidence=pieces,
            evidence_min=numbers.evidence_min,
        )
    parts = tuple(_part(rule, lines) for rule in scheme.parts)
    rest = scheme.start + sum(part.points for part in parts)
    held = _cushion(scheme, rest, last, at)
    value = rest + (0 if held is None else held.points)
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


def _cushion(scheme: Scheme, rest: int, last: Last | None, at: datetime) -> Cushion | None:
    if scheme.loss_max is None or last is None or last.scheme != scheme.id:
        return None
    return cushion(rest, last, at=at, loss_max=scheme.loss_max)


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
    if evidence.at > at or evidence.status is Status.REVERSED or not rule.enters(evidence.at):
        return False
    return rule.gone_after_days is None or whole_days(evidence.at, at) < rule.gone_after_days


def _item(rule: KindRule, evidence: Evidence, at: datetime) -> Item:
    return Item(
        evidence=evidence.id,
        at=evidence.at,
        source=evidence.source,
        micro_points=worth(rule, evidence.status, whole_days(evidence.at, at)),
        status=evidence.status,
    )


def worth(rule: KindRule, status: Status, age_days: int) -> int:
    """What one piece of evidence is worth at an age, before the cap of its kind, in micro-points.
    Nothing while it has no effect; `rule.gone_after_days` is not looked at."""
    if status not in EFFECTIVE:
        return 0
    if status is Status.CURED and rule.cured is not None:
        return rule.cured.points * decay(age_days, rule.cured.half_life_days)
    return rule.points * decay(age_days, rule.half_life_days)


def _part(rule: PartRule, lines: tuple[tuple[str, Line], ...]) -> Part:
    mine = tuple(line for part, line in lines if part == rule.name)
    total = sum(line.micro_points for line in mine)
    points = max(rule.least * MICRO, min(total, rule.most * MICRO)) // MICRO
    return Part(name=rule.name, points=points, most=rule.most, least=rule.least, lines=mine)
