"""Who takes part, and what the acts leave to each other."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from service.demo.journey.cast import Member
from service.demo.visitor import Visitor, Wrong

BOARD, KIOSK, BIKES = "seeds-weekly", "umbrella-kiosk", "riverside-bikes"
ZONE = ZoneInfo("Europe/Berlin")

WEEK_DAYS = 9
"""From a Monday until its week is settled, and what was won in it is told."""

Forward = Callable[[datetime], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Stage:
    """now: domain time. forward: moves the clock to a time and says what has run on the way."""

    visitor: Visitor
    now: Callable[[], datetime]
    forward: Forward

    @property
    def alice(self) -> Member:
        """She invites, lends and guesses."""
        return Member(self.visitor, "Alice", self.now)

    @property
    def bob(self) -> Member:
        """He comes by her invitation."""
        return Member(self.visitor, "Bob", self.now)

    @property
    def carol(self) -> Member:
        """She lets others guess her score."""
        return Member(self.visitor, "Carol", self.now)

    def here(self) -> datetime:
        """Domain time in the programme's zone."""
        return self.now().astimezone(ZONE)


def next_monday(at: datetime) -> datetime:
    """09:00 of a Monday after the day of `at`, in the zone of `at`: the first one whose week, with
    the days that the story needs to end it, has no publication in it. That is for the last act."""
    monday = at + timedelta(days=7 - at.weekday())
    monday = monday.replace(hour=9, minute=0, second=0, microsecond=0)
    ends = monday + timedelta(days=WEEK_DAYS)
    return monday if ends < next_publication(monday) else next_monday(monday)


def next_publication(at: datetime) -> datetime:
    """01:00 of the next 6th: the scores of the month before are out."""
    month = at if at.day < 6 else at.replace(day=1) + timedelta(days=31)
    return month.replace(day=6, hour=1, minute=0, second=0, microsecond=0)


def same(found: object, expected: object) -> None:
    """Raises Wrong unless both are equal."""
    if found != expected:
        raise Wrong(f"expected {expected}, found {found}")
