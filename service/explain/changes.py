"""The difference of two scores with its words."""

import msgspec

from rewards.score.decay import MICRO
from rewards.score.difference.changes import Change, Difference, ItemChange, LineChange, PartChange
from service.explain.speech import Speech
from service.language.first_upper import first_upper

KEYS = {
    Change.NEW: "item_new",
    Change.FADED: "item_to_faded",
    Change.GONE: "item_gone",
    Change.REVERSED: "item_reversed",
    Change.DROPPED: "item_dropped",
    Change.REVALUED: "item_revalued",
    Change.PROPOSED: "item_to_proposed",
    Change.CHALLENGED: "item_to_challenged",
    Change.COUNTED: "item_to_counted",
    Change.CURED: "item_to_cured",
}


class ExplainedItemChange(ItemChange, frozen=True, kw_only=True):
    """What became of one piece of evidence, in words."""

    text: str


class ExplainedLineChange(LineChange, frozen=True, kw_only=True):
    """A kind. `text` says what its cap cuts more or less."""

    items: tuple[ExplainedItemChange, ...]
    title: str
    text: str


class ExplainedPartChange(PartChange, frozen=True, kw_only=True):
    """A part. `text` says what whole points and its bounds take away more or less."""

    lines: tuple[ExplainedLineChange, ...]
    title: str
    text: str


class ExplainedDifference(Difference, frozen=True, kw_only=True, omit_defaults=True):
    """What has changed, in words. A start, a cushion or a level that has not has none."""

    parts: tuple[ExplainedPartChange, ...]
    text: str
    level_text: str = ""
    start_text: str = ""
    cushion_text: str = ""


def explained_difference(found: Difference, speech: Speech) -> ExplainedDifference:
    """Every change in words."""
    given = msgspec.structs.asdict(found)
    given["parts"] = tuple(_part(part, speech) for part in found.parts)
    return ExplainedDifference(
        **given,
        text=_text(found, speech),
        level_text=_level(found, speech),
        start_text=_if_any("change_start", found.start, speech),
        cushion_text=_if_any("change_cushion", found.cushion, speech),
    )


def _text(found: Difference, speech: Speech) -> str:
    return speech(
        "change" if found.points else "change_none",
        points=speech.more(found.points * MICRO),
        before=found.before,
        after=found.after,
    )


def _level(found: Difference, speech: Speech) -> str:
    if found.level_before == found.level_after:
        return ""
    return speech(
        "change_level",
        before=speech.say(found.level_before),
        after=speech.say(found.level_after),
    )


def _if_any(key: str, points: int, speech: Speech) -> str:
    return speech(key, points=speech.more(points * MICRO)) if points else ""


def _part(part: PartChange, speech: Speech) -> ExplainedPartChange:
    given = msgspec.structs.asdict(part)
    given["lines"] = tuple(_line(line, speech) for line in part.lines)
    title = speech.say(part.name)
    said = [speech("change_part", part=first_upper(title), points=speech.more(part.points * MICRO))]
    if part.cut:
        said.append(speech("change_cut", points=speech.more(part.cut)))
    return ExplainedPartChange(**given, title=title, text=speech.joined("sentences", said))


def _line(line: LineChange, speech: Speech) -> ExplainedLineChange:
    given = msgspec.structs.asdict(line)
    given["items"] = tuple(_item(item, speech) for item in line.items)
    title = speech.kind(line.kind)
    said = [speech("change_line", kind=title, points=speech.more(line.micro_points))]
    if line.capped:
        said.append(speech("change_capped", points=speech.more(line.capped)))
    return ExplainedLineChange(**given, title=title, text=speech.joined("sentences", said))


def _item(item: ItemChange, speech: Speech) -> ExplainedItemChange:
    text = speech(
        KEYS[item.change],
        day=speech.day(item.at),
        source=speech.source(item.source),
        points=speech.more(item.micro_points),
        before=speech.points(item.before),
        after=speech.points(item.after),
    )
    return ExplainedItemChange(**msgspec.structs.asdict(item), text=text)
