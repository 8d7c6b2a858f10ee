"""The economy on one page: what rewards count with, in which unit, and why.

These are defaults. The programme document carries the values in force, and every rule takes them as
an argument; no rule knows a number of its own. What evidence is worth is in `score/sesame.py`.
"""

import enum
from typing import Annotated

import msgspec

from rewards.score.scheme import Scheme
from rewards.score.sesame import SESAME


class LedgerNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long seeds wait and last."""

    # Days to collect ripe seeds: long enough for a holiday, short enough to come back for.
    ripe_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 30
    # Entries in the basket: about seven a day for 30 days. It bounds the account document.
    ripe_entries_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 200
    # Months a lot lasts after the END of the month it was collected in, so never less than that.
    lot_months: Annotated[int, msgspec.Meta(ge=1, le=120)] = 12


class Cadence(enum.StrEnum):
    """How often scores are published."""

    MONTHLY = "monthly"
    DAILY = "daily"


class ScoreNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a score may be said, and what it is made of."""

    # Days in state active: less than a month of somebody's life says nothing about them.
    active_days_min: Annotated[int, msgspec.Meta(ge=0, le=3_660)] = 30
    # Pieces of evidence: one alone would be a score about one afternoon.
    evidence_min: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 3
    # Monthly, so that nobody has to look every day; daily to try things out.
    cadence: Cadence = Cadence.MONTHLY
    scheme: Scheme = SESAME


class PerkNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long what is shown at a counter lives."""

    # Seconds from opening a pass to its end: time to be scanned, too short to be sent around.
    pass_seconds: Annotated[int, msgspec.Meta(ge=10, le=600)] = 60
