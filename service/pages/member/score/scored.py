"""Who may see pages about a score: who has one made. Everybody else is led to the question."""

from service.http.me.show_me import Me
from service.pages.member.elsewhere import Elsewhere
from service.pages.member.visit import Visit

SCORE = "/member/score"


async def who_is_scored(visit: Visit) -> Me:
    """The visitor's membership. Elsewhere, for whom there is no score about."""
    me = await visit.me()
    if not me.scored:
        raise Elsewhere(SCORE)
    return me
