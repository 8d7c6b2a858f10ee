"""From the key of a board's row back to its account, for those who are shown there."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from service.live.answers import key_of
from service.live.board_index import BoardIndex


class _Book:
    """The keys of one board in one season. It grows with who is shown, and forgets nobody: whoever
    asks looks whether the account is shown still."""

    def __init__(self, board: str, season: str) -> None:
        self.season = season
        self._board = board
        self._keys: dict[str, str] = {}
        self._seen: set[str] = set()

    def find(self, index: BoardIndex, key: str) -> str | None:
        if key not in self._keys:
            for account in index.shown - self._seen:
                self._seen.add(account)
                self._keys[key_of(self._board, self.season, account)] = account
        found = self._keys.get(key)
        return found if found is not None and index.shows(found) else None


_BOOKS: WeakKeyDictionary[BoardIndex, _Book] = WeakKeyDictionary()


def find_accounts(
    index: BoardIndex, season: str, keys: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The accounts with these keys, in order; and the keys that nobody shown on the board has."""
    book = _BOOKS.get(index)
    if book is None or book.season != season:
        book = _BOOKS[index] = _Book(index.board.id, season)
    found = [(key, book.find(index, key)) for key in keys]
    unknown = tuple(key for key, account in found if account is None)
    return tuple(account for _, account in found if account is not None), unknown
