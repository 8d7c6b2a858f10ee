"""Days in a row, counted by hand."""

from collections import Counter
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK_DAYS, FREEZE_DAYS, FREEZES_MAX, BONUS, TIMES_MAX = 7, 14, 3, 25, 5


class StreakBook:
    """`days` have that many events each, and are not final yet; before them all is."""

    def __init__(self) -> None:
        self.until: date | None = None
        self.current = self.freezes = 0
        self.days: Counter[date] = Counter()

    def count(self, day: date, by: int) -> None:
        """An event more or less on a day, unless that is final."""
        if self.until is None or day > self.until:
            self.days[day] += by

    def settle(self, before: date) -> list[tuple[date, int]]:
        """The days on which a bonus was reached, and how much; all days `before` are final now."""
        reached = []
        first = min(+self.days, default=before)
        day = first if self.until is None else self.until + DAY
        while day < before:
            if self.days.pop(day, 0):
                reached += self._done(day)
            elif self.freezes:
                self.freezes -= 1
            else:
                self.current = 0
            self.until = day
            day += DAY
        return reached

    def _done(self, day: date) -> list[tuple[date, int]]:
        self.current += 1
        if self.current % FREEZE_DAYS == 0:
            self.freezes = min(self.freezes + 1, FREEZES_MAX)
        weeks, rest = divmod(self.current, WEEK_DAYS)
        return [] if rest else [(day, BONUS * min(weeks, TIMES_MAX))]
