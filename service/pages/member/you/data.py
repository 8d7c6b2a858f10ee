"""GET /member/you/data: everything to take along, to bring in, and how long it is kept."""

from typing import Any

from litestar import get, post

from service.http.me.drop_import import drop_import
from service.http.me.export import export_me
from service.http.me.import_archive import import_archive
from service.http.me.list_imports import list_imports
from service.members.numbers import ARCHIVE_BYTES_MAX
from service.pages.member.form import key_of, typed
from service.pages.member.visit import TheVisit, Visit

KEY = "x-key"
"""Header of what is sent without a form: a file."""


@get("/you/data", include_in_schema=False)
async def show_data(visit: TheVisit) -> Any:
    """What is kept, and what can be done with it."""
    me = await visit.me()
    numbers = visit.means.programme.numbers.members
    imports = (await visit.ask(list_imports)).imports
    return visit.page("you/data.html", zone=me.zone, me=me, numbers=numbers, imports=imports)


@post("/you/export", include_in_schema=False, status_code=200)
async def export(visit: TheVisit) -> Any:
    """The archive itself, to be saved by the browser."""
    return await visit.sent(export_me, key=key_of(await typed(visit.request)))


@post(
    "/you/imports",
    include_in_schema=False,
    status_code=200,
    request_max_body_size=ARCHIVE_BYTES_MAX,
)
async def bring(visit: TheVisit) -> Any:
    """What has been brought along, with the archive that is the body of this request."""
    key = key_of({"key": visit.request.headers.get(KEY, "")})
    await visit.ask(import_archive, key=key)
    return await _imports(visit, brought=True)


@post("/you/imports/drop", include_in_schema=False, status_code=200)
async def drop(visit: TheVisit) -> Any:
    """The same without one."""
    fields = await typed(visit.request)
    await visit.ask(drop_import, key=key_of(fields), report=fields.get("report", ""))
    return await _imports(visit, dropped=True)


async def _imports(visit: Visit, **told: Any) -> Any:
    me = await visit.me()
    imports = (await visit.ask(list_imports)).imports
    return visit.page("you/imports.html", zone=me.zone, imports=imports, **told)
