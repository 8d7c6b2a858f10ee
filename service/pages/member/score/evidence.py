"""GET /member/score/evidence, and one piece of it; POST its challenge: what is wrong with it."""

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter

from rewards.score.standing.refusals import EvidenceUnknown
from service.flows.challenges.evidence_view import EvidenceItem
from service.http.cursor import LENGTH_MAX
from service.http.explaining import explaining
from service.http.me.challenge_evidence import Objection, challenge_my_evidence
from service.http.me.list_evidence import EvidenceList, list_evidence
from service.http.problems.raised import Refused
from service.pages.member.elsewhere import go
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.score.objection import steps
from service.pages.member.visit import TheVisit, Visit
from service.store.lists import PAGE_MAX

EVIDENCE = "/member/score/evidence"
From = Annotated[str, QueryParameter(name="from", max_length=LENGTH_MAX)]


@get("/score/evidence", include_in_schema=False)
async def show_evidence(visit: TheVisit, after: From = "") -> Any:
    """All that the score is made of, newest first; a member without a score has some too."""
    me = await visit.me()
    page: EvidenceList = await visit.ask(list_evidence, cursor=after)
    words = explaining(visit.request, me.zone).speech
    return visit.page("score/evidence.html", zone=me.zone, page=page, words=words)


@get("/score/evidence/{evidence:str}", include_in_schema=False)
async def show_piece(visit: TheVisit, evidence: FromPath[str]) -> Any:
    """One piece: how it stands, and what has become of an objection."""
    me = await visit.me()
    item = await _found(visit, evidence)
    words = explaining(visit.request, me.zone).speech
    return visit.page(
        "score/piece.html",
        zone=me.zone,
        item=item,
        words=words,
        steps=steps(item.challenge) if item.challenge else (),
        numbers=visit.means.programme.numbers.challenges,
    )


@post("/score/evidence/{evidence:str}/challenge", include_in_schema=False)
async def object_to(visit: TheVisit, evidence: FromPath[str]) -> Response[Any]:
    """The piece, as challenged."""
    fields = await typed(visit.request)
    body = body_of(fields, Objection)
    await visit.ask(challenge_my_evidence, key=key_of(fields), evidence=evidence, data=body)
    return go(visit.request.url.path.removesuffix("/challenge"))


async def _found(visit: Visit, evidence: str) -> EvidenceItem:
    """The piece with this id. Refused if the member has none."""
    after: str | None = ""
    while after is not None:
        page: EvidenceList = await visit.ask(list_evidence, limit=PAGE_MAX, cursor=after)
        for item in page.evidence:
            if item.evidence == evidence:
                return item
        after = page.next_cursor
    raise Refused(EvidenceUnknown())
