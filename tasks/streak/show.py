"""What a member sees of a streak today."""

from datetime import date

import msgspec

from tasks.numbers import StreakNumbers
from tasks.streak.streak import Streak
from tasks.streak.walk import WEEK_DAYS, walk


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """The streak as of a date; a day is missed only when it is over.

    `days_to_week` and `days_to_freeze` are days to do until the next bonus and the next freeze.
    """

    current: int
    best: int
    freezes: int
    done_today: bool
    days_to_week: int
    days_to_freeze: int


def show(streak: Streak, today: date, numbers: StreakNumbers) -> Shown:
    """The streak on `today`, with what is not final yet."""
    done = any(each.day == today.isoformat() for each in streak.recent)
    now = walk(streak, today, numbers).streak
    if done:
        now = walk(now, date.fromordinal(today.toordinal() + 1), numbers).streak
    return Shown(
        current=now.current,
        best=now.best,
        freezes=now.freezes,
        done_today=done,
        days_to_week=WEEK_DAYS - now.current % WEEK_DAYS,
        days_to_freeze=numbers.freeze_days - now.current % numbers.freeze_days,
    )
