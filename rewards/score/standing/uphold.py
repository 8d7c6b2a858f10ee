"""Uphold: the challenge was heard and the fact stands as it stood."""

from datetime import datetime

from rewards.score.evidence import EFFECTIVE, Status
from rewards.score.standing.refusals import WrongStatus
from rewards.score.standing.standing import Standing, effective, enter, wrong_status


def uphold(standing: Standing, *, at: datetime) -> Standing | WrongStatus:
    """Where it was before. What was only proposed is proposed again: it counts once its notice is
    over, as if nobody had said anything."""
    if standing.status is not Status.CHALLENGED or standing.was is None:
        return wrong_status(standing, Status.COUNTED)
    before = effective(standing) if standing.was in EFFECTIVE else standing.was
    return enter(standing, before, at)
