"""The commitment: every version of every guess is a salted leaf, in a fixed order."""

from collections.abc import Iterable, Sequence

import msgspec

from rewards.games.guess import Entry, Guess
from rewards.merkle import root, salted
from rewards.settlement.canonical import canonical


def leaves(entries: Iterable[Entry]) -> tuple[bytes, ...]:
    """Leaf hashes in order of account, then version."""
    ordered = sorted(entries, key=lambda entry: entry.account)
    return tuple(leaf(entry, guess) for entry in ordered for guess in entry.guesses)


def leaf(entry: Entry, guess: Guess) -> bytes:
    """One leaf: `salt || canonical JSON of [game, account, version, at, answer]`."""
    content = [entry.game, entry.account, guess.version, guess.at, guess.answer]
    return salted(guess.salt, canonical(content))


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """What a game is locked with: the root over `leaves` guesses of `entrants` accounts."""

    root: str
    leaves: int
    entrants: int


def seal(entries: Sequence[Entry]) -> Sealed:
    """The commitment to all `entries` of a game."""
    hashes = leaves(entries)
    return Sealed(root=root(hashes).hex(), leaves=len(hashes), entrants=len(entries))
