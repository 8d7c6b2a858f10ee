"""Whose row of a board it is, for who may act on what stands there. Pure."""

from datetime import datetime

from service.live.answers import key_of
from service.live.board_index import BoardIndex


def whose_key(index: BoardIndex, key: str, at: datetime) -> str | None:
    """The account that `key` stands for in the season of `at` or in the one before, as long as it
    is shown; a key of long ago tells nothing."""
    seasons = (index.season_at(at), index.season_before(at))
    return next(
        (
            account
            for account in index.shown
            if any(key == key_of(index.board.id, season.id, account) for season in seasons)
        ),
        None,
    )
