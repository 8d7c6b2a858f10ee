"""GET /display: a board for a whole screen, or how to pair this screen with one."""

from typing import Any

from litestar import Request, Response, get

from service.http.language import language_of
from service.http.problems.raised import Refused
from service.http.programme.translated import saying
from service.live.answers import board_now, shown
from service.live.in_words import screen_in_words
from service.live.live import Live, TheLive
from service.live.refusals import BoardsLoading
from service.live.screen import screen_of
from service.pages.assets import build
from service.pages.page import page
from service.pages.words import speaking

SLOTS = 10


@get("/display", include_in_schema=False)
async def show_display(request: Request[Any, Any, Any], live: TheLive) -> Response[str]:
    """The board as it is now; the page's script keeps it so. Without a good token: pairing."""
    screen, lang = await screen_of(request), language_of(request)
    if screen is None:
        return page("pairing.html", lang=lang, trouble="")
    try:
        return _board(request, live, screen.board)
    except Refused as refused:
        if isinstance(refused.refusal, BoardsLoading):
            return page("loading.html", lang=lang)
        gone = speaking(lang)("The board of this screen no longer exists.")
        return page("pairing.html", lang=lang, trouble=gone)


def _board(request: Request[Any, Any, Any], live: Live, board: str) -> Response[str]:
    model, index = live.board(board)
    times = live.feed.times()
    now = board_now(model, shown(model, index, times.now), times)
    state = screen_in_words(now, saying(request), language_of(request))
    zone, lang = model.programme.zone, language_of(request)
    return page("display.html", lang=lang, state=state, zone=zone, slots=SLOTS)


@get("/display/build", include_in_schema=False, media_type="text/plain", sync_to_thread=False)
def show_build() -> str:
    """Which build this server serves: a screen with another one loads itself anew."""
    return build()
