"""A score with its words."""

import msgspec

from rewards.economy import ScoreNumbers
from rewards.score.answer import Cushion, NotAvailable, Part, Score
from rewards.score.decay import MICRO
from rewards.score.scheme import KindRule, Level
from service.explain.lines import explained_line
from service.explain.speech import Speech
from service.explain.views import (
    ExplainedCushion,
    ExplainedGap,
    ExplainedPart,
    ExplainedScore,
    LevelAhead,
)
from service.explain.ways import ways
from service.language.first_upper import first_upper

Rules = dict[str, KindRule]


def explained(score: Score, speech: Speech, numbers: ScoreNumbers) -> ExplainedScore:
    """Every number of `score` in words. `numbers` are those in force: what their scheme says of
    kinds and levels is left out if the score was made by another version."""
    scheme = numbers.scheme
    same = (scheme.id, scheme.version) == (score.scheme, score.scheme_version)
    rules: Rules = {rule.kind: rule for rule in scheme.kinds} if same else {}
    levels = scheme.levels if same else ()
    given = msgspec.structs.asdict(score)
    given["parts"] = tuple(_part(part, speech, rules) for part in score.parts)
    given["cushion"] = None if score.cushion is None else _cushion(score.cushion, speech)
    return ExplainedScore(
        **given,
        text=_text(score, speech),
        start_text=speech("start", start=speech.whole(score.start)),
        level_text=_level(score, speech, levels),
        next_level=_ahead(score, speech, levels),
        ways=ways(score, speech, rules, numbers.what_if),
    )


def explained_gap(gap: NotAvailable, speech: Speech) -> ExplainedGap:
    """Why there is no score, in words."""
    days = gap.active_days_min - gap.active_days
    pieces = gap.evidence_min - gap.evidence
    needed = speech(
        "gap",
        days_min=speech.counted("day", gap.active_days_min),
        pieces_min=speech.counted("piece", gap.evidence_min),
    )
    now = speech(
        "gap_now",
        days=speech.counted("day", gap.active_days),
        pieces=speech.counted("piece", gap.evidence),
    )
    wanted = (
        speech("gap_days", days=speech.counted("day", days)) if days > 0 else "",
        speech("gap_pieces", pieces=speech.counted("piece", pieces)) if pieces > 0 else "",
    )
    return ExplainedGap(
        **msgspec.structs.asdict(gap),
        text=speech.joined("sentences", (needed, now)),
        ways=tuple(each for each in wanted if each),
    )


def _text(score: Score, speech: Speech) -> str:
    held = 0 if score.cushion is None else score.cushion.points
    return speech(
        "score_held" if held else "score",
        value=score.value,
        start=score.start,
        rest=speech.whole(sum(part.points for part in score.parts)),
        held=speech.whole(held),
    )


def _level(score: Score, speech: Speech, levels: tuple[Level, ...]) -> str:
    mine = next((each for each in levels if each.name == score.level), None)
    if mine is None:
        return speech.say(score.level)
    return speech("level", level=speech.say(mine.name), at_least=mine.at_least)


def _ahead(score: Score, speech: Speech, levels: tuple[Level, ...]) -> LevelAhead | None:
    higher = [each for each in levels if each.at_least > score.value]
    if not higher:
        return None
    level = min(higher, key=lambda each: each.at_least)
    missing = level.at_least - score.value
    text = speech(
        "next_level",
        level=speech.say(level.name),
        at_least=level.at_least,
        missing=speech.whole(missing),
    )
    return LevelAhead(level=level.name, at_least=level.at_least, missing=missing, text=text)


def _part(part: Part, speech: Speech, rules: Rules) -> ExplainedPart:
    given = msgspec.structs.asdict(part)
    given["lines"] = tuple(
        explained_line(line, speech, rules.get(line.kind)) for line in part.lines
    )
    title = speech.say(part.name)
    key = "part_takes" if part.least < 0 else "part" if part.lines else "part_empty"
    head = speech(
        key,
        part=first_upper(title),
        points=speech.whole(part.points),
        most=speech.whole(part.most),
        least=speech.whole(part.least),
    )
    return ExplainedPart(
        **given, title=title, text=speech.joined("sentences", (head, *_cut(part, speech)))
    )


def _cut(part: Part, speech: Speech) -> tuple[str, ...]:
    """What its lines sum to and how that becomes its points, if it is not the same."""
    total, points = sum(line.micro_points for line in part.lines), part.points * MICRO
    if total == points:
        return ()
    if points > total:
        key = "part_below"
    else:
        key = "part_above" if total > part.most * MICRO else "part_floored"
    return (speech(key, sum=speech.points(total), cut=speech.points(abs(total - points))),)


def _cushion(cushion: Cushion, speech: Speech) -> ExplainedCushion:
    text = speech(
        "cushion" if cushion.points else "cushion_none",
        points=speech.whole(cushion.points),
        floor=cushion.floor,
        last=cushion.last,
        loss=speech.whole(cushion.last - cushion.floor),
        day=speech.day(cushion.last_at),
    )
    return ExplainedCushion(**msgspec.structs.asdict(cushion), text=text)
