"""GET /v1/me/transfers/{transfer}/proof."""

from litestar import Response, get
from litestar.params import FromPath

from rewards.ledger.days.proof import Proof
from service.http.absent import without_nulls
from service.http.guards import TheMember
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.ledger.prove import prove


@get("/transfers/{transfer:str}/proof", operation_id="getTransferProof", tags=["ledger"])
async def show_proof(
    means: TheMeans, caller: TheMember, transfer: FromPath[str]
) -> Response[Proof]:
    """The proof that a transfer of the caller's is in the ledger, for `seedbank verify`: all that
    an outsider needs, and nothing of anybody else."""
    found = await prove(
        means.context.store,
        transfer,
        account=caller.account,
        public=means.keys.ledger.public,
        programme=means.programme,
        now=means.domain_now(),
    )
    if not isinstance(found, Proof):
        raise Refused(found)
    return Response(without_nulls(found))
