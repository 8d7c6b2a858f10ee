"""POST /v1/me/games/{game}/guess."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.di import Provide
from litestar.params import FromPath, JSONBody

from rewards.games.game import Game
from rewards.games.guess import Answer
from rewards.games.refusals import BadGuess
from service.flows.games.submit_guess import SUBMIT_GUESS, GuessTaken, SubmitGuess
from service.http.answer import answer
from service.http.games.show_game import game_called
from service.http.games.shown_keys import find_accounts
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.live.live import Live, TheLive, live_of

RowKey = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{16}$")]


class GuessMade(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`podium`: keys of the board's rows, for place 1, 2 and so on; or a `score`."""

    podium: Annotated[tuple[RowKey, ...], msgspec.Meta(max_length=10)] = ()
    score: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] | None = None


@post(
    "/games/{game:str}/guess",
    operation_id="submitGuess",
    status_code=200,
    tags=["games"],
    dependencies={"live": Provide(live_of, sync_to_thread=False)},
)
async def make_a_guess(
    means: TheMeans,
    live: TheLive,
    caller: TheMember,
    key: TheKey,
    game: FromPath[str],
    data: JSONBody[GuessMade],
) -> Response[GuessTaken]:
    """Guesses, or changes the guess, until the game locks. Nobody else can read it before the end.

    `leaf` in the answer is what will stand under the game's root.
    """
    found = await game_called(means, game)
    wanted = Answer(podium=_accounts(live, found, data.podium), score=data.score)
    body = SubmitGuess(account=caller.account, game=found.id, answer=wanted)
    return answer(await means.context.apply(SUBMIT_GUESS, body, caller=caller.caller, key=key))


def _accounts(live: Live, game: Game, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Who is named. Refused if a key is nobody's who is shown on the board now."""
    if not keys:
        return ()
    if game.podium is None:
        raise Refused(BadGuess(sentence="guess one whole number and no accounts"))
    _, index = live.board(game.podium.board)
    accounts, unknown = find_accounts(index, game.podium.season, keys)
    if unknown:
        raise Refused(BadGuess(sentence=f"nobody on the board has the key {unknown[0]}"))
    return accounts
