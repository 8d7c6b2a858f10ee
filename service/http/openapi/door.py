"""GET /openapi.json: built once in each process, and kept by who has asked before."""

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from litestar import Litestar, Request, Response, get
from litestar.types import ControllerRouterHandler

from service.http.etag import matches
from service.http.openapi.document import openapi_document, written
from service.http.openapi.operation import Document


class Description:
    """The document of these doors, made when somebody first asks."""

    def __init__(self, handlers: Sequence[ControllerRouterHandler]) -> None:
        self._handlers = tuple(handlers)

    @cached_property
    def document(self) -> Document:
        """As a value, which nobody changes."""
        return openapi_document(self._handlers)

    @cached_property
    def text(self) -> bytes:
        """As it is served."""
        return written(self.document)

    @cached_property
    def etag(self) -> str:
        """Changes with the text."""
        return f'"{hashlib.sha256(self.text).hexdigest()[:32]}"'


def description_of(app: Litestar) -> Description:
    """The one of the whole application, as `app.state.openapi`."""
    found: Description = app.state.openapi
    return found


# In a thread: building takes some tenths of a second, once.
@get("/openapi.json", include_in_schema=False, sync_to_thread=True)
def show_openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The document; 304 to who has it."""
    description = description_of(request.app)
    headers = {"ETag": description.etag, "Cache-Control": "no-cache"}
    if matches(request, description.etag):
        return Response(b"", status_code=304, headers=headers)
    return Response(description.text, media_type="application/json", headers=headers)
