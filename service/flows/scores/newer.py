"""What the pointer says about a publication that is to come. Pure."""

from datetime import datetime

from rewards.score.cycles.refusals import NewerPublished
from rewards.score.cycles.revision import Earlier
from service.store.schema.documents import Publication


def newer(current: Publication | None, cycle: str, cut_off: datetime) -> NewerPublished | None:
    """The refusal to publish what is older than what is out."""
    if current is None or current.cut_off <= cut_off:
        return None
    return NewerPublished(cycle=cycle, published=current.cycle, cut_off=current.cut_off)


def before_of(current: Publication | None) -> Earlier | None:
    """What a cycle that begins now has before it: cushions are measured from its scores."""
    if current is None:
        return None
    return Earlier(cycle=current.cycle, revision=current.revision, cut_off=current.cut_off)
