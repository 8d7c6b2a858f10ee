"""GET /v1/programme/schema."""

from typing import Any

from litestar import get

from service.programme.schema import schema


@get(
    "/schema",
    operation_id="getProgrammeSchema",
    tags=["programme"],
    response_description="A JSON Schema, as an object.",
)
async def show_schema() -> dict[str, Any]:
    """The JSON Schema of the programme document, draft 2020-12, for whoever writes or reads one."""
    return schema()
