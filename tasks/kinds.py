"""The closed lists about tasks, and the sources that are no merchants."""

import enum

APP = "app"
"""The source that is the programme's own backend."""

QUIZ = "quiz"
"""The source that is a quiz graded here."""

OPERATOR = "operator"
"""The source that is an operator. Trusted for every task; each report is in the audit log."""

PHONE = "phone"
"""The source that is what a phone declares by itself: trusted for next to nothing."""

RESERVED = frozenset({APP, QUIZ, OPERATOR, PHONE})
"""Sources that no merchant may have as its id."""


class Category(enum.StrEnum):
    """What a task is about. Charity counts more in a score and is paid the same."""

    EVERYDAY = "everyday"
    CHARITY = "charity"
    LEARNING = "learning"
    PARTNER = "partner"
    PLAY = "play"


class TaskKind(enum.StrEnum):
    """What makes a task complete.

    once, daily, weekly: one event, in all, per calendar day, per ISO week.
    days:       events on N of M days.
    cumulative: N events, or events that amount to N.
    quiz:       enough right answers.
    """

    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    DAYS = "days"
    CUMULATIVE = "cumulative"
    QUIZ = "quiz"


class Overflow(enum.StrEnum):
    """What happens to an award that a cap or a budget no longer covers.

    It is reduced to what is left, maybe to nothing, and the task still counts as done; or it is
    rejected, and nothing counts.
    """

    REDUCE = "reduce"
    REJECT = "reject"


class Limit(enum.StrEnum):
    """What may cover less than a completion is worth: caps of one member, budgets of everybody."""

    MEMBER_DAY = "member_day"
    CAMPAIGN_DAY = "campaign_day"
    TASK_BUDGET = "task_budget"
    CAMPAIGN_BUDGET = "campaign_budget"
