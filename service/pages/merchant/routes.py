"""All pages of merchants on one page."""

from litestar import Router
from litestar.di import Provide

from service.pages.member.elsewhere import Elsewhere, lead
from service.pages.merchant.cookie import COUNTER
from service.pages.merchant.counter.check import ask_about
from service.pages.merchant.counter.front import show_counter
from service.pages.merchant.counter.rentals import find_rental, show_at_counter, take_step
from service.pages.merchant.session import enter, leave
from service.pages.merchant.visit import visit_of, visited

COUNTER_PAGES = Router(
    COUNTER,
    guards=[visited],
    dependencies={"visit": Provide(visit_of, sync_to_thread=False)},
    exception_handlers={Elsewhere: lead},
    route_handlers=[
        show_counter,
        enter,
        leave,
        ask_about,
        show_at_counter,
        find_rental,
        take_step,
    ],
)

MERCHANT_PAGES = (COUNTER_PAGES,)
