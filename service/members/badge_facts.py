"""What an account has of each fact that a badge can say. Pure."""

from datetime import datetime

from rewards.perks.terms.badge import BadgeFact
from rewards.score.cushion import MONTH_DAYS
from service.members.account import Account
from service.members.breaks import active_time


def facts_of(account: Account, at: datetime) -> dict[BadgeFact, int]:
    """The exact numbers at `at`, for the member alone; whoever else is told hears of steps."""
    counts, since = account.badges.counts, account.active_since
    days = 0 if since is None else active_time(since, at, account.breaks).days
    return {
        BadgeFact.RENTALS_KEPT: counts.rentals_kept,
        BadgeFact.MONTHS_A_MEMBER: days // MONTH_DAYS,
        BadgeFact.CHARITY_TASKS: counts.charity_tasks,
    }
