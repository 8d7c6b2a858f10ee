"""GET /member/score/cycles, and one of them: every score that was published about the member."""

from collections.abc import Callable
from typing import Annotated, Any

from litestar import get
from litestar.params import FromPath, QueryParameter

from service.http.cursor import LENGTH_MAX
from service.http.me.list_scores import ScoreHistory, list_scores
from service.http.me.show_difference import show_difference
from service.http.me.show_past_score import OfRevision, show_past_score
from service.http.me.show_score import MyScore
from service.http.publications.show_publication import PublishedCycle, show_publication
from service.pages.member.score.drawn import arcs
from service.pages.member.score.over_time import drawn
from service.pages.member.score.scored import who_is_scored
from service.pages.member.visit import TheVisit, Visit
from service.pages.times import times_in

From = Annotated[str, QueryParameter(name="from", max_length=LENGTH_MAX)]


@get("/score/cycles", include_in_schema=False)
async def show_scores(visit: TheVisit, after: From = "") -> Any:
    """A page of them, newest first."""
    me = await who_is_scored(visit)
    history: ScoreHistory = await visit.ask(list_scores, cursor=after)
    return visit.page(
        "score/cycles.html",
        zone=me.zone,
        history=history,
        line=drawn(history.scores, cycle_in(visit, me.zone)),
        say=visit.titled,
    )


@get("/score/cycles/{cycle:str}", include_in_schema=False)
async def show_cycle(visit: TheVisit, cycle: FromPath[str], revision: OfRevision = 0) -> Any:
    """One, explained as it was published; an earlier revision of it, if that is asked for."""
    me = await who_is_scored(visit)
    past: MyScore = await visit.ask(show_past_score, cycle=cycle, revision=revision)
    published: PublishedCycle = await visit.ask(show_publication, cycle=cycle)
    revisions = [each.head for each in published.revisions]
    # What a cycle changed is told of the revision that is in force.
    in_force = past.revision == revisions[0].revision
    return visit.page(
        "score/cycle.html",
        zone=me.zone,
        past=past,
        revisions=revisions,
        since=await visit.ask(show_difference, cycle=cycle) if in_force else None,
        arcs=arcs(past.score.parts, visit.titled) if past.score else (),
        say=visit.titled,
    )


def cycle_in(visit: Visit, zone: str) -> Callable[[str], str]:
    """How cycles are called for this reader."""
    cycle = times_in(visit.lang)["cycle"]
    return lambda name: cycle(name, zone)
