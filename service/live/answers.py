"""What is told of a board, made in one go from one version. Pure."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

import msgspec

from rewards.boards.board import Season
from rewards.boards.rank import Ranked
from rewards.calendar import Instant
from service.live.board_index import BoardIndex
from service.live.ended import EndedSeason, ended
from service.live.model import Model

ROWS_ON_SCREEN = 10


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place. `key` stays the same while the row moves, for this season, and tells no more."""

    rank: int
    name: str
    seeds: int
    key: str
    you: bool = False


class BoardSeason(msgspec.Struct, frozen=True, kw_only=True):
    """The season shown, until before `ends_at`."""

    id: str
    starts_at: Instant
    ends_at: Instant


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """As of when (server time), how long ago that was, and the programme's time now."""

    as_of: Instant
    age_ms: int
    now: Instant


class Shown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a screen shows: equal values look the same. `ranked` is how many have a rank, `ended` is
    the season before, until it is settled."""

    board: str
    title: str
    season: BoardSeason
    ranked: int
    rows: tuple[Row, ...]
    ended: EndedSeason | None = None


class BoardNow(Shown, frozen=True, kw_only=True, omit_defaults=True):
    """The same with its version. Everything before `as_of` is in it, which was `age_ms` ago; `now`
    is the programme's time, by which the season ends."""

    version: str
    as_of: Instant
    age_ms: int
    now: Instant


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """The caller's own place; one who is not shown sees the rank they would have."""

    rank: int
    seeds: int


class MyBoard(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A board for one member. Who is not on it sees nobody else: no `top`, no `around`."""

    board: str
    title: str
    season: BoardSeason
    version: str
    as_of: Instant
    now: Instant
    on_board: bool
    ranked: int
    me: Mine | None = None
    top: tuple[Row, ...] = ()
    around: tuple[Row, ...] = ()


def shown(model: Model, index: BoardIndex, at: datetime) -> Shown:
    """The board's first places in the season that holds `at`."""
    season = index.season_at(at)
    standings = index.standings(season)
    return Shown(
        board=index.board.id,
        title=index.board.title,
        season=_season(season),
        ranked=len(standings),
        rows=rows(model, season, standings.top(ROWS_ON_SCREEN)),
        ended=ended(model, index, at),
    )


def board_now(model: Model, state: Shown, times: Times) -> BoardNow:
    """`state` with the version it was made from."""
    return BoardNow(
        **msgspec.structs.asdict(state),
        version=model.version,
        as_of=times.as_of,
        age_ms=times.age_ms,
        now=times.now,
    )


def my_board(
    model: Model,
    index: BoardIndex,
    account: str,
    times: Times,
    *,
    top: int,
    around: int,
) -> MyBoard:
    """The board as `account` may see it: `top` places and `around` each way."""
    season = index.season_at(times.now)
    standings = index.standings(season)
    own, on_board = standings.own(account), index.shows(account)
    first = _first_rows(model, index, season, model.version, top) if on_board else ()
    return MyBoard(
        board=index.board.id,
        title=index.board.title,
        season=_season(season),
        version=model.version,
        as_of=times.as_of,
        now=times.now,
        on_board=on_board,
        ranked=len(standings),
        me=None if own is None else Mine(rank=own.rank, seeds=own.standing.value),
        top=_with_you(first, key_of(season.board, season.id, account)),
        around=rows(model, season, standings.around(account, around), account),
    )


@lru_cache(maxsize=16)
def _first_rows(
    model: Model,
    index: BoardIndex,
    season: Season,
    version: str,  # noqa: ARG001 - until it changes, everybody gets the same rows
    most: int,
) -> tuple[Row, ...]:
    return rows(model, season, index.standings(season).top(most))


def _with_you(first: tuple[Row, ...], key: str) -> tuple[Row, ...]:
    if all(row.key != key for row in first):
        return first
    return tuple(msgspec.structs.replace(row, you=row.key == key) for row in first)


def rows(
    model: Model, season: Season, ranked: Iterable[Ranked], you: str | None = None
) -> tuple[Row, ...]:
    """Places with the names that are theirs now."""
    return tuple(
        Row(
            rank=each.rank,
            name=model.names.get(each.standing.account, ""),
            seeds=each.standing.value,
            key=key_of(season.board, season.id, each.standing.account),
            you=each.standing.account == you,
        )
        for each in ranked
    )


@lru_cache(maxsize=65_536)
def key_of(board: str, season: str, account: str) -> str:
    """What stands for an account on a board in one season."""
    # Accounts are random, so nobody gets back from this to one; and no two seasons share a key.
    text = f"{board}:{season}:{account}"
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _season(season: Season) -> BoardSeason:
    return BoardSeason(id=season.id, starts_at=season.starts_at, ends_at=season.ends_at)
