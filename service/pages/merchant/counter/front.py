"""GET /counter: the question, ready to be asked; for nobody the way in."""

from typing import Any

from litestar import get

from service.pages.merchant.visit import TheVisit


@get("/", include_in_schema=False, sync_to_thread=False)
def show_counter(visit: TheVisit) -> Any:
    """What a till shows between two customers."""
    return visit.page("sign_in.html" if visit.caller is None else "counter/counter.html")
