"""Verify a game from its bundle alone: commitment, ranks and payout, made again."""

from collections.abc import Iterable

import msgspec

from rewards.games.commitment import seal
from rewards.games.game import Game, answers
from rewards.games.guess import Entry
from rewards.games.score_guesses import score_guesses
from rewards.ledger.invariants import Violation
from rewards.settlement.plan import Bundle
from rewards.settlement.subject import game_subject
from rewards.settlement.verify_plan import verify_plan


class GameBundle(msgspec.Struct, frozen=True, kw_only=True):
    """All that is published at the end: the game and what came out, every guess with its salt."""

    game: Game
    entries: tuple[Entry, ...]
    settlement: Bundle


def verify_game(bundle: GameBundle) -> list[Violation]:
    """I12 and I4: all that differs from what the rules give; empty if the game was right.

    What is not proved here is the outcome itself: that is for the season's or publication's root.
    """
    game, entries = bundle.game, bundle.entries
    try:
        return [
            *guesses_in_time(game, entries),
            *under_the_root(game, entries),
            *_result(bundle),
            *verify_plan(bundle.settlement),
        ]
    except ValueError as error:  # a salt, a guess or an id that no game of ours can have
        return [_i12(game.id, str(error))]


def guesses_in_time(game: Game, entries: Iterable[Entry]) -> list[Violation]:
    """I12: every version of every guess was made while the game was open, numbered in order."""
    found = []
    for entry in entries:
        for number, guess in enumerate(entry.guesses, start=1):
            if not game.opens_at <= guess.at < game.locks_at:
                found.append(_i12(entry.id, f"was made at {guess.at.isoformat()}, out of time"))
            if guess.version != number:
                found.append(_i12(entry.id, f"has version {guess.version} in place {number}"))
    return found


def under_the_root(game: Game, entries: Iterable[Entry]) -> list[Violation]:
    """I12: the guesses are those the game was locked with, no more and no fewer."""
    entries = tuple(entries)
    sealed = seal(entries)
    sentences = {
        f"{sealed.leaves} guesses, {game.leaves} were locked": sealed.leaves != game.leaves,
        f"{sealed.entrants} entrants, {game.entrants} were locked": (
            sealed.entrants != game.entrants
        ),
        "the guesses are not those under its root": sealed.root != game.root,
        "a guess belongs to another game": any(each.game != game.id for each in entries),
    }
    return [_i12(game.id, sentence) for sentence, broken in sentences.items() if broken]


def _result(bundle: GameBundle) -> list[Violation]:
    game, settlement = bundle.game, bundle.settlement
    if not answers(game, game.outcome):
        return [_i12(game.id, "its outcome is missing")]
    standings = score_guesses(game, bundle.entries)
    ordered = tuple(sorted(standings, key=lambda each: each.account))
    sentences = {
        "its standings do not follow from guesses and outcome": settlement.inputs != ordered,
        "its prizes are not those it promised": settlement.plan.prizes != game.prizes,
        "its plan is about something else": settlement.plan.subject != game_subject(game.id),
    }
    return [_i12(game.id, sentence) for sentence, broken in sentences.items() if broken]


def _i12(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I12", subject=subject, sentence=sentence)
