"""Kinds of evidence and pieces of it in words."""

import msgspec

from rewards.score.answer import Item, Line
from rewards.score.decay import MICRO
from rewards.score.evidence import EFFECTIVE, Status
from rewards.score.scheme import KindRule
from service.explain.speech import Speech
from service.explain.views import ExplainedItem, ExplainedLine

WITHOUT_EFFECT = {Status.PROPOSED: "item_proposed", Status.CHALLENGED: "item_challenged"}


def explained_line(line: Line, speech: Speech, rule: KindRule | None) -> ExplainedLine:
    """The kind, and each piece of it. `rule` is None if the scheme has changed since."""
    given = msgspec.structs.asdict(line)
    given["items"] = tuple(explained_item(item, speech, rule) for item in line.items)
    title = speech.kind(line.kind)
    said = (_head(line, speech, title), *_cut(line, speech), *_rule(speech, rule))
    return ExplainedLine(**given, title=title, text=speech.joined("sentences", said))


def explained_item(item: Item, speech: Speech, rule: KindRule | None) -> ExplainedItem:
    """One piece: when, by whom, what it is worth, and why that."""
    key, more = _how(item, speech, rule)
    text = speech(
        key,
        day=speech.day(item.at),
        source=speech.source(item.source),
        points=speech.points(item.micro_points),
        **more,
    )
    return ExplainedItem(**msgspec.structs.asdict(item), text=text)


def _head(line: Line, speech: Speech, title: str) -> str:
    pieces = sum(item.status in EFFECTIVE for item in line.items)
    return speech(
        "line" if line.cap is None else "line_of",
        kind=title,
        points=speech.points(line.micro_points),
        cap=speech.whole(line.cap or 0),
        pieces=speech.counted("piece", pieces),
    )


def _cut(line: Line, speech: Speech) -> tuple[str, ...]:
    total = sum(item.micro_points for item in line.items)
    if total == line.micro_points:
        return ()
    cut = speech.points(total - line.micro_points)
    return (speech("line_cut", sum=speech.points(total), cut=cut),)


def _rule(speech: Speech, rule: KindRule | None) -> tuple[str, ...]:
    """What the scheme says of the kind."""
    if rule is None:
        return ()
    since = () if rule.since is None else (speech("since", day=speech.day(rule.since)),)
    return (*_fading(speech, rule), *since)


def _fading(speech: Speech, rule: KindRule) -> tuple[str, ...]:
    half_life, gone = rule.half_life_days, rule.gone_after_days
    fresh = speech.whole(rule.points)
    worth = (
        speech("lasts", fresh=fresh)
        if half_life is None
        else speech("fades", fresh=fresh, half_life=speech.counted("day", half_life))
    )
    if gone is None:
        return (worth,)
    return (worth, speech("ends", gone_after=speech.counted("day", gone)))


def _how(item: Item, speech: Speech, rule: KindRule | None) -> tuple[str, dict[str, str]]:
    if item.status in WITHOUT_EFFECT:
        return WITHOUT_EFFECT[item.status], {}
    if rule is None:
        return "item", {}
    if item.status is Status.CURED:
        return "item_cured", {"uncured": speech.whole(rule.points)}
    if item.micro_points == rule.points * MICRO:
        return "item", {}
    return "item_faded", {"fresh": speech.whole(rule.points)}
