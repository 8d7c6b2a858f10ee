"""One board: its seasons, and who may be shown on it now. Pure."""

import heapq
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from rewards.boards.board import Board, Season, season_of
from rewards.boards.rank import Standing
from service.live.standings import Standings


class BoardIndex:
    """Seasons are kept from the one before `since` on: nobody asks for older ones.

    An account is shown while it has agreed to this board and is among `active`, the accounts of
    active memberships: the caller's own set, so `refresh` whoever enters or leaves it.
    """

    def __init__(self, board: Board, zone: str, since: datetime, active: AbstractSet[str]) -> None:
        self.board = board
        self._zone = zone
        self._oldest = self.season_before(since)
        self._seasons: dict[str, Standings] = {}
        self._grants: dict[str, datetime | None] = {}
        self._ends: list[tuple[datetime, str]] = []
        self._active = active
        self._shown: set[str] = set()

    def season_at(self, at: datetime) -> Season:
        """The season that holds `at`."""
        return season_of(self.board, at, self._zone)

    def season_before(self, at: datetime) -> Season:
        """The season before the one that holds `at`."""
        return self.season_at(self.season_at(at).starts_at - timedelta(milliseconds=1))

    def standings(self, season: Season) -> Standings:
        """The ranks of a season; empty until somebody earns something in it."""
        return self._seasons.get(season.id) or Standings(self._shown)

    @property
    def shown(self) -> AbstractSet[str]:
        """Everybody whom others may see here, as it is now."""
        return self._shown

    def shows(self, account: str) -> bool:
        """Whether others may see the account here."""
        return account in self._shown

    def fill(self, season: Season, standings: Iterable[Standing]) -> None:
        """Replaces what is known of a season."""
        self._seasons[season.id] = Standings(self._shown, standings)

    def add(self, account: str, value: int, event_at: datetime) -> None:
        """Counts an event for the season in which it happened, however late it is told."""
        season = self.season_at(event_at)
        if season.starts_at >= self._oldest.starts_at:
            if season.id not in self._seasons:
                self._seasons[season.id] = Standings(self._shown)
            self._seasons[season.id].add(account, value, event_at)

    def admit(self, grants: Mapping[str, datetime | None]) -> None:
        """Everybody's consent at once, before any season is filled: account -> end."""
        self._grants = dict(grants)
        self._ends = [(end, account) for account, end in grants.items() if end is not None]
        heapq.heapify(self._ends)
        self._shown |= self._grants.keys() & self._active

    def grant(self, account: str, ends_at: datetime | None) -> None:
        """The account agrees to be shown here, until before `ends_at`."""
        self._grants[account] = ends_at
        if ends_at is not None:
            heapq.heappush(self._ends, (ends_at, account))
        self.refresh(account)

    def withdraw(self, account: str) -> None:
        """The account does not agree any more."""
        self._grants.pop(account, None)
        self.refresh(account)

    def lapse(self, now: datetime) -> bool:
        """Ends the consents that have run out by themselves, which no event tells; True if any."""
        lapsed = False
        while self._ends and self._ends[0][0] <= now:
            end, account = heapq.heappop(self._ends)
            # A grant renewed since has another end, with an entry of its own.
            if self._grants.get(account) == end:
                self.withdraw(account)
                lapsed = True
        return lapsed

    def refresh(self, account: str) -> None:
        """Shows or hides the account, as its consent and its membership now say."""
        wanted = account in self._grants and account in self._active
        if wanted and account not in self._shown:
            self._shown.add(account)
            for standings in self._seasons.values():
                standings.show(account)
        elif not wanted and account in self._shown:
            self._shown.remove(account)
            for standings in self._seasons.values():
                standings.hide(account)
