"""Guessing: in time, by who may, with an answer to the question, every version kept."""

from datetime import timedelta

import pytest

from rewards.games.game import GameState
from rewards.games.guess import Answer, Entry
from rewards.games.refusals import BadGuess, GuessingClosed, MayNotEnter, TooManyVersions
from tests.people import ALICE, BOB, HOUR, NOON
from tests.rewards.games.helpers import LOCKS, NUMBERS, SCORE, guess, in_state, named, opened, salt

MOMENT = timedelta(milliseconds=1)
ANSWER = named("b0", "b1")


def test_a_change_keeps_every_version():
    game = opened()
    first = guess(game, BOB.account, ANSWER)
    assert isinstance(first, Entry)
    second = guess(game, BOB.account, named("b1", "b0"), entry=first, at=NOON + 2 * HOUR, number=2)
    assert isinstance(second, Entry)
    assert second.id == "g1:bob"
    assert [(each.version, each.answer) for each in second.guesses] == [
        (1, ANSWER),
        (2, named("b1", "b0")),
    ]
    assert second.last.at == NOON + 2 * HOUR


@pytest.mark.parametrize("at", [NOON - MOMENT, LOCKS, LOCKS + MOMENT])
def test_out_of_time_nothing_is_taken(at):
    refusal = guess(opened(), BOB.account, ANSWER, at=at)
    assert refusal == GuessingClosed(state=GameState.OPEN, opens_at=NOON, locks_at=LOCKS)


@pytest.mark.parametrize("at", [NOON, LOCKS - MOMENT])
def test_the_times_are_from_until_before(at):
    assert isinstance(guess(opened(), BOB.account, ANSWER, at=at), Entry)


@pytest.mark.parametrize("state", sorted(set(GameState) - {GameState.OPEN}))
def test_only_an_open_game_takes_guesses_whatever_the_time(state):
    assert isinstance(guess(in_state(state), BOB.account, ANSWER), GuessingClosed)


def test_who_is_guessed_and_who_is_related_may_not_enter():
    game = opened(SCORE)
    for account, related in ((ALICE.account, frozenset()), (BOB.account, frozenset({BOB.account}))):
        refusal = guess(game, account, Answer(score=600), related=related)
        assert refusal == MayNotEnter(game="g2")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(),
        named("b0"),
        named("b0", "b1", "b2"),
        named("b0", "b0"),
        Answer(score=600),
        Answer(podium=("b0", "b1"), score=600),
    ],
)
def test_a_podium_is_named_in_full_and_once_each(answer):
    assert isinstance(guess(opened(), BOB.account, answer), BadGuess)


@pytest.mark.parametrize(
    "answer",
    [Answer(), Answer(score=349), Answer(score=951), Answer(score=-600), named("b0", "b1")],
)
def test_a_score_is_a_number_in_its_range(answer):
    assert isinstance(guess(opened(SCORE), BOB.account, answer), BadGuess)


@pytest.mark.parametrize("score", [350, 600, 950])
def test_the_ends_of_the_range_are_in_it(score):
    assert isinstance(guess(opened(SCORE), BOB.account, Answer(score=score)), Entry)


def test_there_are_only_so_many_changes():
    game, entry = opened(), None
    for number in range(NUMBERS.versions_max):
        entry = guess(game, BOB.account, ANSWER, entry=entry, number=number)
        assert isinstance(entry, Entry)
    refusal = guess(game, BOB.account, ANSWER, entry=entry, number=99)
    assert refusal == TooManyVersions(versions=20, most=20)


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_salt_of_another_length_is_an_error(length, monkeypatch):
    monkeypatch.setattr("tests.rewards.games.helpers.salt", lambda _: b"x" * length)
    with pytest.raises(ValueError, match="a salt has 16 bytes"):
        guess(opened(), BOB.account, ANSWER)
    assert len(salt(1)) == 16
