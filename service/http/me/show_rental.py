"""GET /v1/me/rentals/{rental}."""

from litestar import get
from litestar.params import FromPath

from rewards.perks.rentals.refusals import RentalUnknown
from service.evidence.page import broken_promise
from service.flows.challenges.evidence_view import evidence_item
from service.flows.rentals.rental_statement import RentalStatement, rental_statement
from service.http.guards import TheMember
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.store.owner import of_account
from service.store.schema.page import RENTALS


@get("/rentals/{rental:str}", operation_id="getMyRental", tags=["perks"])
async def show_my_rental(
    means: TheMeans, caller: TheMember, rental: FromPath[str]
) -> RentalStatement:
    """One of the caller's rentals, step by step: what ends when, what was said, and whether a
    promise is said to be broken."""
    found = await means.context.store.get(RENTALS, rental, owner=of_account(caller.account))
    if found is None:
        raise Refused(RentalUnknown())
    numbers = means.programme.numbers
    broken = await broken_promise(means.context.store, found)
    if broken is None:
        return rental_statement(found, numbers.rentals)
    item = evidence_item(
        broken, scheme=numbers.score.scheme, numbers=numbers.challenges, at=means.domain_now()
    )
    return rental_statement(found, numbers.rentals, item)
