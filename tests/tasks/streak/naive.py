"""A streak worked out the plain way: every date one after the other, over the whole set of days."""

from datetime import date, timedelta

from tasks.numbers import StreakNumbers

ONE = timedelta(days=1)


class Naive:
    """What the set of `days` makes of every date before `before`."""

    def __init__(
        self, days: set[date], before: date, numbers: StreakNumbers, rests: set[date] | None = None
    ) -> None:
        self.current = self.best = self.freezes = 0
        self.weeks: list[tuple[date, int]] = []
        day = min(days, default=before)
        while day < before:
            if day in days:
                self._do(day, numbers)
            elif day not in (rests or set()):
                self._miss()
            day += ONE

    def _do(self, day: date, numbers: StreakNumbers) -> None:
        self.current += 1
        self.best = max(self.best, self.current)
        if self.current % numbers.freeze_days == 0 and self.freezes < numbers.freezes_max:
            self.freezes += 1
        if self.current % 7 == 0:
            self.weeks.append((day, self.current // 7))

    def _miss(self) -> None:
        if self.freezes > 0:
            self.freezes -= 1
        else:
            self.current = 0
