"""GET /v1/merchant/holds/{hold}."""

from litestar import get
from litestar.params import FromPath

from rewards.ledger.spending.refusals import SpendingUnknown
from service.flows.spending.hold_view import HoldView, hold_view
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.store.owner import of_merchant
from service.store.schema.page import SPENDINGS


@get("/holds/{hold:str}", operation_id="getHold", tags=["merchant"], opt={SCOPE: Scope.SEEDS})
async def show_hold(means: TheMeans, caller: TheMerchant, hold: FromPath[str]) -> HoldView:
    """What one member has set aside for the merchant."""
    found = await means.context.store.get(SPENDINGS, hold, owner=of_merchant(caller.id))
    if found is None:
        raise Refused(SpendingUnknown())
    return hold_view(found)
