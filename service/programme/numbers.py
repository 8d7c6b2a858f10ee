"""The numbers of how the programme itself changes, with units and reasons."""

from typing import Annotated

import msgspec


class ChangeNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How soon a new version may act, and how often what tells something about scores may move."""

    # Seconds from a version's announcement to its effect, of the programme's time. Every process
    # hears of it within two; the rest is for who reads it first. At least 10, so that a process
    # which cannot read for that long has said so.
    notice_seconds: Annotated[int, msgspec.Meta(ge=10, le=31_536_000)] = 300
    # Days between two changes of the level that a perk asks for: who moved it every day, and asked
    # each time, would find out a score.
    level_days: Annotated[int, msgspec.Meta(ge=0, le=366)] = 30
