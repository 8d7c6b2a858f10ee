"""The doors of boards: a member's own view, a screen's state, a screen's stream."""

from typing import Annotated, Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, QueryParameter
from litestar.types import ControllerRouterHandler

from service.http.etag import PolledBoard, as_it_is
from service.http.guards import TheDisplay, TheMember, member_only
from service.http.guards.guards import caller_of
from service.http.language import language_of
from service.http.problems.raised import Refused
from service.http.programme.translated import saying
from service.live.answers import BoardNow, MyBoard, Times, board_now, my_board, shown
from service.live.in_words import board_in_words, screen_in_words
from service.live.live import Live, TheLive, live_of
from service.live.refusals import TooManyScreens
from service.live.screen import screen_of, screen_only
from service.live.season_bundle import show_bundle
from service.live.stream import Stream, StreamResponse
from service.store.outage import is_outage

# The feed is heard every second or so; older than this, something is in its way.
LATE_MS = 5_000

Top = Annotated[int, QueryParameter(name="top", ge=1, le=100)]
Around = Annotated[int, QueryParameter(name="around", ge=0, le=20)]


@get(
    "/v1/boards/{board:str}",
    operation_id="getBoard",
    tags=["boards"],
    guards=[member_only],
    response_class=PolledBoard,
)
async def show_board(
    request: Request[Any, Any, Any],
    live: TheLive,
    caller: TheMember,
    board: FromPath[str],
    top: Top = 10,
    around: Around = 3,
) -> MyBoard:
    """The caller's place and neighbours, and the first places: one version, as of a stated time.

    Who has not agreed to be on the board sees only themselves.
    """
    model, index = live.board(board)
    times = _times(request, live)
    mine = my_board(model, index, caller.account, times, top=top, around=around)
    language = language_of(request)
    return board_in_words(mine, saying(request), language)


@get(
    "/v1/display/board",
    operation_id="getDisplayBoard",
    tags=["display"],
    guards=[screen_only],
    response_class=PolledBoard,
)
async def show_screen(
    request: Request[Any, Any, Any], live: TheLive, caller: TheDisplay
) -> BoardNow:
    """What this screen shows now."""
    model, index = live.board(caller.board)
    times = _times(request, live)
    now = board_now(model, shown(model, index, times.now), times)
    language = language_of(request)
    return screen_in_words(now, saying(request), language)


@get(
    "/v1/display/stream",
    operation_id="streamDisplayBoard",
    tags=["display"],
    guards=[screen_only],
    media_type="text/event-stream",
)
async def stream_screen(
    request: Request[Any, Any, Any], live: TheLive, caller: TheDisplay
) -> Response[bytes]:
    """Server-sent events. `board` has the whole state, the newest; `pulse` how old it is.

    A reconnect with the Last-Event-ID of the newest state gets nothing again, any other gets the
    newest state.
    """
    live.board(caller.board)
    opened = live.screens.open(caller.board, caller.id, language_of(request))
    if isinstance(opened, TooManyScreens):
        raise Refused(opened)
    screen, reader = opened

    async def allowed() -> bool:
        try:
            return await screen_of(request) is not None
        except Exception as error:
            # In an outage the last state stays on the screen, and is said to be old.
            return is_outage(error)

    seen = request.headers.get("last-event-id")
    return StreamResponse(Stream(live.screens, screen, reader, seen, live.pace, allowed))


def _times(request: Request[Any, Any, Any], live: Live) -> Times:
    """As of when. A board that is behind is sent whole, however little it has changed: "still the
    same" would not say that nobody knows."""
    times = live.feed.times()
    if times.age_ms > LATE_MS:
        as_it_is(request)
    return times


def _live_after_caller(
    request: Request[Any, Any, Any],
    caller: NamedDependency[Any],  # noqa: ARG001 - for the order; see `caller_of`
) -> Live:
    return live_of(request)


def board_handlers() -> list[ControllerRouterHandler]:
    """Everything of boards for the application; needs `boards_lifespan`."""
    dependencies = {
        "live": Provide(_live_after_caller, sync_to_thread=False),
        "caller": Provide(caller_of, sync_to_thread=False),
    }
    doors = [show_board, show_bundle, show_screen, stream_screen]
    return [Router("/", dependencies=dependencies, route_handlers=doors)]
