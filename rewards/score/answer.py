"""What a score says, explained to the piece of evidence."""

import msgspec

from rewards.calendar import Instant
from rewards.score.evidence import EvidenceKind, Status


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of evidence and what it is worth now, before the cap, in micro-points.

    What is proposed or challenged is named too, and worth nothing while it is.
    """

    evidence: str
    at: Instant
    source: str
    micro_points: int
    status: Status = Status.COUNTED


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All evidence of one kind. `micro_points` is its sum after the cap, `cap` is in points."""

    kind: EvidenceKind
    micro_points: int
    cap: int | None = None
    items: tuple[Item, ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One summand: the sum of its lines, cut to `least`..`most` and floored to whole points."""

    name: str
    points: int
    most: int
    least: int = 0
    lines: tuple[Line, ...]


class Cushion(msgspec.Struct, frozen=True, kw_only=True):
    """What keeps a score from falling faster than its scheme allows.

    `points` are added so that it is no lower than `floor`: the score last published, `last`, less
    the points that it may lose since then.
    """

    points: int
    floor: int
    last: int
    last_at: Instant


class Score(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`value` is `start` plus the points of `parts` and of the cushion, exactly. `level` names its
    band; `cushion` is absent if the scheme has none or nothing was published before.
    """

    value: int
    level: str
    start: int
    parts: tuple[Part, ...]
    scheme: str
    scheme_version: int
    at: Instant
    cushion: Cushion | None = None


class NotAvailable(msgspec.Struct, frozen=True, kw_only=True):
    """Too early to say anything fair: what there is, and what is needed."""

    active_days: int
    active_days_min: int
    evidence: int
    evidence_min: int

    def sentence(self) -> str:
        """What a member is told."""
        return (
            f"A score needs {self.active_days_min} active days and {self.evidence_min} pieces of "
            f"evidence; there are {self.active_days} and {self.evidence}."
        )
