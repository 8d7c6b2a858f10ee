"""Reverse: it did not happen, or not like this, and never counts again."""

from datetime import datetime

from rewards.score.evidence import Status
from rewards.score.standing.refusals import WrongStatus
from rewards.score.standing.standing import Standing, enter, follow


def reverse(standing: Standing, *, at: datetime) -> Standing | WrongStatus:
    """Out of every score from now on."""
    return follow(standing, Status.REVERSED) or enter(standing, Status.REVERSED, at)
