"""All pages of merchants on one page."""

from litestar import Router
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from service.pages.member.elsewhere import Elsewhere, lead
from service.pages.merchant.apply import send_application, show_form, show_its_state
from service.pages.merchant.cookie import COUNTER, OFFICE
from service.pages.merchant.counter.check import ask_about
from service.pages.merchant.counter.front import show_counter
from service.pages.merchant.counter.rentals import (
    find_rental,
    show_at_counter,
    show_out,
    take_step,
)
from service.pages.merchant.counter.vouchers import (
    give_voucher_back,
    show_vouchers_form,
    take_voucher,
)
from service.pages.merchant.office.deliveries import replay_shown, show_deliveries
from service.pages.merchant.office.endpoint import (
    change_shown,
    enable_shown,
    remove_shown,
    rotate_shown,
    show_one_endpoint,
    test_shown,
)
from service.pages.merchant.office.endpoints import add_shown, show_endpoints
from service.pages.merchant.office.home import show_office
from service.pages.merchant.office.keys import end_key, give_key, show_keys, show_older_keys
from service.pages.merchant.office.objections import (
    answer_objection,
    show_objections,
    show_older_objections,
)
from service.pages.merchant.office.rentals import (
    show_one_rental,
    show_rentals,
    show_rentals_part,
    take_office_step,
)
from service.pages.merchant.office.statement import show_one_month, show_this_month
from service.pages.merchant.office.stores import (
    close_shown_store,
    close_shown_terminal,
    give_terminal_key,
    open_shown_store,
    open_shown_terminal,
    open_terminal_again,
    show_stores,
    show_terminal,
)
from service.pages.merchant.session import enter, leave
from service.pages.merchant.visit import visit_of, visited

AT_COUNTER = (
    show_counter,
    ask_about,
    show_out,
    show_at_counter,
    find_rental,
    take_step,
    show_vouchers_form,
    take_voucher,
    give_voucher_back,
)
IN_OFFICE = (
    show_office,
    show_form,
    send_application,
    show_its_state,
    show_rentals,
    show_rentals_part,
    show_one_rental,
    take_office_step,
    show_objections,
    show_older_objections,
    answer_objection,
    show_endpoints,
    add_shown,
    show_one_endpoint,
    change_shown,
    rotate_shown,
    enable_shown,
    test_shown,
    remove_shown,
    show_deliveries,
    replay_shown,
    show_keys,
    show_older_keys,
    give_key,
    end_key,
    show_stores,
    open_shown_store,
    close_shown_store,
    open_shown_terminal,
    close_shown_terminal,
    open_terminal_again,
    show_terminal,
    give_terminal_key,
    show_this_month,
    show_one_month,
)


def _pages(path: str, handlers: tuple[HTTPRouteHandler, ...]) -> Router:
    return Router(
        path,
        guards=[visited],
        dependencies={"visit": Provide(visit_of, sync_to_thread=False)},
        exception_handlers={Elsewhere: lead},
        route_handlers=[*handlers, enter, leave],
    )


MERCHANT_PAGES = (_pages(COUNTER, AT_COUNTER), _pages(OFFICE, IN_OFFICE))
