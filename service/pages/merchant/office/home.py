"""GET /merchant: who is signed in and with what; the way to everything that the key may do."""

from typing import Any

from litestar import get

from service.http.merchant.show_key import show_own_key
from service.pages.merchant.visit import TheVisit


@get("/", include_in_schema=False)
async def show_office(visit: TheVisit) -> Any:
    """The merchant's own page; for nobody the way in."""
    if visit.caller is None:
        return visit.page("sign_in.html")
    return visit.page("office/office.html", key=await visit.ask(show_own_key))
