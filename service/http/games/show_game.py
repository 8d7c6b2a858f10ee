"""GET /v1/games/{game}."""

from typing import Any

from litestar import Request, get
from litestar.params import FromPath

from rewards.games.game import Game
from rewards.games.refusals import GameUnknown
from service.http.games.known import known_of
from service.http.games.view import GameView, view
from service.http.guards import TheMember
from service.http.means import Means, TheMeans
from service.http.problems.raised import Refused
from service.http.programme.translated import saying
from service.live.live import TheLive
from service.store.schema.page import GAMES


@get("/{game:str}", operation_id="getGame", tags=["games"])
async def show_game(
    request: Request[Any, Any, Any],
    means: TheMeans,
    live: TheLive,
    caller: TheMember,
    game: FromPath[str],
) -> GameView:
    """One game, with the caller's own guess and nobody else's."""
    found = await game_called(means, game)
    [known] = await known_of(means, live, caller.account, [found])
    return view(found, known, saying(request))


async def game_called(means: Means, game: str) -> Game:
    """The game with this id. Refused if there is none."""
    found = await means.context.store.get(GAMES, game)
    if found is None:
        raise Refused(GameUnknown(game=game))
    return found
