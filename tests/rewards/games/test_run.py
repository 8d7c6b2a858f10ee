"""A game's steps: each once, in its time, or void for a reason."""

from datetime import timedelta

import msgspec
import pytest

from rewards.games.commitment import seal
from rewards.games.game import TRANSITIONS, Game, GameState, Voided, lint_game
from rewards.games.outcome import Outcome
from rewards.games.plan_payout import plan_payout
from rewards.games.refusals import TooEarlyForGame, WrongGameState
from rewards.games.run import begin_settling, call_off, end_settling, lock, open_game, reveal
from rewards.settlement.plan import Bundle
from rewards.settlement.refusals import EscrowIsNotPool
from tests.people import NOON
from tests.rewards.games.helpers import (
    LOCKS,
    NUMBERS,
    OUTCOME,
    PODIUM,
    SCORE,
    SHOWN,
    entries,
    in_state,
    named,
    opened,
    revealed,
)

MOMENT = timedelta(milliseconds=1)
MADE = entries(opened(), named("b0", "b1"), named("b1", "b2"))
STEPS = {
    GameState.OPEN: lambda game: open_game(game, at=SHOWN),
    GameState.LOCKED: lambda game: lock(game, seal(MADE), at=SHOWN, numbers=NUMBERS),
    GameState.REVEALED: lambda game: reveal(game, OUTCOME, consented=True, at=SHOWN),
    GameState.SETTLING: lambda game: begin_settling(game, at=SHOWN),
    GameState.SETTLED: lambda game: end_settling(game, at=SHOWN),
    GameState.VOID: lambda game: call_off(game, because=Voided.CONSENT_WITHDRAWN, at=SHOWN),
}


@pytest.mark.parametrize("wanted", STEPS)
@pytest.mark.parametrize("state", GameState)
def test_every_step_from_every_state(state, wanted):
    answer = STEPS[wanted](in_state(state))
    if wanted in TRANSITIONS[state]:
        assert isinstance(answer, Game)
        assert answer.state is wanted
    else:
        allowed = tuple(sorted(TRANSITIONS[state]))
        assert answer == WrongGameState(state=state, wanted=wanted, allowed=allowed)


def test_it_opens_and_locks_no_earlier_than_it_says():
    assert open_game(PODIUM, at=NOON - MOMENT) == TooEarlyForGame(due_at=NOON)
    early = lock(opened(), seal(MADE), at=LOCKS - MOMENT, numbers=NUMBERS)
    assert early == TooEarlyForGame(due_at=LOCKS)


@pytest.mark.parametrize("few", [MADE[:0], MADE[:1]])
def test_with_fewer_than_two_it_is_void(few):
    game = lock(opened(), seal(few), at=LOCKS, numbers=NUMBERS)
    assert isinstance(game, Game)
    assert (game.state, game.voided, game.entrants) == (GameState.VOID, Voided.TOO_FEW, len(few))


@pytest.mark.parametrize(
    ("outcome", "consented", "why"),
    [
        (OUTCOME, False, Voided.CONSENT_WITHDRAWN),
        (None, False, Voided.CONSENT_WITHDRAWN),
        (None, True, Voided.OUTCOME_MISSING),
        (Outcome(), True, Voided.OUTCOME_MISSING),
        (Outcome(score=600), True, Voided.OUTCOME_MISSING),
    ],
)
def test_without_consent_or_outcome_it_is_void(outcome, consented, why):
    game = reveal(in_state(GameState.LOCKED), outcome, consented=consented, at=SHOWN)
    assert isinstance(game, Game)
    assert (game.state, game.voided) == (GameState.VOID, why)


@pytest.mark.parametrize("state", sorted(set(GameState) - {GameState.REVEALED}))
def test_only_what_is_revealed_is_paid(state):
    refusal = plan_payout(in_state(state), MADE, escrow=100, at=SHOWN)
    assert isinstance(refusal, WrongGameState)


def test_a_revealed_game_is_planned_from_its_escrow():
    game, made = revealed()
    bundle = plan_payout(game, made, escrow=100, at=SHOWN)
    assert isinstance(bundle, Bundle)
    # 6 points, 2, 1 (the name in place 2 stands in place 1), none.
    assert [(each.account, each.amount) for each in bundle.awards] == [
        ("e0", 60),
        ("e1", 30),
        ("e2", 10),
    ]
    assert isinstance(plan_payout(game, made, escrow=99, at=SHOWN), EscrowIsNotPool)


@pytest.mark.parametrize("game", [PODIUM, SCORE])
def test_sound_games_have_nothing_wrong(game):
    assert lint_game(game) == []


replace = msgspec.structs.replace


@pytest.mark.parametrize(
    ("game", "sentence"),
    [
        (replace(PODIUM, id="a:b"), "an id is"),
        (replace(PODIUM, id="x" * 60), "an id is"),
        (replace(PODIUM, locks_at=NOON), "locks before"),
        (replace(PODIUM, podium=None), "asks something else"),
        (replace(PODIUM, target=SCORE.target), "asks something else"),
        (replace(PODIUM, kind=SCORE.kind), "asks something else"),
        (replace(PODIUM, podium=replace(PODIUM.podium, places=0)), "1 to 10 places"),
        (replace(PODIUM, podium=replace(PODIUM.podium, places=11)), "1 to 10 places"),
        (replace(PODIUM, podium=replace(PODIUM.podium, podium_points=4)), "worth less"),
        (replace(SCORE, target=replace(SCORE.target, highest=350)), "no score"),
        (replace(SCORE, target=replace(SCORE.target, cut_off=NOON)), "after the cut-off"),
        (replace(PODIUM, prizes=()), "no place wins"),
        (replace(PODIUM, prizes=(1, 2)), "more than one above"),
    ],
)
def test_a_bad_game_is_named(game, sentence):
    assert any(sentence in found for found in lint_game(game))
