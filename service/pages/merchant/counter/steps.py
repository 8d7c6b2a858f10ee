"""What can be done with a rental at the counter: by the machine of rentals, never by the page."""

from typing import Any, NamedTuple

from litestar.handlers import HTTPRouteHandler

from rewards.perks.rentals.rental import TRANSITIONS, RentalState
from service.flows.rentals.rental_view import RentalView
from service.http.merchant.authorise_rental import authorise_rental
from service.http.merchant.cancel_rental import cancel_rental
from service.http.merchant.hand_over_rental import hand_over_rental
from service.http.merchant.return_rental import Returned, return_rental
from service.http.merchant.settle_rental import settle_rental

RENTALS = "/counter/rentals"


class Step(NamedTuple):
    """A step by its name, the state that it leads to, and the door that takes it."""

    name: str
    leads: RentalState
    door: HTTPRouteHandler
    body: dict[str, Any] = {}


# In the order in which a counter thinks of them.
STEPS = (
    Step("authorise", RentalState.AUTHORISED, authorise_rental),
    Step("hand-over", RentalState.ACTIVE, hand_over_rental),
    Step("return", RentalState.RETURNED, return_rental, {"data": Returned()}),
    Step("settle", RentalState.SETTLED, settle_rental),
    Step("cancel", RentalState.CANCELLED, cancel_rental),
)
BY_NAME = {step.name: step for step in STEPS}


def steps_of(rental: RentalView | None) -> tuple[str, ...]:
    """The names of those that the rental's state allows; the likeliest first."""
    if rental is None:
        return ()
    return tuple(step.name for step in STEPS if step.leads in TRANSITIONS[rental.state])
