"""The numbers of tasks on one page, with units and reasons. Defaults; the programme decides."""

from typing import Annotated

import msgspec


class TaskNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What bounds joining and reporting."""

    # Tasks a member has joined at once: more than anyone follows, and it bounds the account.
    joined_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 100
    # Minutes a reporter's clock may be ahead of ours, or behind at joining.
    skew_minutes_max: Annotated[int, msgspec.Meta(ge=0, le=60)] = 5
    # Hours after which an event is too old to report: a long weekend offline at a counter.
    late_hours_max: Annotated[int, msgspec.Meta(ge=1, le=720)] = 72
    # Days between two changes of a member's zone: enough for travel, too few to win days by it. At
    # least 7, so that the zones an account remembers reach back further than a late event.
    zone_change_days: Annotated[int, msgspec.Meta(ge=7, le=366)] = 7
