"""Due times that a walk passes over had nothing to do: it ends as if every one had been run."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from rewards.perks.rentals.rental import RentalState
from service.check.run import check
from service.clock import FixedClock
from service.jobs import next_of_games
from service.jobs.advance import Advanced, advance
from service.jobs.job import Job
from service.jobs.next_work import any_of, seasons_begin, waiting
from service.jobs.timetable import TIMETABLE
from service.store.domain_clock import begin_clock
from service.store.schema.page import RENTALS
from service.store.schema.slot import SlotState
from tests.flows.games.scenes import guess, guessable, three
from tests.flows.rentals.scenes import customer
from tests.jobs.arcade import DORA, Arcade
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, BOB, CHARLIE, DAY, HOUR, NOON, Person
from tests.prepared import Prepared

ERIN = Person(member="member-erin", account="erin", name="Erin", zone="Europe/Berlin")
FRED = Person(member="member-fred", account="fred", name="Fred", zone="Europe/Berlin")

HASH = re.compile(r"[0-9a-f]{20}")
"""A game about a score is named by a hash of whose it is."""

Open = Callable[[], Any]


@pytest.fixture
async def sandboxes(mongo_url: str, admin: Any, prepared: Prepared) -> AsyncIterator[Open]:
    """As many sandboxes as are asked for, each with a database of its own."""
    opened: list[Arcade] = []

    async def open_one() -> Arcade:
        name = stack.enter_context(prepared.lent())
        context = replace(await open_toys(mongo_url, name), clock=FixedClock(NOON))
        await begin_clock(context.store, sandbox=True)
        opened.append(Arcade(context).look(admin[name]))
        return opened[-1]

    with ExitStack() as stack:
        yield open_one
        for arcade in opened:
            report = await check(arcade.context.store)
            await arcade.context.store.close()
            assert report.green, report.violations


async def live(arcade: Arcade) -> None:
    """A bit of everything that jobs have to go on with, until Friday noon."""
    borrower = await customer(arcade, arcade.database, ERIN)
    charlie = await arcade.member(CHARLIE)
    await guessable(arcade, DORA)
    await arcade.jobs("open_seasons", "open_games")
    alice, bob = await arcade.earners(ALICE, BOB)
    podium = next(game for game in arcade.games() if game.podium is not None)
    await guess(arcade, charlie, podium, three(alice, bob))
    await guess(arcade, await arcade.member(FRED), podium, three(bob, alice))
    arcade.until(NOON + 2 * DAY)
    await borrower.in_state("active")
    await borrower.quote()


def told(database: Any) -> dict[str, list[tuple[Any, ...]]]:
    """What has become of everything, with names in place of random ids."""
    names = {raw["account"]: raw["display_name"] for raw in database.members.find()}

    def rows(collection: str, *fields: str) -> list[tuple[Any, ...]]:
        found = database[collection].find()
        return sorted(
            tuple(HASH.sub("", str(names.get(raw.get(field), raw.get(field)))) for field in fields)
            for raw in found
        )

    return {
        "transfers": rows("transfers", "reason", "amount", "at", "account"),
        "inbox": rows("inbox", "kind", "at", "account"),
        "seasons": rows("seasons", "_id", "state", "state_at"),
        "games": rows("games", "kind", "state", "state_at", "locks_at", "told"),
        "rentals": rows("rentals", "state", "state_at"),
        "snapshots": rows("snapshots", "cycle", "account"),
        "publications": rows("publications", "cycle", "published_at"),
    }


async def walk(arcade: Arcade, jobs: tuple[Job, ...]) -> Advanced:
    done = await advance(arcade.context, by=3 * DAY, jobs=jobs, effort=QUICK)
    assert isinstance(done, Advanced), done
    assert {one.state for one in done.runs} == {SlotState.DONE}
    return done


SENDING = {"deliver_messages", "send_webhooks"}


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_a_walk_ends_as_if_every_due_time_had_been_run(sandboxes: Open) -> None:
    # But for what is sent out: every minute or other of three days is too many to run.
    every = tuple(job if job.name in SENDING else replace(job, next_work=None) for job in TIMETABLE)
    ends, runs = [], []
    for jobs in (TIMETABLE, every):
        arcade = await sandboxes()
        await live(arcade)
        runs.append(len((await walk(arcade, jobs)).runs))
        ends.append(told(arcade.database))
    for collection, rows in ends[0].items():
        assert rows == ends[1][collection], collection
        assert rows
    assert runs[0] * 5 < runs[1]


async def test_nothing_waits_in_an_empty_sandbox_but_its_seasons(sandboxes: Open) -> None:
    arcade = await sandboxes()
    found = {job.name: await job.next_work(arcade.context) for job in TIMETABLE if job.next_work}
    assert {name for name, at in found.items() if at is not None and at <= NOON} == {
        "open_seasons",
        "open_games",
    }
    await arcade.jobs("open_seasons", "open_games")
    monday = datetime.fromisoformat("2026-03-09T00:00:00+01:00")
    assert await seasons_begin(arcade.context) == monday
    opening = await next_of_games.opening(arcade.context)
    assert opening is not None
    assert NOON < opening < NOON + DAY
    assert await next_of_games.revealing(arcade.context) is None


async def test_what_waits_is_the_earliest_of_its_states(sandboxes: Open) -> None:
    arcade = await sandboxes()
    active = waiting(RENTALS, (RentalState.ACTIVE,), "ends_at")
    quoted = waiting(RENTALS, (RentalState.QUOTED,), "ends_at", plus=HOUR)
    assert await any_of(active, quoted)(arcade.context) is None
    borrower = await customer(arcade, arcade.database, ERIN)
    rental = await borrower.rental(await borrower.in_state("active"))
    assert await active(arcade.context) == rental.ends_at
    assert await quoted(arcade.context) is None
    assert await any_of(active, quoted)(arcade.context) == rental.ends_at
