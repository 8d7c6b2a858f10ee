"""GET /member/perks: what is open, what is missing to the rest, and what is lent now."""

from typing import Any

from litestar import get

from service.pages.member.names import names_of
from service.pages.member.perks.lent import lent_now
from service.pages.member.perks.stands import Stands, all_perks
from service.pages.member.visit import TheVisit

GROUPS = ("yes", "partial", "no")
"""What is open comes first."""


@get("/perks", include_in_schema=False)
async def show_perks(visit: TheVisit) -> Any:
    """Every perk by what a counter would hear, each with the way to its own page."""
    me = await visit.me()
    return visit.page(
        "perks/perks.html",
        zone=me.zone,
        me=me,
        names=names_of(visit),
        groups=grouped(await all_perks(visit, me.zone)),
        **await lent_now(visit),
    )


def grouped(perks: list[Stands]) -> list[tuple[str, list[Stands]]]:
    """By answer; a group that nothing is in is not there."""
    found = ((group, [each for each in perks if each.perk.answer == group]) for group in GROUPS)
    return [(group, some) for group, some in found if some]
