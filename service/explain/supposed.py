"""What would be, in words: a score then, and what opens the next level soonest."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from rewards.economy import Habit, WhatIfNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import MONTH_DAYS
from rewards.score.scheme import Level
from rewards.score.what_if.soonest import Opening
from service.explain.speech import Speech


class ExplainedOpening(msgspec.Struct, frozen=True, kw_only=True):
    """A way that reaches the level by `days` from now, with the score then."""

    days: int
    value: int
    text: str


class Soonest(msgspec.Struct, frozen=True, kw_only=True):
    """What opens a level soonest, of what was tried; `tried` says what that was. No `openings`:
    nothing of it does."""

    level: str
    at_least: int
    openings: tuple[ExplainedOpening, ...]
    text: str
    tried: str


def supposed(then: Score | NotAvailable, at: datetime, speech: Speech) -> str:
    """What the score would be."""
    if isinstance(then, NotAvailable):
        return speech("supposed_none", day=speech.day(at))
    return speech("supposed", day=speech.day(at), value=then.value)


def assumed(speech: Speech) -> str:
    """What is taken for granted in all of it."""
    return speech("assumed", days=speech.counted("day", MONTH_DAYS))


def explained_soonest(
    level: Level, openings: Sequence[Opening], speech: Speech, numbers: WhatIfNumbers
) -> Soonest:
    """What was found, soonest first."""
    told = tuple(
        ExplainedOpening(days=each.days, value=each.value, text=_way(each, speech))
        for each in openings
    )
    return Soonest(
        level=level.name,
        at_least=level.at_least,
        openings=told,
        text=_first(level, told, speech, numbers),
        tried=speech(
            "tried",
            habits=speech.joined("then", (_habit(each, speech) for each in numbers.habits)),
            days=", ".join(map(str, numbers.search_days)),
        ),
    )


def _first(
    level: Level, told: Sequence[ExplainedOpening], speech: Speech, numbers: WhatIfNumbers
) -> str:
    name = speech.say(level.name)
    if told:
        return speech("opening_first", level=name, way=told[0].text)
    days = max(numbers.search_days, default=0)
    return speech("opening_none", level=name, days=speech.counted("day", days))


def _way(opening: Opening, speech: Speech) -> str:
    if opening.habit is None:
        return speech("opening_cure", value=opening.value)
    return speech(
        "opening",
        habit=_habit(opening.habit, speech),
        value=opening.value,
        days=speech.counted("day", opening.days),
    )


def _habit(habit: Habit, speech: Speech) -> str:
    return speech.joined(
        "and",
        (
            speech(
                "habit_daily" if each.every_days == 1 else "habit",
                kind=speech.kind(each.evidence),
                days=speech.counted("day", each.every_days),
            )
            for each in habit.pieces
        ),
    )
