"""GET /v1/me/score/proof."""

from litestar import Response, get

from rewards.score.cycles.proof import ScoreProof
from service.http.guards import TheMember
from service.http.me.wants_score import who_wants_a_score
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.scores.prove import prove_score


@get("/score/proof", operation_id="getScoreProof", tags=["score"])
async def show_score_proof(means: TheMeans, caller: TheMember) -> Response[ScoreProof]:
    """The proof that the caller's score is in what is published, for `seedbank verify`: all that an
    outsider needs, and nothing of anybody else."""
    await who_wants_a_score(means, caller)
    found = await prove_score(means.context.store, caller.account, public=means.keys.ledger.public)
    if not isinstance(found, ScoreProof):
        raise Refused(found)
    return Response(found)
