"""GET /merchant/statement: what a month came to, and the months before it."""

from typing import Any

from litestar import get
from litestar.params import FromPath

from rewards.perks.month import month_after, month_at, month_before
from service.http.merchant.show_statement import show_month_statement
from service.pages.merchant.visit import TheVisit, Visit


@get("/statement", include_in_schema=False)
async def show_this_month(visit: TheVisit) -> Any:
    """The month that it is in the programme's zone."""
    means = visit.means
    return await _month(visit, month_at(means.domain_now(), means.programme.zone))


@get("/statement/{month:str}", include_in_schema=False)
async def show_one_month(visit: TheVisit, month: FromPath[str]) -> Any:
    """Any month that has begun."""
    return await _month(visit, month)


async def _month(visit: Visit, month: str) -> Any:
    found = await visit.ask(show_month_statement, month=month)
    return visit.page(
        "office/statement.html",
        statement=found,
        before=month_before(found.month),
        after=month_after(found.month) if found.over else None,
    )
