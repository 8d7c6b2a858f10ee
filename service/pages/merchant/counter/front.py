"""GET /counter: the question, ready to be asked; for nobody the way in."""

from datetime import timedelta
from typing import Any

from litestar import get

from service.pages.merchant.visit import TheVisit


@get("/", include_in_schema=False, sync_to_thread=False)
def show_counter(visit: TheVisit) -> Any:
    """What a till shows between two customers."""
    if visit.caller is None:
        return visit.page("sign_in.html")
    lives = timedelta(seconds=visit.means.programme.numbers.perks.pass_seconds)
    return visit.page("counter/counter.html", lives_ms=lives // timedelta(milliseconds=1))
