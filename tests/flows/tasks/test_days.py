"""Days that are short, long, repeated, left out or one more: whoever does something every few hours
has each date once, none is missing, and each full week is paid once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pytest

from service.flows.membership.change_zone import CHANGE_ZONE, ChangeZone
from service.jobs.settle_streaks import SETTLE_STREAK, SettleStreak
from tests.flows.tasks.crowd import completions
from tests.flows.world import World
from tests.people import ALICE, DAY, HOUR, NOON, Person


class Journey(NamedTuple):
    """Ten days of somebody who asks for another zone, if at all, after so many hours."""

    starts: str
    zone: str
    moves: dict[int, str]
    first: str
    last: str


JOURNEYS = {
    "summer time begins": Journey("2026-03-25T12", "Europe/Berlin", {}, "2026-03-25", "2026-04-04"),
    "summer time ends": Journey("2026-10-21T12", "Europe/Berlin", {}, "2026-10-21", "2026-10-31"),
    "at midnight it is one": Journey(
        "2026-04-20T12", "Africa/Cairo", {}, "2026-04-20", "2026-04-30"
    ),
    "a leap day": Journey("2028-02-25T12", "Asia/Shanghai", {}, "2028-02-25", "2028-03-06"),
    "a year has begun": Journey("2026-12-27T12", "Asia/Tokyo", {}, "2026-12-27", "2027-01-06"),
    # West over the date line, where it is yesterday: the day of the change goes on.
    "to Honolulu": Journey(
        "2026-06-01T12", "Pacific/Auckland", {36: "Pacific/Honolulu"}, "2026-06-02", "2026-06-11"
    ),
    # East over it, where it is tomorrow: the day of the change is a short one.
    "to Auckland": Journey(
        "2026-06-01T12", "Pacific/Honolulu", {36: "Pacific/Auckland"}, "2026-06-01", "2026-06-12"
    ),
    "round the world and back": Journey(
        "2026-06-01T12",
        "Pacific/Kiritimati",
        {6: "Etc/GMT+12", 207: "Pacific/Kiritimati"},
        "2026-06-02",
        "2026-06-12",
    ),
    "on the night of the change": Journey(
        "2026-10-24T12", "Europe/Berlin", {3: "America/Los_Angeles"}, "2026-10-24", "2026-11-03"
    ),
}
HOURS = 10 * 24


@pytest.mark.parametrize("name", JOURNEYS)
async def test_each_date_comes_once_and_none_is_missing(
    world: World, database: Any, name: str
) -> None:
    journey = JOURNEYS[name]
    starts = datetime.fromisoformat(journey.starts).replace(tzinfo=UTC)
    world.clock.advance(starts - NOON)
    person = Person(member="", account="", name="Alice", zone=journey.zone)
    who, member = await world.linked(person)
    for hour in range(0, HOURS + 1, 3):
        if hour in journey.moves:
            wish = ChangeZone(account=who.account, zone=journey.moves[hour])
            await world.apply(CHANGE_ZONE, wish)
        done = (await world.complete(member, event=f"e{hour}")).answer
        assert done.period <= journey.last
        world.later(hours=3)
    dates = [one.period for one in completions(database, who)]
    assert dates == _dates(journey)
    assert (await world.account(who)).purse.ripe >= 20 * len(dates)
    await _settled(world, database, who, len(dates))


async def _settled(world: World, database: Any, who: Any, days: int) -> None:
    """Once nothing can be reported any more, all days were a streak, and its week is paid."""
    world.later(days=5)
    for _ in range(2):
        await world.apply(SETTLE_STREAK, SettleStreak(account=who.account))
    assert (await world.account(who)).streak.best == days
    assert database.transfers.count_documents({"reason": "streak"}) == days // 7


def _dates(journey: Journey) -> list[str]:
    first, last = date.fromisoformat(journey.first), date.fromisoformat(journey.last)
    days = range((last - first).days + 1)
    return [(first + timedelta(days=number)).isoformat() for number in days]


@pytest.mark.parametrize(
    ("begins", "hours", "sunday"),
    [
        ("2026-03-28T23+00:00", 23, "2026-03-29"),
        ("2026-10-24T22+00:00", 25, "2026-10-25"),
        ("2026-10-31T23+00:00", 24, "2026-11-01"),
    ],
)
async def test_the_first_and_the_last_moment_of_a_day(
    world: World, database: Any, begins: str, hours: int, sunday: str
) -> None:
    """In Berlin, where clocks are changed on the night to Sunday, or are not."""
    await _moments(world, database, datetime.fromisoformat(begins).astimezone(UTC), hours, sunday)


async def _moments(world: World, database: Any, begins: datetime, hours: int, sunday: str) -> None:
    world.clock.advance(begins - 2 * DAY - NOON)
    who, member = await world.linked(ALICE)
    world.later(days=4)
    tick = timedelta(milliseconds=1)
    ends = begins + hours * HOUR
    moments = [begins, ends - tick, begins - tick, ends, begins + 2.5 * HOUR, begins + 1.5 * HOUR]
    for number, at in enumerate(moments):
        await world.complete(member, event=f"e{number}", event_at=at)
    saturday, monday = (date.fromisoformat(sunday) + timedelta(days=each) for each in (-1, 1))
    assert [one.period for one in completions(database, who)] == [
        saturday.isoformat(),
        sunday,
        monday.isoformat(),
    ]
    counted = {each.day: each.count for each in (await world.account(who)).streak.recent}
    assert counted == {saturday.isoformat(): 1, sunday: 4, monday.isoformat(): 1}
