"""Settle a streak: what can no longer change is folded, and the weeks in it are paid for good.

A week is paid once all of its days are final, a late window after it was reached. So a bonus is
never taken back, and what arrives late, twice or in another order pays the same weeks.
"""

from datetime import UTC, date, datetime, time, timedelta

from rewards.ledger.ids import streak_id
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move
from rewards.score.evidence import Evidence, EvidenceKind
from tasks.days.calendar import Calendar, day_of
from tasks.kinds import APP
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


def bonus(number: int, numbers: StreakNumbers) -> int:
    """Seeds for the `number`-th full week in a row: once more for each, up to `bonus_times_max`
    times."""
    return numbers.bonus_seeds * min(number, numbers.bonus_times_max)


def week_id(week: Week, account: str) -> str:
    """What the week's evidence and its bonus are booked under: once, for ever."""
    return streak_id(account=account, day=week.day.isoformat())


def week_award(
    week: Week, *, account: str, at: datetime, numbers: StreakNumbers
) -> Transfer | None:
    """The transfer that pays the week, for `rewards.ledger.earn`; None if it pays nothing.

    It is no task, so no cap holds for it, and it is on no board.
    """
    seeds = bonus(week.number, numbers)
    if not seeds:
        return None
    id_ = week_id(week, account)
    return move(Reason.STREAK, transfer_id=id_, amount=seeds, account=account, at=at)


def week_evidence(week: Week, account: str) -> Evidence:
    """The fact it proves, dated noon UTC of its day: the same whenever it is paid."""
    return Evidence(
        id=week_id(week, account),
        kind=EvidenceKind.STREAK_WEEK,
        at=datetime.combine(week.day, time(12), tzinfo=UTC),
        source=APP,
    )
