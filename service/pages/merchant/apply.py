"""GET /merchant/apply: a business asks to become a merchant, and sees what has become of it."""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from service.http.merchants.apply import BusinessApplies, apply_as_merchant
from service.http.merchants.show_application import show_application
from service.pages.member.elsewhere import go
from service.pages.member.form import body_of, typed
from service.pages.merchant.cookie import OFFICE
from service.pages.merchant.visit import TheVisit


@get("/apply", include_in_schema=False)
async def show_form(visit: TheVisit) -> Any:
    """The form, for everybody."""
    return visit.page("apply.html", days=visit.means.programme.numbers.merchants.application_days)


@post("/apply", include_in_schema=False, status_code=200)
async def send_application(visit: TheVisit) -> Any:
    """On to the page of the application. Sent twice, it is one."""
    fields = await typed(visit.request)
    data = body_of(fields, BusinessApplies, charity=fields.get("charity") == "yes")
    made = await visit.ask_openly(apply_as_merchant, data=data)
    return go(f"{OFFICE}/applications/{made.id}")


@get("/applications/{application:str}", include_in_schema=False)
async def show_its_state(visit: TheVisit, application: FromPath[str]) -> Any:
    """What has become of it, for whoever has the address."""
    found = await visit.ask_openly(show_application, application=application)
    return visit.page("application.html", application=found)
