"""GET /member/earn, /seeds, /play: views whose parts are scripts that ask the API."""

from typing import Any

from litestar import get

from service.pages.assets import files
from service.pages.member.visit import TheVisit, Visit


@get("/earn", include_in_schema=False)
async def show_earn(visit: TheVisit) -> Any:
    """Today, tasks, invitations."""
    return await _view(visit, "earn")


@get("/seeds", include_in_schema=False)
async def show_seeds(visit: TheVisit) -> Any:
    """What the purse holds, giving, the statement."""
    return await _view(visit, "seeds")


@get("/play", include_in_schema=False)
async def show_play(visit: TheVisit) -> Any:
    """Boards and games."""
    return await _view(visit, "play")


async def _view(visit: Visit, name: str) -> Any:
    me = await visit.me()
    return visit.page("view.html", zone=me.zone, me=me, view=name, scripts=scripts())


def scripts() -> list[str]:
    """The modules that views are made of, to be loaded at once and not one after the other."""
    wanted = ("ui/digits.js", "ui/toast.js")
    return [*(name for name in files() if name.startswith("member/")), *wanted]
