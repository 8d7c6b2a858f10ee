"""GET /v1/operator/merchant-applications."""

from typing import Annotated

import msgspec
from litestar import get
from litestar.params import QueryParameter

from rewards.perks.credit_code import is_credit_code
from rewards.perks.merchants.application import Application, ApplicationState
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards.guards import POWER
from service.http.means import TheMeans
from service.http.merchants.show_application import ApplicationStatus
from service.operators.roles import Power
from service.store.lists import newest_where
from service.store.schema.page import APPLICATIONS

InState = Annotated[ApplicationState | None, QueryParameter(name="state")]


class ApplicationCase(ApplicationStatus, frozen=True, kw_only=True, omit_defaults=True):
    """All that the business says of itself. `credit_code_checked`: the number is a Unified Social
    Credit Code whose check character is right, which does not say that it is theirs."""

    legal_representative: str
    contact: str
    offer: str
    charity: bool
    credit_code_checked: bool


class ApplicationsPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    applications: tuple[ApplicationCase, ...]
    next_cursor: str | None = None


@get(
    "/merchant-applications",
    operation_id="listMerchantApplications",
    tags=["operator"],
    opt={POWER: Power.MERCHANTS},
)
async def list_merchant_applications(
    means: TheMeans, only: InState = None, limit: Limit = 20, cursor: Cursor = ""
) -> ApplicationsPage:
    """Who wants to become a merchant, all of them or those in one state; `waiting` ones have to be
    decided. Look a business up in its registry before you approve it."""
    match = {} if only is None else {"state": only.value}
    scope = f"operator:merchant-applications:{only.value if only else ''}"
    after = read_cursor(means.keys, scope, cursor)
    page = await newest_where(means.context.store, APPLICATIONS, match, limit=limit, after=after)
    return ApplicationsPage(
        applications=tuple(map(_case, page.rows)),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )


def _case(row: Application) -> ApplicationCase:
    return ApplicationCase(
        id=row.id,
        name=row.name,
        registry_number=row.registry_number,
        state=row.state,
        at=row.at,
        decided_at=row.decided_at,
        reason=row.reason,
        merchant=row.merchant,
        ends_at=row.ends_at,
        legal_representative=row.legal_representative,
        contact=row.contact,
        offer=row.offer,
        charity=row.charity,
        credit_code_checked=is_credit_code(row.registry_number),
    )
