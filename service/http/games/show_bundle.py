"""GET /v1/games/{game}/bundle."""

from litestar import Response, get
from litestar.params import FromPath

from rewards.games.game import GameState
from rewards.games.refusals import GameNotOver
from rewards.games.verify_game import GameBundle
from rewards.refusal import Refusal
from service.flows.games.settle_game import plan_of
from service.http.absent import without_nulls
from service.http.games.show_game import game_called
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.jobs.game_pages import entries_of
from service.settlement.rows import bundle_of


@get("/{game:str}/bundle", operation_id="getGameBundle", tags=["games"])
async def show_bundle(means: TheMeans, game: FromPath[str]) -> Response[GameBundle]:
    """All that proves a settled game, for `seedbank verify`: guesses, salts, plan and payments.

    It has accounts and no names.
    """
    found = await game_called(means, game)
    if found.state is not GameState.SETTLED:
        raise Refused(GameNotOver(game=found.id, state=found.state))
    settlement = await bundle_of(means.context.store, plan_of(found.id))
    if isinstance(settlement, Refusal):
        raise Refused(settlement)
    entries = [entry async for entry in entries_of(means.context.store, found.id)]
    bundle = GameBundle(game=found, entries=tuple(entries), settlement=settlement)
    return Response(without_nulls(bundle))
