"""kill -9 of the job runner amid a season's settlement: each award once, the pool exactly."""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.ledger import accounts
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.due import Due, slot_of
from service.store.connect import connect
from service.store.slots import slots_of
from service.store.store import Store
from tests.faults.crowd import programme
from tests.faults.numbers import RUNNER_KILLS
from tests.flows.world import World
from tests.jobs.fleet import until
from tests.people import NOON, Person
from tests.settlement.season import SUBJECT, Season

pytestmark = pytest.mark.slow

KILLS_EACH = 10  # kills in one settlement
MEMBERS, CHUNK = 60, 2
PRIZES = tuple(range(MEMBERS - 5, 0, -1))
AFTER = NOON + timedelta(days=6, hours=1)
WRITTEN = ("plan_inputs", "plan_awards", "transfers")


@pytest.mark.timeout(180 + 20 * RUNNER_KILLS)
async def test_killed_runners_pay_each_award_once(
    mongo_url: str, admin: Any, unused_name: str, chance: random.Random
) -> None:
    left, number = RUNNER_KILLS, 0
    while left > 0:
        name, number = f"{unused_name}_{number}", number + 1
        kills = min(left, KILLS_EACH)
        try:
            await prepare(mongo_url, name)
            made = await asyncio.to_thread(kill_and_finish, mongo_url, admin[name], kills, chance)
            await prove(mongo_url, admin[name])
        finally:
            admin.drop_database(name)
        left -= made
        print(f"settlement {number}: {made} kills, {left} left")


async def prepare(url: str, name: str) -> None:
    """A season whose late events are in, with its slot."""
    store = await connect(url, name)
    ours = programme()
    board = msgspec.structs.replace(ours.boards[0], prizes=PRIZES)
    ours = msgspec.structs.replace(ours, boards=(board,))
    world = World(Context(store=store, clock=FixedClock(NOON), programme=lambda: ours))
    season = Season(world)
    await season.begin()
    await asyncio.gather(*(play(season, n) for n in range(MEMBERS)))
    world.clock.set(AFTER)
    await season.run("freeze_seasons")
    slot = slot_of("settle_seasons", Due(AFTER), now=AFTER)
    await slots_of(store).open([slot])
    await store.close()


async def play(season: Season, number: int) -> None:
    """A member of the board; some have done as much as others."""
    name = f"Member {number}"
    person = Person(member=name, account=name, name=name, zone="Europe/Berlin")
    _, pseudonym = await season.player(person, "return-umbrella")
    if number % 3:
        await season.world.complete(pseudonym, task="mend-umbrella")


def kill_and_finish(url: str, database: Any, kills: int, chance: random.Random) -> int:
    """Kills runner after runner, then lets one finish; how many died before it was settled."""
    made = 0
    while made < kills and not is_settled(database):
        runner = start(url, database.name)
        wait_for_a_moment(database, chance)
        runner.kill()
        runner.wait()
        made += not is_settled(database)
    runner = start(url, database.name)
    try:
        until(lambda: database.slots.find_one({"job": "settle_seasons"})["state"] == "done")
        runner.terminate()
        assert runner.wait(20) == 0
    finally:
        runner.kill()
        runner.wait()
    return made


def start(url: str, name: str) -> subprocess.Popen[bytes]:
    arguments = [url, name, AFTER.isoformat(), str(CHUNK)]
    command = [sys.executable, "-m", "tests.faults.settling", *arguments]
    return subprocess.Popen(command, env=os.environ)


def wait_for_a_moment(database: Any, chance: random.Random) -> None:
    """Until some more is written, and then a little: anywhere between two chunks, or within one."""
    before, more = written(database), chance.randrange(CHUNK * 8)
    until(lambda: written(database) > before + more or is_settled(database))
    time.sleep(chance.uniform(0, 0.03))


def written(database: Any) -> int:
    return sum(database[name].estimated_document_count() for name in WRITTEN)


def is_settled(database: Any) -> bool:
    return bool(database.seasons.find_one({"_id": SUBJECT})["state"] == "settled")


async def prove(url: str, database: Any) -> None:
    """Each award is booked once, awards and remainder are the pool, and check is green."""
    awards = [raw["award"] for raw in database.plan_awards.find()]
    booked = list(database.transfers.find({"debit": f"escrow:{SUBJECT}"}))
    prizes = Counter({raw["account"]: raw["amount"] for raw in booked if raw["reason"] == "prize"})
    assert prizes == Counter({each["account"]: each["amount"] for each in awards})
    assert len([raw for raw in booked if raw["reason"] == "prize"]) == len(awards) == MEMBERS
    assert sum(raw["amount"] for raw in booked) == sum(PRIZES)
    assert database.inbox.count_documents({"kind": "prize_won"}) == MEMBERS
    assert sum(prizes.values()) + remainder(booked) == sum(PRIZES)
    store: Store = await connect(url, database.name)
    report = await check(store)
    await store.close()
    assert report.green, report.violations[:5]


def remainder(booked: list[Any]) -> int:
    return sum(raw["amount"] for raw in booked if raw["credit"] == accounts.REMAINDER)
