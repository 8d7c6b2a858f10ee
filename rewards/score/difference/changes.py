"""What a difference says: a change of each piece, line and part."""

import enum

import msgspec

from rewards.calendar import Instant
from rewards.score.evidence import EvidenceKind, Status


class Change(enum.StrEnum):
    """What became of a piece of evidence. `GONE` is too old to count, `REVALUED` is worth something
    else and `DROPPED` is not counted by another version of the scheme."""

    NEW = "new"
    FADED = "faded"
    GONE = "gone"
    REVERSED = "reversed"
    DROPPED = "dropped"
    REVALUED = "revalued"
    PROPOSED = "proposed"
    CHALLENGED = "challenged"
    COUNTED = "counted"
    CURED = "cured"


class ItemChange(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence: `micro_points` more or less than `before`. `status` is the one it has
    now, or had last."""

    evidence: str
    at: Instant
    source: str
    change: Change
    micro_points: int
    before: int
    after: int
    status: Status


class LineChange(msgspec.Struct, frozen=True, kw_only=True):
    """A kind. Its `micro_points` are those of its items and what its cap cuts more or less."""

    kind: EvidenceKind
    micro_points: int
    capped: int
    items: tuple[ItemChange, ...]


class PartChange(msgspec.Struct, frozen=True, kw_only=True):
    """A part. `points` are the `micro_points` of its lines, and `cut`: what its bounds and whole
    points take away more or less, in micro-points."""

    name: str
    points: int
    cut: int
    lines: tuple[LineChange, ...]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """`points` are those of `start`, `parts` and `cushion` together: `after` less `before`. What
    has not changed is not named."""

    before: int
    after: int
    points: int
    level_before: str
    level_after: str
    start: int
    cushion: int
    parts: tuple[PartChange, ...]
