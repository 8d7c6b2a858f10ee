"""What would change a score, in words: what more would add, what can be made good, what fades."""

from collections.abc import Iterator
from datetime import datetime

from rewards.calendar import whole_days
from rewards.economy import WhatIfNumbers
from rewards.score.answer import Item, Line, Score
from rewards.score.decay import MICRO, decay
from rewards.score.evidence import NOT_YET, Status
from rewards.score.scheme import KindRule
from service.explain.speech import Speech
from service.explain.views import Way


def ways(
    score: Score, speech: Speech, rules: dict[str, KindRule], numbers: WhatIfNumbers
) -> tuple[Way, ...]:
    """What would raise the score, largest first. Empty without the scheme's `rules`."""
    days = numbers.fade_days
    lines = {line.kind: line for part in score.parts for line in part.lines}
    found = [
        way
        for rule in rules.values()
        for way in (
            *_more(rule, lines.get(rule.kind), speech),
            *_repairs(rule, lines.get(rule.kind), speech, score.at, days),
        )
    ]
    return tuple(sorted(found, key=lambda way: -way.micro_points))


def _more(rule: KindRule, line: Line | None, speech: Speech) -> Iterator[Way]:
    """One more of what is worth something, while its cap has room."""
    if rule.cap is None or rule.points <= 0 or rule.kind in NOT_YET:
        return
    room = rule.cap * MICRO - (0 if line is None else line.micro_points)
    if room <= 0:
        return
    text = speech(
        "way_more",
        kind=speech.kind(rule.kind),
        fresh=speech.whole(rule.points),
        room=speech.points(room),
    )
    yield Way(kind=rule.kind, micro_points=min(room, rule.points * MICRO), text=text)


def _repairs(
    rule: KindRule, line: Line | None, speech: Speech, at: datetime, days: int
) -> Iterator[Way]:
    """What can be done about each penalty: make it good, wait, or nothing while it is disputed."""
    if rule.points >= 0 or line is None:
        return
    for item in line.items:
        if item.status is Status.CHALLENGED:
            yield _way(rule, item, speech, "way_objection", 0)
        elif item.status is Status.COUNTED:
            yield from _cure(rule, item, speech, at)
            yield from _fade(rule, item, speech, at, days)


def _cure(rule: KindRule, item: Item, speech: Speech, at: datetime) -> Iterator[Way]:
    if rule.cured is None:
        return
    cured = rule.cured.points * decay(whole_days(item.at, at), rule.cured.half_life_days)
    if cured > item.micro_points:
        yield _way(rule, item, speech, "way_cure", cured - item.micro_points)


def _fade(rule: KindRule, item: Item, speech: Speech, at: datetime, days: int) -> Iterator[Way]:
    age = whole_days(item.at, at) + days
    is_gone = rule.gone_after_days is not None and age >= rule.gone_after_days
    then = 0 if is_gone else rule.points * decay(age, rule.half_life_days)
    if then > item.micro_points:
        yield _way(rule, item, speech, "way_fade", then - item.micro_points, days)


def _way(rule: KindRule, item: Item, speech: Speech, key: str, gain: int, days: int = 0) -> Way:
    text = speech(
        key,
        kind=speech.kind(rule.kind),
        day=speech.day(item.at),
        gain=speech.points(gain),
        days=speech.counted("day", days),
    )
    return Way(kind=rule.kind, micro_points=gain, text=text)
