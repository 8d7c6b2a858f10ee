"""The demo programme under the scheme `points`: the same town and people, other levels.

An operator who wants plus and minus items in place of a score of parts begins here.
"""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from rewards.economy import CreditLine, RentalNumbers
from rewards.perks.perk import Context, Perk, PerkKind
from rewards.score.points import POINTS
from service.language.languages import Language
from service.programme import Programme, texts_of
from service.programme_demo import DEMO
from tasks.task import Category, Task, TaskKind

replace = msgspec.structs.replace

_OPENED = datetime(2026, 1, 1, tzinfo=UTC)
_KIOSK, _MEADOW = "umbrella-kiosk", "meadow-relief"

# By level: a power bank, an umbrella, a bicycle, a room, a flat. D has no line, and no perk.
_LINES = (
    CreditLine(level="C", minor=2_000),
    CreditLine(level="B", minor=5_000),
    CreditLine(level="A", minor=50_000),
    CreditLine(level="AA", minor=300_000),
    CreditLine(level="AAA", minor=1_000_000),
)

_VOLUNTEERING = {
    "plant-a-tree": "Plant a tree",
    "clean-the-bank": "Clean the river bank",
    "read-aloud": "Read to somebody who cannot",
    "carry-shopping": "Carry somebody's shopping home",
    "first-aid": "Help at the first-aid tent",
    "soup-kitchen": "Cook for a soup kitchen",
}

_ZH_CN = tomllib.loads(Path(__file__).with_name("programme_points.zh-CN.toml").read_text("utf-8"))


def _volunteer(task: str, title: str) -> Task:
    return Task(
        id=task,
        title=title,
        category=Category.CHARITY,
        kind=TaskKind.ONCE,
        seeds=40,
        sources=(_MEADOW,),
        opens_at=_OPENED,
    )


# What this programme has of the demo's perks, and from which level.
_LEVELLED = {"umbrella": "B", "bicycle": "A"}


def _levelled(perk: Perk) -> Perk:
    """The demo's perk, by the level of this scheme."""
    return replace(perk, level=_LEVELLED[perk.id])


_FAST_LANE = Perk(
    id="short-queue",
    kind=PerkKind.FAST_LANE,
    context=Context.QUEUE,
    level="AA",
    merchants=(_KIOSK,),
    title="The short queue at the desk",
    terms="Go to the desk with the sign.",
    outside_terms="The other desk, which takes a few minutes longer.",
)


def _made() -> Programme:
    made = replace(
        DEMO,
        id="points",
        numbers=replace(
            DEMO.numbers,
            score=replace(DEMO.numbers.score, scheme=POINTS),
            rentals=RentalNumbers(lines=_LINES),
        ),
        tasks=(
            *(each if each.level is None else replace(each, level="A") for each in DEMO.tasks),
            *(_volunteer(task, title) for task, title in _VOLUNTEERING.items()),
        ),
        perks=(*(_levelled(each) for each in DEMO.perks if each.id in _LEVELLED), _FAST_LANE),
    )
    known = DEMO.translations[Language.ZH_CN] | _ZH_CN["texts"]
    words = {text: known[text] for text in texts_of(made) if text in known}
    return replace(made, translations={Language.ZH_CN: words})


POINTS_DEMO: Programme = _made()
