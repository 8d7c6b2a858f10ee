"""The economy on one page: what rewards count with, in which unit, and why.

These are defaults. The programme document carries the values in force, and every rule takes them as
an argument; no rule knows a number of its own.
"""

from typing import Annotated

import msgspec

Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Positive = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class LedgerNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long seeds wait and last."""

    # Days to collect ripe seeds: long enough for a holiday, short enough to come back for.
    ripe_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 30
    # Entries in the basket: about seven a day for 30 days. It bounds the account document.
    ripe_entries_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 200
    # Months a lot lasts after the END of the month it was collected in, so never less than that.
    lot_months: Annotated[int, msgspec.Meta(ge=1, le=120)] = 12
