"""Who was on a board in a season reads so in the access log: once, whoever logs it how often."""

import asyncio
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from rewards.boards.refusals import SeasonUnknown, WrongSeasonState
from rewards.boards.season import SeasonRun
from service.flows.membership.erase import ERASE, Erase
from service.jobs import log_boards
from service.jobs.job import Run
from service.members.consents import Purpose
from service.members.states import State
from service.settlement.seasons.log_board import (
    ALL_LOGGED,
    LOG_BOARD,
    BoardLogged,
    LogBoard,
)
from service.settlement.seasons.move import MoveSeason
from service.store.schema.page import SEASONS
from tests.people import ALICE, BOB, CHARLIE
from tests.settlement.season import BOARD, SUBJECT, Season

JOB = "log_boards"


def looks(database: Any) -> dict[str, str]:
    """Whose log has a board in it, and what was shown; one for each, or the ids would clash."""
    rows = database.access_log.find({"looker": "display"})
    return {row["account"]: row["answered"] for row in rows}


async def is_settled(season: Season) -> list[str]:
    """Alice, Bob and Charlie have played, and there is a result; their accounts."""
    await season.begin()
    people = await season.play()
    await season.end()
    await season.settle()
    return [who.account for who in people]


async def stored(season: Season) -> SeasonRun:
    found = await season.world.context.store.get(SEASONS, SUBJECT)
    assert isinstance(found, SeasonRun)
    return found


async def test_each_has_one_look_with_what_was_shown(season: Season, database: Any) -> None:
    alice, bob, charlie = await is_settled(season)
    await season.run(JOB)
    assert looks(database) == {alice: "seeds: 60", bob: "seeds: 40", charlie: "seeds: 20"}
    [row] = database.access_log.find({"account": alice})
    assert row == {
        "_id": f"board:{SUBJECT}:{alice}",
        "account": alice,
        "looker": "display",
        "who": BOARD,
        "purpose": "board",
        "why": "2026-W10",
        "at": row["at"],
        "answered": "seeds: 60",
    }
    assert row["at"].replace(tzinfo=None) == (await stored(season)).ends_at.replace(tzinfo=None)
    assert (await stored(season)).logged


async def test_further_runs_add_nothing_whether_it_is_marked_or_not(
    season: Season, database: Any
) -> None:
    await is_settled(season)
    await season.run(JOB)
    before = list(database.access_log.find())
    season.world.later(hours=1)
    assert (await season.run(JOB)).progress.done == 0
    database.seasons.update_one({"_id": SUBJECT}, {"$set": {"logged": False}})
    season.world.later(hours=1)
    await season.run(JOB)
    assert list(database.access_log.find()) == before
    assert (await stored(season)).logged


async def test_two_runners_at_once_and_small_chunks_log_each_once(
    season: Season, database: Any
) -> None:
    people = await is_settled(season)
    run = Run(context=season.world.context, job=JOB, as_of=season.world.clock.domain_now())
    ask = partial(log_boards.next_chunk, run, most=1)

    async def runner() -> int:
        checkpoint: str | None = None
        chunks = 0
        while chunk := await ask(checkpoint):
            await asyncio.gather(*map(season.world.context.store.apply, chunk.commands))
            checkpoint, chunks = chunk.after, chunks + 1
        return chunks

    chunks = await asyncio.gather(*(runner() for _ in range(3)))
    assert max(chunks) == len(people) + 1
    assert database.access_log.count_documents({}) == len(people)
    assert set(looks(database)) == set(people)


async def test_who_was_not_on_the_board_has_none(season: Season, database: Any) -> None:
    await season.begin()
    await season.player(ALICE, "mend-umbrella", shown=False)
    bob, _ = await season.player(BOB, "return-umbrella")
    charlie, _ = await season.player(CHARLIE, "mend-umbrella")
    await season.world.withdraw(charlie, Purpose.BOARD, BOARD)
    await season.end()
    await season.settle()
    await season.run(JOB)
    assert looks(database) == {bob.account: "seeds: 20"}


async def test_who_withdraws_after_the_result_was_shown_all_the_same(
    season: Season, database: Any
) -> None:
    await season.begin()
    alice, _ = await season.player(ALICE, "return-umbrella")
    await season.end()
    await season.settle()
    await season.world.withdraw(alice, Purpose.BOARD, BOARD)
    await season.run(JOB)
    assert looks(database) == {alice.account: "seeds: 20"}


async def test_nothing_is_written_of_who_is_erased(season: Season, database: Any) -> None:
    alice, bob, charlie = await is_settled(season)
    member = database.members.find_one({"account": alice})["_id"]
    await season.world.apply(ERASE, Erase(account=alice, member=member, replayed=True))
    assert database.accounts.find_one({"_id": alice})["state"] == State.ERASED
    await season.run(JOB)
    assert set(looks(database)) == {bob, charlie}


async def test_nothing_is_written_of_an_account_that_there_is_not(
    season: Season, database: Any
) -> None:
    await is_settled(season)
    standing = (await season.bundle()).inputs[0]
    body = LogBoard(season=await stored(season), standing=replace(standing, account="nobody"))
    assert (await season.world.apply(LOG_BOARD, body)).answer == BoardLogged(nobody=True)
    assert looks(database) == {}


async def test_each_season_has_its_own_and_an_archived_one_is_made_up_for(
    season: Season, database: Any
) -> None:
    await season.begin()
    alice, pseudonym = await season.player(ALICE, "return-umbrella")
    season.world.later(days=7)
    await season.begin()
    await season.world.complete(pseudonym)
    season.world.later(days=35)
    for job in ("freeze_seasons", "settle_seasons", "archive_seasons", JOB):
        await season.run(job)
    assert await season.state() == "archived"
    rows = database.access_log.find({"account": alice.account}).sort("_id", 1)
    assert [row["why"] for row in rows] == ["2026-W10", "2026-W11"]


@pytest.mark.parametrize("settled", [False, True])
async def test_before_there_is_a_result_nothing_is_logged(
    season: Season, database: Any, settled: bool
) -> None:
    await season.begin()
    await season.play()
    await season.end()
    if settled:
        await season.settle()
    await season.run(JOB)
    assert len(looks(database)) == (3 if settled else 0)
    assert (await stored(season)).logged is settled


async def test_only_a_season_with_a_result_can_be_marked(season: Season) -> None:
    await season.begin()
    opened = await stored(season)
    refused = await season.world.apply(ALL_LOGGED, MoveSeason(season=opened))
    assert isinstance(refused.answer, WrongSeasonState)
    gone = MoveSeason(season=replace(opened, id="season.nowhere"))
    unknown = await season.world.apply(ALL_LOGGED, gone)
    assert unknown.answer == SeasonUnknown(season="season.nowhere")
    assert not (await stored(season)).logged
