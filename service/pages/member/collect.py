"""POST /member/collect: ripe seeds go into the purse, one award or all."""

from typing import Any

from litestar import post

from service.http.me.collect import Wanted, collect_seeds
from service.http.me.show_me import show_me
from service.http.me.show_purse import show_purse
from service.pages.member.form import key_of, typed
from service.pages.member.reasons import reasons
from service.pages.member.visit import TheVisit


@post("/collect", include_in_schema=False, status_code=200)
async def collect(visit: TheVisit) -> Any:
    """The card with the seeds, after it."""
    fields = await typed(visit.request)
    award = fields.get("award")
    wanted = Wanted(awards=(award,) if award else None)
    # Every plant of the bed is a wish of its own.
    key = f"{key_of(fields)}:{award or 'all'}"
    collected = await visit.ask(collect_seeds, key=key, data=wanted)
    me = await visit.ask(show_me)
    purse = await visit.ask(show_purse)
    return visit.page(
        "purse.html",
        zone=me.zone,
        purse=purse,
        reasons=reasons(visit, purse),
        collected=collected.collected,
    )
