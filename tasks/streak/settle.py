"""Settle a streak: what can no longer change is folded, and the weeks in it are paid for good.

A week is paid once all of its days are final, a late window after it was reached. So a bonus is
never taken back, and what arrives late, twice or in another order pays the same weeks.
"""

from datetime import UTC, date, datetime, time, timedelta

from rewards.ledger.ids import award_id
from rewards.score.evidence import EvidenceKind
from tasks.completion import Completion
from tasks.days.calendar import Calendar, day_of
from tasks.kinds import APP, STREAK
from tasks.numbers import StreakNumbers, TaskNumbers
from tasks.streak.streak import Streak
from tasks.streak.walk import Walked, Week, walk


def final_before(calendar: Calendar, at: datetime, numbers: TaskNumbers) -> date:
    """The first date of which something may still be reported at `at`; all before are final."""
    return day_of(calendar, at - timedelta(hours=numbers.late_hours_max))


def settle(streak: Streak, *, calendar: Calendar, at: datetime, numbers: TaskNumbers) -> Walked:
    """The streak without the days that are final at `at`, and the weeks to pay now.

    To be called before every `count_day` and `take_back_day`, which bounds what is stored, and by
    a job for those who do nothing any more.
    """
    return walk(streak, final_before(calendar, at, numbers), numbers.streak)


def due(streak: Streak) -> str | None:
    """The earliest date that is not final yet, by which a job finds who has something to settle."""
    return streak.recent[0].day if streak.recent else None


def bonus(week: Week, numbers: StreakNumbers) -> int:
    """Seeds for a full week: once more for each week in a row, up to `bonus_times_max` times."""
    return numbers.bonus_seeds * min(week.number, numbers.bonus_times_max)


def week_completion(
    week: Week, *, account: str, at: datetime, numbers: StreakNumbers
) -> Completion:
    """The week as something done, paid and proved like a task; nothing is paid if it has no seeds.

    It is dated noon UTC of its day: near enough for a season, and the same for everybody.
    """
    day = week.day.isoformat()
    return Completion(
        id=award_id(task=STREAK, account=account, period=day),
        task=STREAK,
        account=account,
        period=day,
        seeds=bonus(week, numbers),
        source=APP,
        event_at=datetime.combine(week.day, time(12), tzinfo=UTC),
        at=at,
        evidence=EvidenceKind.STREAK_WEEK,
    )
