"""I12 on a real database: what was done to a game behind the product's back is found."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from rewards.games.game import Game
from service.check.games import check_games
from service.clock import FixedClock
from tests.flows.games.scenes import guess, three
from tests.jobs.arcade import Arcade
from tests.jobs.toy import open_toys
from tests.people import ALICE, BOB, NOON


@pytest.fixture
async def arcade(mongo_url: str, database_name: str, admin: Any) -> AsyncIterator[Arcade]:
    opened = await open_toys(mongo_url, database_name)
    store = opened.store
    context = replace(opened, clock=FixedClock(NOON))
    yield Arcade(context).look(admin[database_name])
    await store.close()


async def locked(arcade: Arcade) -> Game:
    """Alice and Bob have guessed, and nobody can any more."""
    game = await arcade.podium_game()
    for person in (ALICE, BOB):
        await guess(arcade, await arcade.member(person), game, three("a"))
    arcade.until(game.locks_at)
    await arcade.jobs("lock_games")
    assert await check_games(arcade.context.store) == []
    return game


async def found(arcade: Arcade) -> list[str]:
    violations = await check_games(arcade.context.store)
    assert {one.invariant for one in violations} <= {"I4", "I12"}
    return [one.sentence for one in violations]


async def test_a_guess_changed_after_the_lock(arcade: Arcade) -> None:
    await locked(arcade)
    entry = arcade.database.entries.find_one()
    change = {"$set": {"guesses.0.answer.podium": ["x", "y", "z"]}}
    arcade.database.entries.update_one({"_id": entry["_id"]}, change)
    assert await found(arcade) == ["the guesses are not those under its root"]


async def test_a_guess_that_slipped_in(arcade: Arcade) -> None:
    game = await locked(arcade)
    entry = arcade.database.entries.find_one()
    entry["_id"], entry["account"] = f"{game.id}:eve", "eve"
    entry["guesses"][0]["at"] = game.locks_at
    arcade.database.entries.insert_one(entry)
    sentences = " ".join(await found(arcade))
    for said in ("out of time", "its gates let 2 in", "3 guesses, 2 were locked", "3 entrants"):
        assert said in sentences


async def test_a_guess_that_is_gone(arcade: Arcade) -> None:
    await locked(arcade)
    arcade.database.entries.delete_one({})
    assert "1 guesses, 2 were locked" in await found(arcade)


async def test_a_gate_that_stands_open(arcade: Arcade) -> None:
    await locked(arcade)
    arcade.database.gates.update_one({"_id": {"$regex": "^game"}}, {"$set": {"open": True}})
    assert await found(arcade) == ["it is locked, and a gate is open"]


async def test_a_pool_that_did_not_come_back(arcade: Arcade) -> None:
    game = await arcade.podium_game()
    arcade.until(game.locks_at)
    await arcade.jobs()
    assert await check_games(arcade.context.store) == []
    arcade.database.transfers.delete_one({"reason": "escrow_return"})
    assert await found(arcade) == ["its escrow still holds 100 seeds"]


async def test_a_game_settled_without_a_plan(arcade: Arcade) -> None:
    await locked(arcade)
    arcade.database.games.update_one({}, {"$set": {"state": "settled"}})
    assert await found(arcade) == ["it is settled without a plan"]
