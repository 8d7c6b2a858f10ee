"""GET /v1/programme."""

from typing import Any

from litestar import Request, Response, get

from service.http.absent import without_nulls
from service.http.means import TheMeans
from service.programme import Programme


@get("", operation_id="getProgramme", tags=["programme"])
async def show_programme(request: Request[Any, Any, Any], means: TheMeans) -> Response[Programme]:
    """Everything an operator has decided: numbers, texts, tasks, perks, merchants, boards."""
    programme = means.programme
    headers = {"ETag": etag_of(programme), "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(None, status_code=304, headers=headers)  # type: ignore[arg-type]
    return Response(without_nulls(programme), headers=headers)


def etag_of(programme: Programme) -> str:
    """Changes with the version in force."""
    return f'"{programme.id}-{programme.version}"'
