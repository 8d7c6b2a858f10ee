"""DELETE /v1/me/imports/{report}."""

from litestar import Response, delete
from litestar.params import FromPath

from service.flows.membership.drop_report import DROP_REPORT, DropReport, ReportDropped
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@delete("/imports/{report:str}", operation_id="dropImport", status_code=200, tags=["membership"])
async def drop_import(
    means: TheMeans, caller: TheMember, key: TheKey, report: FromPath[str]
) -> Response[ReportDropped]:
    """Forgets an archive that the caller has brought along."""
    body = DropReport(account=caller.account, report=report)
    return answer(await means.context.apply(DROP_REPORT, body, caller=caller.caller, key=key))
