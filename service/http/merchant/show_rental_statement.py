"""GET /v1/merchant/rentals/{rental}/statement."""

from litestar import get
from litestar.params import FromPath

from service.flows.rentals.rental_statement import RentalStatement, rental_statement
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.merchant.show_rental import known_rental


@get(
    "/rentals/{rental:str}/statement",
    operation_id="getRentalStatement",
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def show_rental_statement(
    means: TheMeans, caller: TheMerchant, rental: FromPath[str]
) -> RentalStatement:
    """One of the merchant's own rentals, step by step, and what was said about it."""
    found = await known_rental(means, caller.id, rental)
    return rental_statement(found, means.programme.numbers.rentals)
