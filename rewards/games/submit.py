"""Submit a guess: the first of an account, or a change of it."""

from collections.abc import Set as AbstractSet
from datetime import UTC, datetime

import msgspec

from rewards.economy import GameNumbers
from rewards.games.game import Game, GameState, Podium, Target
from rewards.games.guess import Answer, Entry, Guess, entry_id
from rewards.games.refusals import BadGuess, GuessingClosed, MayNotEnter, TooManyVersions
from rewards.merkle import SALT_BYTES


def submit(
    game: Game,
    entry: Entry | None,
    answer: Answer,
    *,
    account: str,
    related: AbstractSet[str],
    at: datetime,
    salt: bytes,
    numbers: GameNumbers,
) -> Entry | GuessingClosed | MayNotEnter | BadGuess | TooManyVersions:
    """The account's entry with one more version. `entry` is what it has so far, if anything.

    `related` are accounts that could know or change the outcome beside the target itself. `salt` is
    `SALT_BYTES` random bytes made by the caller; ValueError if it is not.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    if not is_open(game, at):
        return GuessingClosed(state=game.state, opens_at=game.opens_at, locks_at=game.locks_at)
    if account in related or (game.target is not None and account == game.target.account):
        return MayNotEnter(game=game.id)
    sentence = _wrong(game, answer)
    if sentence is not None:
        return BadGuess(sentence=sentence)
    return _with_version(game, entry, answer, account, at, salt, numbers)


def is_open(game: Game, at: datetime) -> bool:
    """True while guesses are taken. The gates repeat this by the database's clock."""
    return game.state is GameState.OPEN and game.opens_at <= at < game.locks_at


def _with_version(
    game: Game,
    entry: Entry | None,
    answer: Answer,
    account: str,
    at: datetime,
    salt: bytes,
    numbers: GameNumbers,
) -> Entry | TooManyVersions:
    before = entry.guesses if entry is not None else ()
    if len(before) >= numbers.versions_max:
        return TooManyVersions(versions=len(before), most=numbers.versions_max)
    guess = Guess(version=len(before) + 1, at=at.astimezone(UTC), answer=answer, salt=salt)
    if entry is not None:
        return msgspec.structs.replace(entry, guesses=(*before, guess))
    id_ = entry_id(game.id, account)
    return Entry(id=id_, game=game.id, account=account, guesses=(guess,))


def _wrong(game: Game, answer: Answer) -> str | None:
    if game.podium is not None:
        return _wrong_podium(game.podium, answer)
    return _wrong_score(game.target, answer) if game.target is not None else None


def _wrong_podium(podium: Podium, answer: Answer) -> str | None:
    names = len(answer.podium)
    if answer.score is not None or names != podium.places:
        return f"name {podium.places} accounts and no score"
    if len(set(answer.podium)) < names:
        return "name each account once"
    return None


def _wrong_score(target: Target, answer: Answer) -> str | None:
    if answer.podium or answer.score is None:
        return "guess one whole number and no accounts"
    if not target.lowest <= answer.score <= target.highest:
        return f"guess a number from {target.lowest} to {target.highest}"
    return None
