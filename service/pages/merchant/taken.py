"""A step that was pressed on a page, taken by its door."""

from rewards.perks.rentals.refusals import RentalUnknown
from service.flows.rentals.rental_view import RentalView
from service.http.problems.raised import Refused
from service.pages.member.form import key_of, typed
from service.pages.merchant.steps import BY_NAME
from service.pages.merchant.visit import Visit


async def taken(visit: Visit, rental: str, name: str) -> RentalView:
    """The rental after the step of this name. Refused as its door refuses."""
    step = BY_NAME.get(name)
    if step is None:
        raise Refused(RentalUnknown())
    fields = await typed(visit.request)
    key, body = key_of(fields), step.body(fields, visit)
    after: RentalView = await visit.ask(step.door, key=key, rental=rental, **body)
    return after
