"""Anyone can prove a game from its bundle; whatever is changed is found."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.games.commitment import leaf, leaves, seal
from rewards.games.game import Game
from rewards.games.guess import Answer, Entry
from rewards.games.outcome import Outcome
from rewards.games.run import lock
from rewards.games.verify_game import GameBundle, verify_game
from rewards.merkle import inclusion_proof, is_included
from tests.people import HOUR, NOON
from tests.rewards.games.helpers import (
    LOCKS,
    NUMBERS,
    SCORE,
    bundled,
    entries,
    guess,
    named,
    opened,
    salt,
)

replace = msgspec.structs.replace
SOUND = bundled()


def with_guess(n, **changes):
    made = list(SOUND.entries)
    made[n] = replace(made[n], guesses=(replace(made[n].last, **changes),))
    return replace(SOUND, entries=tuple(made))


def test_a_sound_bundle_is_verified_and_can_be_written_down():
    assert verify_game(SOUND) == []
    again = msgspec.json.decode(msgspec.json.encode(SOUND), type=GameBundle)
    assert again == SOUND
    assert verify_game(again) == []


def test_a_score_game_too():
    answers = (Answer(score=590), Answer(score=601))
    assert verify_game(bundled(SCORE, answers, Outcome(score=600))) == []


ENTRY = SOUND.entries[0]
assert SOUND.game.outcome is not None
PODIUM = SOUND.game.outcome.podium


@pytest.mark.parametrize(
    "forged",
    [
        with_guess(0, answer=named("b0", "b2")),
        with_guess(1, at=NOON),
        with_guess(1, at=LOCKS),
        with_guess(1, at=NOON - HOUR),
        with_guess(1, salt=salt(99)),
        with_guess(1, salt=b"short"),
        with_guess(1, version=2),
        replace(SOUND, entries=SOUND.entries[1:]),
        replace(SOUND, entries=(*SOUND.entries, replace(ENTRY, account="eve", id="g1:eve"))),
        replace(SOUND, entries=(replace(ENTRY, account="eve"), *SOUND.entries[1:])),
        replace(SOUND, entries=(replace(ENTRY, game="g9"), *SOUND.entries[1:])),
        replace(SOUND, entries=(replace(ENTRY, guesses=ENTRY.guesses * 2), *SOUND.entries[1:])),
        replace(SOUND, game=replace(SOUND.game, outcome=None)),
        replace(SOUND, game=replace(SOUND.game, outcome=Outcome())),
        replace(SOUND, game=replace(SOUND.game, outcome=Outcome(score=600))),
        replace(SOUND, game=replace(SOUND.game, outcome=Outcome(podium=PODIUM[::-1][:1]))),
        replace(SOUND, game=replace(SOUND.game, entrants=3)),
        replace(SOUND, game=replace(SOUND.game, root="0" * 64)),
        replace(SOUND, game=replace(SOUND.game, root=None)),
        replace(SOUND, game=replace(SOUND.game, leaves=3)),
        replace(SOUND, game=replace(SOUND.game, locks_at=NOON + HOUR)),
        replace(SOUND, game=replace(SOUND.game, prizes=(70, 20, 10))),
        replace(SOUND, game=replace(SOUND.game, id="g9")),
        replace(SOUND, settlement=bundled(answers=(named("b0", "b1"),) * 2).settlement),
        replace(SOUND, settlement=replace(SOUND.settlement, awards=SOUND.settlement.awards[1:])),
    ],
)
def test_what_was_changed_is_found(forged):
    found = verify_game(forged)
    assert found
    assert {each.invariant for each in found} <= {"I4", "I12"}


def test_the_order_guesses_are_read_in_changes_nothing():
    assert leaves(SOUND.entries) == leaves(SOUND.entries[::-1])


def test_every_version_is_under_the_root_and_can_be_shown_to_be():
    game = opened()
    first = guess(game, "e9", named("b0", "b1"), number=90)
    assert isinstance(first, Entry)
    changed = guess(game, "e9", named("b1", "b0"), entry=first, number=91)
    assert isinstance(changed, Entry)
    made = (*entries(game, named("b0", "b1"), named("b1", "b0")), changed)
    locked = lock(game, seal(made), at=LOCKS, numbers=NUMBERS)
    assert isinstance(locked, Game)
    assert locked.leaves == 4
    all_leaves = leaves(made)
    for index, version in ((2, changed.guesses[0]), (3, changed.guesses[1])):
        assert is_included(
            leaf(changed, version),
            index=index,
            size=locked.leaves,
            proof=inclusion_proof(all_leaves, index),
            expected=bytes.fromhex(locked.root or ""),
        )


ANSWER = st.permutations(["b0", "b1", "b2", "b3"]).map(lambda names: named(*names[:2]))


@given(st.lists(ANSWER, min_size=2, max_size=8))
def test_whatever_is_guessed_the_game_is_verified(answers):
    bundle = bundled(answers=tuple(answers))
    assert verify_game(bundle) == []
    paid = sum(each.amount for each in bundle.settlement.awards)
    assert paid + bundle.settlement.plan.remainder == 100
