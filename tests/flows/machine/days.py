"""A member's dates, from the zones they say they live in: kept in a list, looked up by hand."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
NOTICE, BETWEEN = timedelta(hours=1), timedelta(days=7)


def wall(at: datetime, zone: str) -> date:
    """The date on the wall."""
    return at.astimezone(ZoneInfo(zone)).date()


class Days:
    """Zones and since when each is in force."""

    def __init__(self, zone: str) -> None:
        self.zones = [(ALWAYS, zone)]

    def of(self, at: datetime) -> date:
        """The date of a moment: it never goes back, also where the wall's does."""
        past = [each for each in self.zones if each[0] <= at]
        today = wall(at, past[-1][1])
        if len(past) == 1:
            return today
        before = wall(past[-1][0] - timedelta(milliseconds=1), past[-2][1])
        return max(today, before)

    def refuses(self, zone: str, at: datetime) -> bool:
        """True if it is too soon to live in another zone."""
        zones = self._firm(at)
        return zone not in (self.zones[-1][1], zones[-1][1]) and at < zones[-1][0] + BETWEEN

    def moves(self, zone: str, at: datetime, since: datetime | None) -> None:
        """Takes over what was answered: from when on the zone is in force, None if it is now."""
        if zone == self.zones[-1][1]:
            return
        self.zones = self._firm(at)
        if zone == self.zones[-1][1]:
            assert since is None
            return
        assert since is not None
        assert at + NOTICE <= since <= at + NOTICE + timedelta(days=2, hours=12)
        self.zones.append((since, zone))

    def _firm(self, at: datetime) -> list[tuple[datetime, str]]:
        """Without a change that can still be taken back."""
        return self.zones[:-1] if self.zones[-1][0] > at + NOTICE else self.zones
