"""What is not shown at an address but at another one."""

from typing import Any

from litestar import Request, Response


class Elsewhere(Exception):
    """The page to go to in place of the one that was asked for."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def lead(request: Request[Any, Any, Any], elsewhere: Elsewhere) -> Response[None]:
    """Sends the browser there: by its own means, or through what made the request."""
    return go(elsewhere.path, by_page="hx-request" in request.headers)


def go(path: str, *, by_page: bool = True, cookies: Any = ()) -> Response[None]:
    """The answer to a press that leads to another page."""
    if by_page:
        headers, status = {"HX-Redirect": path}, 204
    else:
        headers, status = {"Location": path}, 303
    headers["Cache-Control"] = "no-store"
    return Response(None, status_code=status, headers=headers, cookies=list(cookies))
