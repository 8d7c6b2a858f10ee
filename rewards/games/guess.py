"""One account's guesses in one game: every version, the last one counts."""

import msgspec

from rewards.calendar import Instant


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """`podium`: accounts for place 1, 2 and so on; `score`: a whole number. One of the two."""

    podium: tuple[str, ...] = ()
    score: int | None = None


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """One version, 1 for the first. `salt` is secret until the reveal."""

    version: int
    at: Instant
    answer: Answer
    salt: bytes


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is `<game>:<account>`. `guesses` are in order of version, at least one.

    `version` is the store's: how often the entry was written.
    """

    id: str
    game: str
    account: str
    guesses: tuple[Guess, ...]
    version: int = 1

    @property
    def last(self) -> Guess:
        """The version that counts."""
        return self.guesses[-1]


def entry_id(game: str, account: str) -> str:
    """The id of an account's entry in a game."""
    return f"{game}:{account}"
