"""Games that come to nothing: why, who is told, and that every seed goes back."""

from datetime import timedelta
from typing import Any

import pytest

from rewards.games.game import Game, GameState, Voided
from rewards.games.guess import Answer
from service.members.consents import Purpose
from service.store.schema.documents import CURRENT, Publication
from service.store.schema.page import PUBLICATIONS
from tests.flows.games.scenes import guess, guessable, three
from tests.jobs.arcade import Arcade
from tests.jobs.test_games import arcade as arcade
from tests.people import ALICE, BOB, CHARLIE


async def score_game(arcade: Arcade) -> tuple[Any, list[Any], Game]:
    """About Alice, with Bob and Charlie in it."""
    alice = await guessable(arcade, ALICE)
    players = [await arcade.member(person) for person in (BOB, CHARLIE)]
    game = await arcade.score_game(alice)
    for player in players:
        await guess(arcade, player, game, Answer(score=400))
    return alice, players, game


def is_void(arcade: Arcade, why: Voided, players: list[Any]) -> None:
    """Called off, its pool back, everybody told once, nobody paid."""
    game = arcade.game()
    assert (game.state, game.voided, game.told) == (GameState.VOID, why, True)
    assert arcade.moved("escrow_return") == [(f"game.{game.id}", sum(game.prizes))]
    assert not arcade.moved("prize")
    told = arcade.told("game_void")
    assert set(told) == {player.account for player in players}
    assert all(each["because"] == why for each in told.values())


@pytest.mark.parametrize("entrants", [0, 1])
async def test_with_too_few(arcade: Arcade, entrants: int) -> None:
    players = [await arcade.member(person) for person in (BOB, CHARLIE)][:entrants]
    game = await arcade.podium_game()
    for player in players:
        # Two guesses are still one entrant.
        await guess(arcade, player, game, three("a"))
        await guess(arcade, player, game, three("b"))
    arcade.until(game.locks_at)
    for _ in range(2):
        await arcade.jobs()
    is_void(arcade, Voided.TOO_FEW, players)


async def test_by_a_withdrawal_before_the_lock(arcade: Arcade) -> None:
    alice, players, game = await score_game(arcade)
    await arcade.withdraw(alice, Purpose.GUESSABLE)
    arcade.until(game.locks_at)
    await arcade.jobs()
    is_void(arcade, Voided.CONSENT_WITHDRAWN, players)


@pytest.mark.parametrize("purpose", [Purpose.GUESSABLE, Purpose.SCORE, Purpose.ENROLMENT])
async def test_by_a_withdrawal_after_the_lock_at_once(arcade: Arcade, purpose: Purpose) -> None:
    alice, players, game = await score_game(arcade)
    arcade.until(game.locks_at)
    await arcade.jobs("lock_games")
    await arcade.withdraw(alice, purpose)
    await arcade.jobs()
    is_void(arcade, Voided.CONSENT_WITHDRAWN, players)


async def test_a_withdrawal_after_the_publication_and_before_the_reveal_counts(
    arcade: Arcade,
) -> None:
    alice, players, game = await score_game(arcade)
    arcade.until(game.locks_at)
    await arcade.jobs("lock_games")
    await arcade.published(game)
    await arcade.withdraw(alice, Purpose.GUESSABLE)
    await arcade.jobs()
    is_void(arcade, Voided.CONSENT_WITHDRAWN, players)


async def test_a_withdrawal_after_the_reveal_changes_nothing(arcade: Arcade) -> None:
    alice, _, game = await score_game(arcade)
    arcade.until(game.locks_at)
    await arcade.jobs("lock_games")
    await arcade.published(game)
    await arcade.jobs("reveal_games")
    await arcade.withdraw(alice, Purpose.GUESSABLE)
    await arcade.jobs()
    assert arcade.game().state is GameState.SETTLED


async def test_by_a_cycle_in_which_there_is_no_score(arcade: Arcade) -> None:
    _, players, game = await score_game(arcade)
    arcade.until(game.locks_at)
    await arcade.jobs("lock_games")
    assert game.target is not None
    pointer = Publication(
        id=CURRENT,
        cycle=game.target.cycle,
        revision=1,
        cut_off=game.target.cut_off,
        published_at=game.target.cut_off,
    )
    arcade.database.publications.insert_one(PUBLICATIONS.encode(pointer))
    await arcade.jobs()
    is_void(arcade, Voided.OUTCOME_MISSING, players)


async def test_by_a_board_with_nobody_on_it(arcade: Arcade) -> None:
    players = [await arcade.member(person) for person in (BOB, CHARLIE)]
    game = await arcade.podium_game()
    for player in players:
        await guess(arcade, player, game, three("a"))
    arcade.until(game.locks_at)
    await arcade.jobs("lock_games")
    await arcade.season_over()
    await arcade.jobs()
    game = arcade.game()
    assert (game.state, game.voided) == (GameState.VOID, Voided.OUTCOME_MISSING)
    assert (f"game.{game.id}", sum(game.prizes)) in arcade.moved("escrow_return")
    assert set(arcade.told("game_void")) == {player.account for player in players}


async def test_by_an_outcome_that_never_comes(arcade: Arcade) -> None:
    players = [await arcade.member(person) for person in (BOB, CHARLIE)]
    game = await arcade.podium_game()
    for player in players:
        await guess(arcade, player, game, three("a"))
    arcade.until(game.locks_at)
    await arcade.jobs()
    arcade.until(game.locks_at + timedelta(days=44))
    await arcade.jobs()
    assert arcade.game().state is GameState.LOCKED
    arcade.later(days=1)
    await arcade.jobs()
    is_void(arcade, Voided.OUTCOME_MISSING, players)
