"""GET /v1/programme/schema."""

from typing import Any

from litestar import Response, get

from service.http.etag import Polled
from service.programme.schema import schema

MEDIA_TYPE = "application/schema+json"


@get("/schema", operation_id="getProgrammeSchema", tags=["programme"])
async def show_schema() -> Response[dict[str, Any]]:
    """The JSON Schema of the programme document, draft 2020-12, for whoever writes or reads one."""
    return Polled(schema(), media_type=MEDIA_TYPE)
