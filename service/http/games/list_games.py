"""GET /v1/games."""

from typing import Any

import msgspec
from litestar import Request, get

from rewards.games.game import Game
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.games.known import known_of
from service.http.games.view import GameView, view
from service.http.guards import TheMember
from service.http.means import TheMeans
from service.http.programme.translated import saying
from service.live.live import TheLive
from service.store.lists import Place
from service.store.schema.page import GAMES
from service.store.store import Store

SCOPE = "games"


class GamesPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Those that lock last come first, so open games are on top. Ask again with `next_cursor` for
    older ones; absent at the end."""

    games: tuple[GameView, ...]
    next_cursor: str | None = None


@get("", operation_id="listGames", tags=["games"])
async def list_games(
    request: Request[Any, Any, Any],
    means: TheMeans,
    live: TheLive,
    caller: TheMember,
    limit: Limit = 20,
    cursor: Cursor = "",
) -> GamesPage:
    """Games, open and over, each with the caller's own guess and nobody else's."""
    after = read_cursor(means.keys, SCOPE, cursor)
    found = await _page(means.context.store, after, limit + 1)
    games = found[:limit]
    known = await known_of(means, live, caller.account, games)
    more = Place(at=games[-1].locks_at, id=games[-1].id) if found[limit:] else None
    say = saying(request)
    return GamesPage(
        games=tuple(view(game, each, say) for game, each in zip(games, known, strict=True)),
        next_cursor=write_cursor(means.keys, SCOPE, more),
    )


async def _page(store: Store, after: Place | None, limit: int) -> list[Game]:
    behind: dict[str, Any] = {}
    if after is not None:
        same = {"locks_at": after.at, "_id": {"$lt": after.id}}
        behind = {"$or": [{"locks_at": {"$lt": after.at}}, same]}
    stages: tuple[dict[str, Any], ...] = (
        {"$match": behind},
        {"$sort": {"locks_at": -1, "_id": -1}},
        {"$limit": limit},
    )
    return [GAMES.decode(raw) async for raw in store.pipeline(GAMES, stages)]
