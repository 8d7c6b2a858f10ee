"""GET /v1/me/imports."""

import msgspec
from litestar import get

from service.http.guards import TheMember
from service.http.means import TheMeans
from service.members.reported import Report
from service.store.owner import Owner
from service.store.schema.page import REPORTS


class Imports(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller has brought along, the latest first. There is a bound, so no pages."""

    imports: tuple[Report, ...]


@get("/imports", operation_id="listImports", tags=["membership"])
async def list_imports(means: TheMeans, caller: TheMember) -> Imports:
    """Evidence as reported elsewhere: shown, and never counted."""
    owner = Owner("id", caller.account)
    found = await means.context.store.get(REPORTS, caller.account, owner=owner)
    return Imports(imports=found.reports[::-1] if found else ())
