"""GET /v1/programme."""

from litestar import Response, get

from service.http.absent import without_nulls
from service.http.etag import Polled
from service.http.means import TheMeans
from service.programme import Programme


@get("", operation_id="getProgramme", tags=["programme"])
async def show_programme(means: TheMeans) -> Response[Programme]:
    """Everything an operator has decided: numbers, texts, tasks, perks, merchants, boards."""
    return Polled(without_nulls(means.programme))
