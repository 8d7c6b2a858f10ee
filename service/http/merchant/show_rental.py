"""GET /v1/merchant/rentals/{rental}."""

from litestar import get
from litestar.params import FromPath

from rewards.perks.rentals.refusals import RentalUnknown
from rewards.perks.rentals.rental import Rental
from service.flows.rentals.own_rental import may_know
from service.flows.rentals.rental_view import RentalView, rental_view
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import Means, TheMeans
from service.http.problems.raised import Refused
from service.store.owner import EVERYBODY, of_merchant
from service.store.schema.page import ACCOUNTS, RENTALS


@get(
    "/rentals/{rental:str}",
    operation_id="getRental",
    tags=["merchant"],
    opt={SCOPE: Scope.RENTALS},
)
async def show_rental(means: TheMeans, caller: TheMerchant, rental: FromPath[str]) -> RentalView:
    """One of the merchant's own rentals; a quote only while the member lets the merchant ask."""
    return rental_view(await known_rental(means, caller.id, rental))


async def known_rental(means: Means, merchant: str, rental: str) -> Rental:
    """The merchant's rental, if it may know of it. Refused with RentalUnknown otherwise."""
    store = means.context.store
    found = await store.get(RENTALS, rental, owner=of_merchant(merchant))
    if found is not None:
        # Not the merchant's own: only whether its member still lets the merchant know is asked.
        account = await store.get(ACCOUNTS, found.account, owner=EVERYBODY)
        if account is not None and may_know(found, account, means.domain_now()):
            return found
    raise Refused(RentalUnknown())
