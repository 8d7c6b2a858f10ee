"""Games from the programme to the last message, job by job; see service/jobs/*games.py."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from rewards.games.commitment import seal
from rewards.games.game import GameState
from rewards.games.guess import Answer
from rewards.games.outcome import Placed
from rewards.games.refusals import GameMoved
from rewards.games.verify_game import GameBundle, verify_game
from service.check.run import check
from service.clock import FixedClock
from service.flows.games.lock_game import LOCK_GAME, LockGame
from service.flows.games.settle_game import plan_of
from service.settlement.rows import bundle_of
from tests.flows.games.scenes import guess, guessable, three
from tests.jobs.arcade import DORA, STEPS, Arcade
from tests.jobs.toy import open_toys
from tests.people import ALICE, BOB, CHARLIE, NOON


@pytest.fixture
async def arcade(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[Arcade]:
    opened = await open_toys(mongo_url, database_name)
    store = opened.store
    context = replace(opened, clock=FixedClock(NOON))
    yield Arcade(context).look(database)
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def test_a_podium_game_from_the_programme_to_the_last_message(arcade: Arcade) -> None:
    charlie, dora = await arcade.member(CHARLIE), await arcade.member(DORA)
    await arcade.jobs("open_seasons", "open_games")
    game = arcade.game()
    assert (game.id, game.state) == ("weekly-podium.2026-W10", GameState.OPEN)
    alice, bob = await arcade.earners(ALICE, BOB)
    await guess(arcade, charlie, game, three(bob, alice))
    await guess(arcade, charlie, game, three(alice, bob))
    await guess(arcade, dora, game, three(bob, alice))
    arcade.until(game.locks_at)
    await arcade.jobs()
    locked = arcade.game()
    assert (locked.state, locked.leaves, locked.entrants) == (GameState.LOCKED, 3, 2)
    await arcade.season_over()
    await arcade.jobs()
    game = arcade.game()
    assert (game.state, game.root, game.told) == (GameState.SETTLED, locked.root, True)
    assert game.outcome is not None
    assert game.outcome.podium == (
        Placed(account=alice, first=1, last=1),
        Placed(account=bob, first=2, last=2),
    )
    prizes = [pair for pair in arcade.moved("prize") if pair[0] not in (alice, bob)]
    assert sorted(prizes) == sorted([(charlie.account, 50), (dora.account, 30)])
    assert (f"game.{game.id}", 20) in arcade.moved("prize_remainder")
    told = arcade.told("game_settled")
    assert told[charlie.account] == {
        "game": game.id,
        "title": game.title,
        "points": 6,
        "rank": 1,
        "seeds": 50,
    }
    assert (told[dora.account]["points"], told[dora.account]["seeds"]) == (2, 30)


async def test_a_score_game_with_a_tie_and_a_bundle_that_proves_it(arcade: Arcade) -> None:
    alice = await guessable(arcade, ALICE)
    bob, charlie, dora = [await arcade.member(each) for each in (BOB, CHARLIE, DORA)]
    await arcade.jobs("open_seasons", "open_games")
    podium, game = sorted(arcade.games(), key=lambda game: game.kind)
    assert podium.state is GameState.OPEN
    assert game.target is not None
    assert game.target.account == alice.account
    # Alice's score is 390: her contact is verified, and that is all.
    for who, score in ((bob, 380), (charlie, 400), (dora, 450)):
        await guess(arcade, who, game, Answer(score=score))
    arcade.until(game.locks_at)
    await arcade.jobs("lock_games")
    await arcade.published(game)
    await arcade.jobs()
    _, game = sorted(arcade.games(), key=lambda game: game.kind)
    assert game.outcome is not None
    assert (game.state, game.outcome.score) == (GameState.SETTLED, 390)
    assert sorted(arcade.moved("prize")) == sorted(
        [(bob.account, 25), (charlie.account, 25), (dora.account, 10)]
    )
    told = arcade.told("game_settled")
    assert {account: each["off_by"] for account, each in told.items()} == {
        bob.account: 10,
        charlie.account: 10,
        dora.account: 60,
    }
    settlement: Any = await bundle_of(arcade.context.store, plan_of(game.id))
    bundle = GameBundle(game=game, entries=tuple(await arcade.entries(game)), settlement=settlement)
    assert verify_game(msgspec.json.decode(msgspec.json.encode(bundle), type=GameBundle)) == []


async def test_every_job_may_run_again_and_again(arcade: Arcade) -> None:
    alice, bob, charlie = (
        await guessable(arcade, ALICE),
        await arcade.member(BOB),
        await arcade.member(CHARLIE),
    )
    game = await arcade.score_game(alice)
    for who in (bob, charlie):
        await guess(arcade, who, game, Answer(score=400))
    arcade.until(game.locks_at)
    for _ in range(3):
        await arcade.jobs()
    await arcade.published(game)
    for _ in range(3):
        await arcade.jobs()
    after = arcade.game()
    # opened, locked, revealed, settling, settled, told
    assert (after.state, after.version) == (GameState.SETTLED, 6)
    assert len(arcade.moved("prize")) == len(arcade.told("game_settled")) == 2


async def test_every_job_may_be_cut_behind_every_chunk(arcade: Arcade) -> None:
    alice, bob, charlie = (
        await guessable(arcade, ALICE),
        await arcade.member(BOB),
        await arcade.member(CHARLIE),
    )
    assert await arcade.chunk_by_chunk("open_games") >= 2
    [game] = [each for each in arcade.games() if each.target is not None]
    assert game.target.account == alice.account
    for who in (bob, charlie):
        await guess(arcade, who, game, Answer(score=400))
    arcade.until(game.locks_at)
    await arcade.chunk_by_chunk("lock_games")
    await arcade.published(game)
    cuts = {name: await arcade.chunk_by_chunk(name) for name in STEPS[1:]}
    # begun, frozen, drafted, awards, planned, paid, verified, done
    assert cuts["settle_games"] >= 8
    [after] = [each for each in arcade.games() if each.id == game.id]
    assert (after.state, after.told) == (GameState.SETTLED, True)
    assert len(arcade.moved("prize")) == len(arcade.told("game_settled")) == 2


async def test_a_step_leaves_only_the_version_that_was_read(arcade: Arcade) -> None:
    game = await arcade.podium_game()
    arcade.until(game.locks_at)
    await arcade.jobs("lock_games")
    body = LockGame(game=game.id, version=game.version, sealed=seal(()))
    late = (await arcade.apply(LOCK_GAME, body)).answer
    assert late == GameMoved(game=game.id, version=1, current=2)


async def test_games_open_once_and_only_about_those_who_agree(arcade: Arcade) -> None:
    alice = await guessable(arcade, ALICE)
    bob = await arcade.member(BOB)
    for _ in range(3):
        await arcade.jobs("open_games")
    targets = [game.target.account for game in arcade.games() if game.target is not None]
    assert targets == [alice.account]
    assert bob.account not in targets
    assert len(arcade.games()) == 2
    assert len(arcade.moved("escrow_fund")) == 2


async def test_the_next_week_and_the_next_day_have_games_of_their_own(arcade: Arcade) -> None:
    await guessable(arcade, ALICE)
    await arcade.jobs("open_games")
    arcade.later(days=1)
    await arcade.jobs("open_games")
    assert len(arcade.games()) == 3
    arcade.later(days=6)
    await arcade.jobs("open_games")
    kinds = [str(game.kind) for game in arcade.games()]
    assert sorted(kinds) == ["guess_podium"] * 2 + ["guess_score"] * 3
