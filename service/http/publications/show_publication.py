"""GET /v1/publications/{cycle}."""

import msgspec
from litestar import get
from litestar.params import FromPath

from rewards.score.cycles.head import SignedScores
from rewards.score.cycles.refusals import CycleUnknown
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.scores.rows import revisions_of
from service.store.lists import PAGE_MAX


class PublishedCycle(msgspec.Struct, frozen=True, kw_only=True):
    """The first of `revisions` is in force; those behind it were, until it corrected them."""

    cycle: str
    revisions: tuple[SignedScores, ...]


@get("/{cycle:str}", operation_id="getPublication", tags=["score"])
async def show_publication(means: TheMeans, cycle: FromPath[str]) -> PublishedCycle:
    """The signed heads of one cycle: what was published, and what corrected it, with the reason."""
    found = await revisions_of(means.context.store, cycle, most=PAGE_MAX)
    signed = tuple(each.signed for each in found if each.signed is not None)
    if not signed:
        raise Refused(CycleUnknown(cycle=cycle))
    return PublishedCycle(cycle=cycle, revisions=signed)
