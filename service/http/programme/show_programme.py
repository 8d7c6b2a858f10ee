"""GET /v1/programme."""

from typing import Any

from litestar import Request, Response, get

from service.http.absent import without_nulls
from service.http.etag import Polled, versioned
from service.http.means import TheMeans
from service.programme import Programme, public


@get("", operation_id="getProgramme", tags=["programme"])
async def show_programme(request: Request[Any, Any, Any], means: TheMeans) -> Response[Programme]:
    """Everything an operator has decided: numbers, texts, tasks, perks, merchants, boards.

    Only the right answers of quizzes are left out.
    """
    programme = means.programme
    versioned(request, programme.version)
    return Polled(without_nulls(public(programme)))
