"""A restored backup knows who was erased since, and is sound whatever went on when it was made."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from service.check.run import check
from service.cli.backup import backup
from service.cli.check import check as check_command
from service.cli.erasures import erasures
from service.cli.restore import restore
from service.clock import FixedClock
from service.erasure.find import every_erasure
from service.erasure.journal import BESIDE, Line, lines_of
from service.erasure.replay import replay
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.members.erasure.record import ErasureState, began
from service.members.states import State
from service.programme_demo import DEMO
from service.store.backup.manifest import BackupError, read_manifest
from service.store.backup.restore import fill, finish
from service.store.backup.write import write_backup
from service.store.connect import connect, open_unchecked
from service.store.schema.page import ERASURES
from tests.flows.membership.leaving import asks, closes, run_job
from tests.flows.rentals.scenes import customer
from tests.flows.spending.scenes import payer
from tests.flows.world import World
from tests.http.canaries import Canaries
from tests.http.doors import Doors, open_doors
from tests.http.lives import live
from tests.http.test_games import run
from tests.jobs.toy import open_toys
from tests.people import ALICE, BOB, CHARLIE, NOON
from tests.prepared import fresh_name
from tests.serving import SECRET, environment

pytestmark = pytest.mark.slow


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    return admin[database_name]


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    await store.close()


@pytest.fixture
def elsewhere(admin: Any) -> Any:
    """The name of a database that there is not yet."""
    name = fresh_name()
    yield name
    admin.drop_database(name)


async def restored(
    url: str, name: str, folder: Path, lines: list[Line], now: Any, *, finished: bool = True
) -> World:
    """What `seedbank restore` does, on the clock of the test."""
    driver = open_unchecked(url, name)
    await fill(driver, folder, read_manifest(folder))
    await driver.close()
    store = await connect(url, name, restoring=True)
    world = World(Context(store=store, clock=FixedClock(now), programme=lambda: DEMO))
    await replay(world.context, lines)
    if finished:
        await finish(store.driver)
    return world


async def sound(world: World, **more: Any) -> None:
    report = await check(world.context.store, **more)
    assert report.green, report.violations


async def test_who_was_erased_since_is_nowhere_in_it(
    doors: Doors, database: Any, mongo_url: str, admin: Any, elsewhere: str, tmp_path: Path
) -> None:
    life, _ = await live(doors, database)
    await run(doors, "close_ledger_day")
    driver = doors.context.store.driver
    await write_backup(driver, tmp_path / "before")
    assert life.birds.found_in_database(database).keys() >= {"second name", "zone", "pseudonym"}
    await life.leaves()
    lines = lines_of(await every_erasure(driver))
    world = await restored(
        mongo_url, elsewhere, tmp_path / "before", lines, doors.clock.domain_now()
    )
    found = life.birds.found_in_database(admin[elsewhere])
    # As in the database that went on: an answer of a merchant may be asked for again for 7 days.
    assert found == {"contact hash": {"departures", "counters"}, "order": {"idempotency"}}
    account = admin[elsewhere].accounts.find_one({"_id": life.account})
    assert account["state"] == "erased"
    assert admin[elsewhere].sessions.count_documents({"account": life.account}) == 0
    key = doors.keys.ledger
    await sound(world, keys={key.id: key.public})
    await world.context.store.close()


async def test_whatever_went_on_when_it_was_made_stops_nothing(
    world: World, database: Any, mongo_url: str, admin: Any, elsewhere: str, tmp_path: Path
) -> None:
    """Alice had borrowed something, Bob had set seeds aside, Charlie was only pending; all three
    were erased since."""
    counter = await customer(world, database)
    rental = await counter.in_state("returned")
    till = await payer(world, BOB)
    hold = await till.set_aside()
    charlie = await world.newcomer(CHARLIE)
    await write_backup(world.context.store.driver, tmp_path / "before")
    await counter.says("settle", rental)
    await till.cancels(hold.id)
    for who in (counter.who, till.who):
        await closes(world, who)
    for who in (counter.who, till.who, charlie):
        assert (await asks(world, who)).state is State.ERASED
    lines = lines_of(await every_erasure(world.context.store.driver))
    again = await restored(mongo_url, elsewhere, tmp_path / "before", lines, NOON)
    there = admin[elsewhere]
    for name in ("members", "claims", "devices", "pseudonyms", "inbox", "outbox", "sessions"):
        assert there[name].count_documents({}) == 0, name
    states = {raw["_id"]: raw["state"] for raw in there.accounts.find({})}
    assert states[charlie.account] == "erased"
    assert {states[counter.who.account], states[till.who.account]} == {"closing"}
    assert {raw["state"] for raw in there.erasures.find({})} == {
        ErasureState.WANTED,
        ErasureState.DESTROYED,
    }
    await sound(again)
    # What goes on comes to its end, and then the accounts do.
    counter.world = again
    await counter.says("settle", rental)
    again.later(minutes=20)
    await run_by_name(again.context, "end_holds", None, stop=asyncio.Event())
    await run_job(again)
    assert {raw["state"] for raw in there.accounts.find({})} == {"erased"}
    await sound(again)
    await again.context.store.close()


async def test_a_replay_that_was_cut_goes_on(
    world: World, database: Any, mongo_url: str, admin: Any, elsewhere: str, tmp_path: Path
) -> None:
    people = [await world.newcomer(each) for each in (ALICE, BOB, CHARLIE)]
    await write_backup(world.context.store.driver, tmp_path / "before")
    for who in people:
        await asks(world, who)
    lines = lines_of(await every_erasure(world.context.store.driver))
    again = await restored(mongo_url, elsewhere, tmp_path / "before", lines[:1], NOON)
    done = await replay(again.context, [*lines, Line(account="nobody", at=NOON)])
    assert (done.known, done.erased) == (4, 2)
    assert (await replay(again.context, lines)).erased == 0
    assert admin[elsewhere].members.count_documents({}) == 0
    await again.context.store.close()


async def test_a_backup_in_the_middle_of_everything_is_sound(
    world: World, mongo_url: str, elsewhere: str, tmp_path: Path
) -> None:
    who, pseudonym = await world.linked(ALICE)
    stop = asyncio.Event()

    async def busy() -> int:
        times = 0
        while not stop.is_set():
            world.later(hours=25)
            await world.complete(pseudonym)
            await world.collect(who)
            times += 1
        return times

    acting = asyncio.create_task(busy())
    driver = world.context.store.driver
    for number in range(3):
        await write_backup(driver, tmp_path / f"b{number}")
    stop.set()
    assert await acting > 0
    again = await restored(mongo_url, elsewhere, tmp_path / "b2", [], world.clock.domain_now())
    await sound(again)
    await again.context.store.close()


def test_by_the_command_line(mongo_url: str, elsewhere: str, tmp_path: Path, admin: Any) -> None:
    """Backed up and restored in place, by a typed name only; and into nothing, if somebody says
    who was erased since."""
    env = environment(mongo_url=mongo_url, database=elsewhere, secret=SECRET)
    folder = tmp_path / "backups" / "one"
    folder.parent.mkdir()

    def said(command: click.Command, *words: object) -> str:
        result = CliRunner().invoke(command, [str(word) for word in words], env=env)
        stopped = isinstance(result.exception, BackupError)
        assert stopped or result.exit_code == 0, result.output
        return str(result.exception) if stopped else result.output

    assert "all green" in said(check_command)  # and so a programme begins
    assert "0 erasures were added" in said(backup, folder)
    assert (folder.parent / BESIDE).read_text() == ""
    assert "there already" in said(backup, folder)
    assert f"--replace {elsewhere}" in said(restore, folder)
    assert f"--replace {elsewhere}" in said(restore, folder, "--replace", "other")
    assert "0 of 0 known erasures" in said(restore, folder, "--replace", elsewhere)
    assert said(erasures) == ""
    assert "0 added" in said(erasures, tmp_path / "list")
    admin.drop_database(elsewhere)
    (folder.parent / BESIDE).unlink()
    assert "--erasures FILE" in said(restore, folder)
    assert "none is known" in said(restore, folder, "--no-later-erasures")
    assert "all green" in said(check_command)


def test_one_that_breaks_off_forgets_no_erasure(
    mongo_url: str, elsewhere: str, tmp_path: Path, admin: Any
) -> None:
    """What only the replaced database knew is known to the next try too."""
    env = environment(mongo_url=mongo_url, database=elsewhere, secret=SECRET)
    folder = tmp_path / "one"

    def runs(command: click.Command, *words: object) -> Any:
        return CliRunner().invoke(command, [str(word) for word in words], env=env)

    runs(check_command)
    assert runs(backup, folder).exit_code == 0
    erased = began("somebody", at=NOON, whole=True)
    admin[elsewhere].erasures.insert_one(ERASURES.encode(erased))
    sound = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(sound.replace('"documents": 1,', '"documents": 2,'))
    broken = runs(restore, folder, "--replace", elsewhere)
    assert "documents, not 2" in str(broken.exception)
    (folder / "manifest.json").write_text(sound)
    assert admin[elsewhere].erasures.count_documents({}) == 0
    assert "of 1 known erasures" in runs(restore, folder, "--replace", elsewhere).output


def test_canaries_are_found_where_there_are_any(database: Any) -> None:
    """The search that all of this relies on."""
    birds = Canaries()
    database.inbox.insert_one(
        {"_id": "x", "deep": [{"er": birds.plant("text").upper()}], "n": 1913},
        bypass_document_validation=True,
    )
    database.outbox.insert_one(
        {"_id": birds.plant("id"), "data": f'{{"a": "{birds.plant("bytes")}"}}'.encode()},
        bypass_document_validation=True,
    )
    assert birds.found_in_database(database) == {
        "text": {"inbox"},
        "birth_year": {"inbox"},
        "id": {"outbox"},
        "bytes": {"outbox"},
    }
