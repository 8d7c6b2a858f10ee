"""GET /docs."""

from functools import lru_cache
from typing import Any

from litestar import Request, Response, get

from service.http.openapi.door import Description, description_of
from service.pages.assets import files
from service.pages.explorer.reading import read
from service.pages.page import HEADERS, page


# In a thread: rendering takes some tenths of a second, once.
@get("/docs", include_in_schema=False, sync_to_thread=True)
def show_docs(request: Request[Any, Any, Any]) -> Response[str]:
    """The API explorer, for everybody: it says no more than /openapi.json."""
    text = _rendered(description_of(request.app))
    return Response(text, media_type="text/html", headers=HEADERS)


@lru_cache(maxsize=1)
def _rendered(description: Description) -> str:
    """The description does not change while a process runs, so neither does the page."""
    scripts = [name for name in files() if name.startswith("explorer/")]
    return page("explorer.html", reference=read(description.document), scripts=scripts).content
