"""GET /member/score/proof.json: the proof of the score in force, as a file to keep."""

import msgspec
from litestar import Response, get

from rewards.score.cycles.proof import ScoreProof
from service.http.me.show_score_proof import show_score_proof
from service.pages.member.score.scored import who_is_scored
from service.pages.member.visit import TheVisit


@get("/score/proof.json", include_in_schema=False)
async def give_proof(visit: TheVisit) -> Response[bytes]:
    """What `seedbank verify` reads. Refused as long as nothing of the member is published."""
    await who_is_scored(visit)
    proof: ScoreProof = await visit.ask(show_score_proof)
    name = f"seedbank-score-{proof.published.head.cycle}.json"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    content = msgspec.json.encode(proof)
    return Response(content, media_type="application/json", headers=headers, cookies=visit.cookies)
