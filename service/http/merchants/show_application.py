"""GET /v1/merchants/applications/{application}."""

import msgspec
from litestar import get
from litestar.params import FromPath

from rewards.calendar import Instant
from rewards.perks.merchants.application import ApplicationState
from rewards.perks.merchants.refusals import ApplicationUnknown
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.store.schema.page import APPLICATIONS


class ApplicationStatus(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What has become of it, and the operator's `reason`. `merchant` is the id that it has in the
    programme; what was not approved is forgotten at `ends_at`."""

    id: str
    name: str
    registry_number: str
    state: ApplicationState
    at: Instant
    decided_at: Instant | None = None
    reason: str = ""
    merchant: str | None = None
    ends_at: Instant | None = None


@get("/applications/{application:str}", operation_id="getMerchantApplication", tags=["directory"])
async def show_application(means: TheMeans, application: FromPath[str]) -> ApplicationStatus:
    """Where an application stands, for whoever was told its id. It names no person."""
    found = await means.context.store.get(APPLICATIONS, application)
    if found is None:
        raise Refused(ApplicationUnknown())
    return ApplicationStatus(
        id=found.id,
        name=found.name,
        registry_number=found.registry_number,
        state=found.state,
        at=found.at,
        decided_at=found.decided_at,
        reason=found.reason,
        merchant=found.merchant,
        ends_at=found.ends_at,
    )
