"""One season of one board: what everybody has, and the order of those who are shown. Pure."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime

from sortedcontainers import SortedList  # type: ignore[import-untyped]

from rewards.boards.rank import Ranked, Standing

Entry = tuple[int, datetime, str]
"""(-value, reached_at, account): ascending is the order of `rewards.boards.rank`."""


class Standings:
    """Values of every account, ranks of the shown ones. `shown` is the board's own set, live."""

    def __init__(self, shown: AbstractSet[str], standings: Iterable[Standing] = ()) -> None:
        self._shown = shown
        self._values = {each.account: (each.value, each.reached_at) for each in standings}
        self._order = SortedList(
            self._entry(account)
            for account in shown & self._values.keys()
            if self._is_ranked(account)
        )

    def __len__(self) -> int:
        """How many are ranked."""
        return len(self._order)

    def add(self, account: str, value: int, at: datetime) -> None:
        """`value` more for the account, or less. It reached its new value at the latest event it
        has, so the order in which events arrive changes nothing."""
        if self._is_ranked(account):
            self._order.remove(self._entry(account))
        total, reached_at = self._values.get(account, (0, at))
        self._values[account] = (total + value, max(reached_at, at))
        if self._is_ranked(account):
            self._order.add(self._entry(account))

    def show(self, account: str) -> None:
        """Ranks an account that has just become one of the shown."""
        if self._is_ranked(account):
            self._order.add(self._entry(account))

    def hide(self, account: str) -> None:
        """Takes an account that is no longer shown out of the ranks; its value stays."""
        if self._has_any(account):
            self._order.remove(self._entry(account))

    def top(self, most: int) -> tuple[Ranked, ...]:
        """The first `most`, ranked 1-2-2-4."""
        return tuple(self._ranked(0, most))

    def around(self, account: str, each_way: int) -> tuple[Ranked, ...]:
        """A ranked account with up to `each_way` above and below; empty for anybody else."""
        if not self._is_ranked(account):
            return ()
        place = self._order.index(self._entry(account))
        return tuple(self._ranked(max(0, place - each_way), place + each_way + 1))

    def own(self, account: str) -> Ranked | None:
        """What an account has, and its rank: for one who is not shown, the rank it would have."""
        if not self._has_any(account):
            return None
        value, reached_at = self._values[account]
        standing = Standing(account=account, value=value, reached_at=reached_at)
        return Ranked(rank=self._rank(value), standing=standing)

    def _has_any(self, account: str) -> bool:
        """Whoever has earned nothing, or nothing that stands, has no place."""
        return self._values.get(account, (0,))[0] > 0

    def _is_ranked(self, account: str) -> bool:
        return account in self._shown and self._has_any(account)

    def _rank(self, value: int) -> int:
        """One more than there are greater values; a shorter tuple sorts before a longer one."""
        above: int = self._order.bisect_left((-value,))
        return above + 1

    def _ranked(self, start: int, stop: int) -> Iterator[Ranked]:
        rank, last = 0, None
        for place, (negative, reached_at, account) in enumerate(self._order[start:stop], start + 1):
            if negative != last:
                rank = place if last is not None else self._rank(-negative)
            last = negative
            standing = Standing(account=account, value=-negative, reached_at=reached_at)
            yield Ranked(rank=rank, standing=standing)

    def _entry(self, account: str) -> Entry:
        value, reached_at = self._values[account]
        return (-value, reached_at, account)
