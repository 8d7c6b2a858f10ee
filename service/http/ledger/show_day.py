"""GET /v1/ledger/days/{day}."""

from litestar import get
from litestar.params import FromPath

from rewards.ledger.days.head import SignedHead
from rewards.ledger.days.refusals import LedgerDayUnknown
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.store.schema.page import LEDGER_DAYS


@get("/days/{day:str}", operation_id="getLedgerDay", tags=["ledger"])
async def show_ledger_day(means: TheMeans, day: FromPath[str]) -> SignedHead:
    """The signed head of one closed day, by its date in the programme's zone."""
    found = await means.context.store.get(LEDGER_DAYS, day)
    if found is None:
        raise Refused(LedgerDayUnknown(day=day))
    return found.signed
