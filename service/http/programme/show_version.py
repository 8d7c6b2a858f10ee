"""GET /v1/programme/versions/{version}."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from service.http.absent import without_nulls
from service.http.etag import Polled, versioned
from service.http.means import Means, TheMeans
from service.http.problems.raised import Refused
from service.http.programme.list_versions import rows_of
from service.programme import Programme, public
from service.programme.refusals import VersionUnknown
from service.store.programmes import stored_document


@get("/versions/{number:int}", operation_id="getProgrammeVersion", tags=["programme"])
async def show_version(
    request: Request[Any, Any, Any], means: TheMeans, number: FromPath[int]
) -> Response[Programme]:
    """The whole document of one version, announced, in force or over.

    Only the right answers of quizzes are left out.
    """
    programme = await _programme(means, number)
    versioned(request, programme.version)
    return Polled(without_nulls(public(programme)))


async def _programme(means: Means, version: int) -> Programme:
    """From memory unless it is over. Raises Refused for one that there is not, or that this program
    can no longer read."""
    if version == means.programme.version:
        return means.programme
    known = means.context.known.versions if means.context.known is not None else ()
    here = next((each.programme for each in known if each.row.version == version), None)
    if here is not None:
        return here
    if version not in {row.version for row in rows_of(means)}:
        raise Refused(VersionUnknown(version=version))
    document = await stored_document(means.context.store, version)
    try:
        return msgspec.json.decode(document or b"", type=Programme)
    except msgspec.DecodeError:
        raise Refused(VersionUnknown(version=version)) from None
