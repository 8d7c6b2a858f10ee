"""The model follows the database: nothing missed, nothing twice, nobody against their will."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from msgspec import structs

from service.flows.membership.rename import RENAME, Rename
from service.live.feed import Feed
from service.live.follow import HistoryLost, Source, follow
from service.live.load import load, take
from service.live.screens import Screens
from service.members.consents import Purpose
from service.programme import Programme
from service.programme_demo import DEMO
from tests.flows.world import World
from tests.live.conftest import BOARD, ranks, until
from tests.people import ALICE, BOB, CHARLIE, NOON


async def test_what_was_there_is_loaded_and_what_comes_is_followed(
    world: World, feed: Feed
) -> None:
    alice, at_kiosk = await world.linked(ALICE)
    await world.grant(alice, Purpose.BOARD, BOARD)
    await world.complete(at_kiosk)
    await until(lambda: ranks(feed) == [(1, "Alice", 20)])
    loaded = await load(await take(world.context.store), DEMO, NOON)
    season = loaded.boards[BOARD].season_at(NOON)
    assert [each.standing.value for each in loaded.boards[BOARD].standings(season).top(9)] == [20]
    assert list(loaded.names.values()) == ["Alice"]


async def test_a_withdrawal_hides_within_a_second_and_the_member_still_counts(
    world: World, feed: Feed
) -> None:
    for person in (ALICE, BOB):
        who, at_kiosk = await world.linked(person)
        await world.grant(who, Purpose.BOARD, BOARD)
        await world.complete(at_kiosk)
    await until(lambda: len(ranks(feed)) == 2)
    await world.withdraw(who, Purpose.BOARD, BOARD)
    await until(lambda: ranks(feed) == [(1, "Alice", 20)])
    world.later(days=1)
    await world.complete(at_kiosk)
    await world.grant(who, Purpose.BOARD, BOARD)
    await until(lambda: ranks(feed) == [(1, "Bob", 40), (2, "Alice", 20)])


async def test_a_minor_is_left_out_whatever_is_stored(world: World, database: Any) -> None:
    who, at_kiosk = await world.linked(ALICE)
    await world.grant(who, Purpose.BOARD, BOARD)
    await world.complete(at_kiosk)
    grown_up_at = NOON + timedelta(days=1)
    database.accounts.update_one({"_id": who.account}, {"$set": {"adult_from": grown_up_at}})
    for at, shown in ((NOON, 0), (grown_up_at, 1)):
        index = (await load(await take(world.context.store), DEMO, at)).boards[BOARD]
        assert len(index.standings(index.season_at(NOON))) == shown


async def test_leaving_the_programme_hides(world: World, feed: Feed) -> None:
    who, at_kiosk = await world.linked(ALICE)
    await world.grant(who, Purpose.BOARD, BOARD)
    await world.complete(at_kiosk)
    await until(lambda: len(ranks(feed)) == 1)
    await world.withdraw(who, Purpose.ENROLMENT)
    await until(lambda: ranks(feed) == [])


async def test_a_consent_that_ends_by_itself_hides_without_any_event(
    world: World, feed: Feed
) -> None:
    who, at_kiosk = await world.linked(ALICE)
    await world.grant(who, Purpose.BOARD, BOARD)
    await until(lambda: len(feed.model.names) == 1 if feed.model else False)
    assert feed.model is not None
    before = feed.model.version
    world.later(days=89)
    await world.complete(at_kiosk)
    season = feed.model.boards[BOARD].season_at(feed.domain_now())
    index = feed.model.boards[BOARD]
    await until(lambda: len(index.standings(season)) == 1)
    world.later(days=1)
    await until(lambda: len(index.standings(season)) == 0)
    assert feed.model.version != before


async def test_a_new_name_is_shown_and_moves_nobody(world: World, feed: Feed) -> None:
    who, at_kiosk = await world.linked(CHARLIE)
    await world.grant(who, Purpose.BOARD, BOARD)
    await world.complete(at_kiosk)
    await until(lambda: ranks(feed) == [(1, "Charlie", 20)])
    await world.apply(RENAME, Rename(member=who.member, display_name="<b>Chuck</b>"))
    await until(lambda: ranks(feed) == [(1, "<b>Chuck</b>", 20)])


async def test_loading_amid_a_storm_misses_nothing_and_doubles_nothing(world: World) -> None:
    """Models are loaded while completions are being committed; each ends at the same sum."""
    who, at_kiosk = await world.linked(ALICE)
    await world.grant(who, Purpose.BOARD, BOARD)
    feeds = [Feed(world.context) for _ in range(3)]
    tasks = []
    for feed in feeds:
        tasks.append(asyncio.create_task(feed.run()))
        await world.complete(at_kiosk)
        world.later(days=1)
    await until(lambda: all(_all_seasons(feed) == 60 for feed in feeds), within_s=5)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _all_seasons(feed: Feed) -> int:
    if feed.model is None:
        return 0
    index = feed.model.boards[BOARD]
    seasons = (index.season_at(NOON), index.season_at(feed.domain_now()))
    tops = [
        index.standings(season).top(1) for season in {each.id: each for each in seasons}.values()
    ]
    return sum(row.standing.value for top in tops for row in top)


async def test_a_stream_that_is_cut_goes_on_behind_the_last_change(
    world: World, feed: Feed, admin: Any
) -> None:
    who, at_kiosk = await world.linked(ALICE)
    await world.grant(who, Purpose.BOARD, BOARD)
    await world.complete(at_kiosk)
    await until(lambda: ranks(feed) == [(1, "Alice", 20)])
    for _ in range(3):
        _kill_streams(admin, world)
        world.later(days=1)
        await world.complete(at_kiosk)
    await until(lambda: ranks(feed) == [(1, "Alice", 80)], within_s=5)
    assert feed.loads == 1


def _kill_streams(admin: Any, world: World) -> None:
    idle = {"$currentOp": {"allUsers": True, "idleCursors": True}}
    for op in admin.admin.aggregate([idle, {"$match": {"cursor.tailable": True}}]):
        collection, cursor = op["ns"].split(".", 1)[1], op["cursor"]["cursorId"]
        admin[op["ns"].split(".", 1)[0]].command("killCursors", collection, cursors=[cursor])


async def test_a_stream_that_ends_is_followed_by_a_new_load(
    world: World, feed: Feed, database: Any
) -> None:
    who, at_kiosk = await world.linked(ALICE)
    await world.grant(who, Purpose.BOARD, BOARD)
    await world.complete(at_kiosk)
    await until(lambda: ranks(feed) == [(1, "Alice", 20)])
    database.completions.drop()
    await until(lambda: feed.loads == 2 and ranks(feed) == [], within_s=5)


async def test_an_invalid_token_asks_for_a_new_load(world: World, database: Any) -> None:
    at = (await take(world.context.store)).after
    source = Source((), lambda _change: None, lambda _change: None)
    following = asyncio.create_task(follow(world.context.store, source, at))
    await asyncio.sleep(0.2)
    database.client.drop_database(database.name)
    done = await asyncio.wait_for(asyncio.gather(following, return_exceptions=True), 5)
    assert isinstance(done[0], HistoryLost)


async def test_a_strangers_document_stops_nothing(world: World, feed: Feed, database: Any) -> None:
    who, at_kiosk = await world.linked(ALICE)
    await world.grant(who, Purpose.BOARD, BOARD)
    database.command("collMod", "members", validator={})
    database.members.insert_one({"_id": "stranger", "state": "active"})
    await world.complete(at_kiosk)
    await until(lambda: ranks(feed) == [(1, "Alice", 20)])


async def test_as_of_follows_the_clock_while_nothing_happens(world: World, feed: Feed) -> None:
    later = world.later(minutes=1)
    await until(lambda: feed.as_of == later)


async def test_a_sandboxs_clock_begins_the_season_that_it_is_moved_into(
    world: World, feed: Feed
) -> None:
    who, at_kiosk = await world.linked(ALICE)
    await world.grant(who, Purpose.BOARD, BOARD)
    await world.complete(at_kiosk)
    await until(lambda: ranks(feed) == [(1, "Alice", 20)])
    screens = Screens(feed)
    screen, _ = screens.open(BOARD)
    before = screen.state
    world.clock.follow(timedelta(days=14))
    assert ranks(feed) == []
    screens.refresh()
    assert screen.state != before
    await world.complete(at_kiosk)
    await until(lambda: ranks(feed) == [(1, "Alice", 20)])


def going_by(world: World, programmes: list[Programme]) -> Feed:
    """A feed whose process goes by the last of these."""
    return Feed(replace(world.context, programme=lambda: programmes[-1]))


async def test_another_version_with_the_same_boards_is_told_and_nothing_is_loaded_again(
    world: World,
) -> None:
    programmes, told = [DEMO], list[int]()
    feed = going_by(world, programmes)
    feed.on_change(lambda: told.append(feed.model.programme.version if feed.model else 0))
    task = asyncio.create_task(feed.run())
    await asyncio.wait_for(feed.ready.wait(), 10)
    version = feed.model.version if feed.model else ""
    programmes.append(structs.replace(DEMO, version=2, translations={}))
    await until(lambda: 2 in told)
    assert feed.model is not None
    assert (feed.loads, feed.model.programme.translations) == (1, {})
    assert feed.model.version != version
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_other_boards_are_loaded(world: World) -> None:
    programmes = [DEMO]
    feed = going_by(world, programmes)
    task = asyncio.create_task(feed.run())
    await asyncio.wait_for(feed.ready.wait(), 10)
    another = structs.replace(DEMO.boards[0], id="seeds-too")
    programmes.append(structs.replace(DEMO, version=2, boards=(*DEMO.boards, another)))
    await until(lambda: feed.model is not None and "seeds-too" in feed.model.boards, 5.0)
    assert feed.loads == 2
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
