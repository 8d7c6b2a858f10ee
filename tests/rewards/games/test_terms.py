"""From what the programme declares to games; see rewards/games/terms.py."""

from datetime import timedelta

import msgspec
import pytest

from rewards.boards.board import Board, Metric, SeasonKind, season_of
from rewards.games.game import GameKind, lint_game
from rewards.games.terms import GameTerms, draft_podium, draft_score, lint_terms
from tests.people import NOON
from tests.rewards.games.helpers import NUMBERS, SCORE

replace = msgspec.structs.replace
BOARD = Board(id="weekly", metric=Metric.SEEDS, season=SeasonKind.WEEKLY, title="Seeds")
SEASON = season_of(BOARD, NOON, "Europe/Berlin")
PODIUM_TERMS = GameTerms(
    id="podium",
    kind=GameKind.GUESS_PODIUM,
    title="Who?",
    prizes=(50, 20),
    lock_minutes=60,
    board="weekly",
    places=3,
)
SCORE_TERMS = GameTerms(
    id="score", kind=GameKind.GUESS_SCORE, title="How much?", prizes=(50, 20), lock_minutes=60
)
TARGET = replace(SCORE.target, cut_off=NOON + timedelta(days=3))
HOUR, MOMENT = timedelta(hours=1), timedelta(milliseconds=1)


def test_a_season_has_one_podium_game():
    game = draft_podium(PODIUM_TERMS, SEASON, at=NOON, numbers=NUMBERS)
    assert game is not None
    assert (game.id, game.locks_at) == ("podium.2026-W10", SEASON.ends_at - HOUR)
    assert (game.podium.season, game.podium.places) == ("2026-W10", 3)
    assert lint_game(game) == []


def test_a_member_has_one_game_for_each_cycle_and_its_id_does_not_tell_who():
    game = draft_score(SCORE_TERMS, TARGET, at=NOON)
    again = draft_score(SCORE_TERMS, TARGET, at=NOON + HOUR)
    next_ = draft_score(SCORE_TERMS, replace(TARGET, cycle="2026-04"), at=NOON)
    other = draft_score(SCORE_TERMS, replace(TARGET, account="bob"), at=NOON)
    assert game.id == again.id
    assert len({game.id, next_.id, other.id}) == 3
    assert TARGET.account not in game.id
    assert game.locks_at == TARGET.cut_off - HOUR
    assert lint_game(game) == []


def test_there_is_no_game_that_would_be_locked_already():
    late = SEASON.ends_at - HOUR
    assert draft_podium(PODIUM_TERMS, SEASON, at=late - MOMENT, numbers=NUMBERS) is not None
    assert draft_podium(PODIUM_TERMS, SEASON, at=late, numbers=NUMBERS) is None
    assert draft_score(SCORE_TERMS, TARGET, at=TARGET.cut_off - HOUR) is None


def test_terms_without_a_podium_draft_none():
    with pytest.raises(ValueError, match="no podium"):
        draft_podium(SCORE_TERMS, SEASON, at=NOON, numbers=NUMBERS)


@pytest.mark.parametrize("terms", [PODIUM_TERMS, SCORE_TERMS])
def test_sound_terms_have_nothing_wrong(terms):
    assert lint_terms(terms, ["weekly"]) == []


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        (replace(PODIUM_TERMS, id="x" * 33), "longer than 32"),
        (replace(PODIUM_TERMS, id="a:b"), "cannot be used"),
        (replace(PODIUM_TERMS, board=None), "has a board"),
        (replace(PODIUM_TERMS, places=None), "has a board"),
        (replace(PODIUM_TERMS, board="yearly"), "not declared"),
        (replace(PODIUM_TERMS, lock_minutes=10_080), "before its season begins"),
        (replace(PODIUM_TERMS, prizes=()), "no place wins"),
        (replace(PODIUM_TERMS, prizes=(1, 2)), "more than one above"),
        (replace(SCORE_TERMS, places=3), "only a podium"),
        (replace(SCORE_TERMS, board="weekly"), "only a podium"),
    ],
)
def test_bad_terms_are_named(terms, sentence):
    assert any(sentence in found for found in lint_terms(terms, ["weekly"]))
