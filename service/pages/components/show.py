"""GET /components: every component of the shell in both themes, where things are tried out."""

from typing import Any

from litestar import Request, Response, get

from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.http.problems.refusals import NoSuchPath
from service.pages.components import examples
from service.pages.page import page

THEMES = ("light", "dark")


@get("/components", include_in_schema=False, sync_to_thread=False)
def show_components(request: Request[Any, Any, Any], means: TheMeans) -> Response[str]:
    """`?theme=light` or `dark` shows it so; otherwise as the system has it. 404 in production."""
    if not means.programme.sandbox:
        raise Refused(NoSuchPath())
    asked = request.query_params.get("theme", "")
    return components_page(asked if asked in THEMES else "")


def components_page(theme: str) -> Response[str]:
    """The page itself; `theme` is one of THEMES, or empty for the system's."""
    return page(
        "components.html",
        theme=theme,
        ring=examples.RING,
        score=examples.SCORE,
        seeds=examples.SEEDS,
        colours=examples.COLOURS,
    )
