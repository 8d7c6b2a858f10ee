"""GET and POST /member/score/what-if: what would raise the score, and what it would be."""

from typing import Any

from litestar import get, post

from service.http.me.show_projected_score import ProjectedScore, show_projected_score
from service.http.me.suppose_score import Suppositions, WhatIf, ask_what_if
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.score.drawn import arcs
from service.pages.member.score.scored import who_is_scored
from service.pages.member.visit import TheVisit

STEPS = 3
"""Suppositions that a phone has room for, one after the other."""
# What is chosen, as what is supposed. Everything else is a kind of evidence that can be done.
CHOSEN: dict[str, dict[str, Any]] = {
    "small_rentals": {"what": "keep_rentals"},
    "large_rentals": {"what": "keep_rentals", "large": True},
    "late": {"what": "return_late"},
    "wait": {"what": "wait"},
}
TAKES = {"do": ("times", "days"), "keep_rentals": ("times", "days"), "wait": ("days",)}


@get("/score/what-if", include_in_schema=False)
async def show_what_if(visit: TheVisit) -> Any:
    """What would raise the score of today, and a question to ask about it."""
    me = await who_is_scored(visit)
    today: ProjectedScore = await visit.ask(show_projected_score)
    steps = range(1, STEPS + 1)
    return visit.page("score/ahead.html", zone=me.zone, today=today, steps=steps, say=visit.titled)


@post("/score/what-if", include_in_schema=False, status_code=200)
async def answer_what_if(visit: TheVisit) -> Any:
    """The answer under the form. Nothing is written, and nobody else learns of the question."""
    me = await who_is_scored(visit)
    fields = await typed(visit.request)
    supposed = [each for at in range(1, STEPS + 1) if (each := supposition(fields, at))]
    body = body_of({}, Suppositions, suppositions=supposed)
    found: WhatIf = await visit.ask(ask_what_if, key=key_of(fields), data=body)
    return visit.page(
        "score/supposed.html",
        zone=me.zone,
        found=found,
        arcs=arcs(found.score.parts, visit.titled) if found.score else (),
        say=visit.titled,
    )


def supposition(fields: dict[str, str], at: int) -> dict[str, Any] | None:
    """What the form's step number `at` supposes; None for a step that is left empty."""
    what = fields.get(f"what-{at}", "")
    if not what:
        return None
    chosen = CHOSEN.get(what, {"what": "do", "kind": what})
    typed_in = {name: fields.get(f"{name}-{at}", "") for name in TAKES.get(chosen["what"], ())}
    return chosen | {name: value for name, value in typed_in.items() if value}
