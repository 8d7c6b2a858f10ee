"""What has been settled of the season before, as values."""

from typing import NamedTuple

from rewards.settlement.plan import Award


class GameResult(NamedTuple):
    """A game about the season, and whom it pays."""

    title: str
    awards: tuple[Award, ...]


class Results(NamedTuple):
    """`awards` of the season `season`, None while they are not paid; its games that are settled."""

    season: str
    awards: tuple[Award, ...] | None
    games: tuple[GameResult, ...]
