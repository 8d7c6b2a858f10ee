"""The numbers of tasks on one page, with units and reasons. Defaults; the programme decides."""

from typing import Annotated

import msgspec

from tasks.kinds import Overflow


class StreakNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What days in a row earn."""

    # Days of a streak for each freeze: two weeks of effort for a day off.
    freeze_days: Annotated[int, msgspec.Meta(ge=1, le=366)] = 14
    # Freezes held at once: a long weekend, and no more, so that a streak stays one.
    freezes_max: Annotated[int, msgspec.Meta(ge=0, le=30)] = 3
    # Seeds for a full week: a little more than a task of a day.
    bonus_seeds: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 25
    # Times that a week is paid at most: a streak of years must not be worth more than its days.
    bonus_times_max: Annotated[int, msgspec.Meta(ge=1, le=52)] = 5


class TaskNumbers(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What bounds joining and reporting."""

    # Tasks a member has joined at once: more than anyone follows, and it bounds the account.
    joined_max: Annotated[int, msgspec.Meta(ge=1, le=1_000)] = 100
    # Minutes a reporter's clock may be ahead of ours, or behind at joining.
    skew_minutes_max: Annotated[int, msgspec.Meta(ge=0, le=60)] = 5
    # Hours after which an event is too old to report: a long weekend offline at a counter.
    late_hours_max: Annotated[int, msgspec.Meta(ge=1, le=720)] = 72
    # Days in which an event can be taken back: a month's statement, and time to look into it.
    reversal_days_max: Annotated[int, msgspec.Meta(ge=1, le=3_660)] = 90
    # Days between two changes of a member's zone: enough for travel, too few to win days by it. At
    # least 7, so that the zones in which an event may be taken back are few.
    zone_change_days: Annotated[int, msgspec.Meta(ge=7, le=366)] = 7
    # Wrong or right, times that a quiz may be answered on one of the member's dates: enough to
    # learn from, too few to try all choices.
    quiz_tries_max: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3
    # Seeds that a completion is worth at most if a phone alone declares it: nobody lies for that.
    trivial_seeds: Annotated[int, msgspec.Meta(ge=0, le=1_000)] = 5
    # Seeds from tasks that one account earns on one of its dates: ten tasks of an everyday kind.
    seeds_day_max: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 500
    # What happens beyond: the task still counts, and pays what is left.
    seeds_day_overflow: Overflow = Overflow.REDUCE
    # Seeds of a budget that each process holds at a time: a few seconds of completions.
    slab_seeds: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 5_000
    streak: StreakNumbers = StreakNumbers()
