"""GET /member/score: whether there is one, what it is made of, and what would change it."""

from typing import Any

from litestar import get

from rewards.perks.perk import Perk
from service.http.me.list_consents import Consent, list_consents
from service.http.me.list_scores import ScoreHistory, list_scores
from service.http.me.show_difference import show_difference
from service.http.me.show_me import Me
from service.http.me.show_projected_score import show_projected_score
from service.http.me.show_score import MyScore, show_score
from service.http.programme.show_text import show_text
from service.members.consents import Purpose
from service.pages.member.score.cycles import cycle_in
from service.pages.member.score.drawn import arcs, rungs
from service.pages.member.score.over_time import drawn
from service.pages.member.visit import TheVisit, Visit


@get("/score", include_in_schema=False)
async def show_score_page(visit: TheVisit) -> Any:
    """One of three: not scored, not yet, or every point."""
    me = await visit.me()
    if not me.scored:
        return await _no(visit, me)
    mine: MyScore = await visit.ask(show_score)
    consent = await _consent(visit)
    if mine.score is None:
        scheme = visit.means.programme.numbers.score.scheme
        return _page(visit, me, "waiting", mine=mine, consent=consent, scheme=scheme)
    return _page(visit, me, "score", consent=consent, **await _all(visit, mine, me.zone))


async def _all(visit: Visit, mine: MyScore, zone: str) -> dict[str, Any]:
    """The score, how it came about, and what it would be today."""
    assert mine.score is not None  # who has none sees another page
    scheme = visit.means.programme.numbers.score.scheme
    history: ScoreHistory = await visit.ask(list_scores)
    return {
        "mine": mine,
        "arcs": arcs(mine.score.parts, visit.titled),
        "rungs": rungs(mine.score, scheme, visit.titled),
        "projected": await visit.ask(show_projected_score),
        "history": history,
        "since": await visit.ask(show_difference),
        "line": drawn(history.scores, cycle_in(visit, zone)),
    }


async def _no(visit: Visit, me: Me) -> Any:
    text = await visit.ask(show_text, purpose=Purpose.SCORE)
    days = visit.means.programme.numbers.members.consent_days
    return _page(visit, me, "ask", text=text, days=days, perks=_that_ask(visit))


def _page(visit: Visit, me: Me, template: str, **values: Any) -> Any:
    return visit.page(f"score/{template}.html", zone=me.zone, me=me, say=visit.titled, **values)


def _that_ask(visit: Visit) -> list[Perk]:
    """The perks that look at a level: all that a score decides about."""
    return [perk for perk in visit.means.programme.perks if perk.level is not None]


async def _consent(visit: Visit) -> Consent | None:
    """What the member has agreed to, and until when. None if it has just been taken back."""
    given = (await visit.ask(list_consents)).consents
    return next((each for each in given if each.purpose is Purpose.SCORE), None)
