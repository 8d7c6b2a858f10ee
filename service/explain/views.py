"""A score and its words: the shapes of the score itself, with a `text` beside each thing."""

import msgspec

from rewards.score.answer import Cushion, Item, Line, NotAvailable, Part, Score


class ExplainedItem(Item, frozen=True, kw_only=True):
    """One piece of evidence, and what is said of it."""

    text: str


class ExplainedLine(Line, frozen=True, kw_only=True, omit_defaults=True):
    """All evidence of one kind. `title` is what the kind is called; `text` says what a cap cuts."""

    items: tuple[ExplainedItem, ...]
    title: str
    text: str


class ExplainedPart(Part, frozen=True, kw_only=True):
    """One summand. `text` says what is cut and what is left out to make whole points."""

    lines: tuple[ExplainedLine, ...]
    title: str
    text: str


class ExplainedCushion(Cushion, frozen=True, kw_only=True):
    """What keeps a score from falling too fast."""

    text: str


class LevelAhead(msgspec.Struct, frozen=True, kw_only=True):
    """The next level: it begins `missing` points higher than the score is."""

    level: str
    at_least: int
    missing: int
    text: str


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """Something that would change a score. `micro_points` is what it adds before caps, 0 if that
    cannot be said."""

    kind: str
    micro_points: int
    text: str


class ExplainedScore(Score, frozen=True, kw_only=True, omit_defaults=True):
    """A score with every number in words. `ways` are what would raise it, largest first."""

    parts: tuple[ExplainedPart, ...]
    cushion: ExplainedCushion | None = None
    next_level: LevelAhead | None = None
    ways: tuple[Way, ...] = ()
    text: str
    start_text: str
    level_text: str


class ExplainedGap(NotAvailable, frozen=True, kw_only=True):
    """Why there is no score yet, and what it needs."""

    text: str
    ways: tuple[str, ...]
