"""What a new version has to say beyond being usable. Pure.

Versions that were stored before a rule of this page go on being read; whoever writes the next one
keeps to it.
"""

from rewards.economy import Cadence, ScoreNumbers
from rewards.score.cushion import MONTH_DAYS
from service.programme.document import Programme


def policy(programme: Programme) -> list[str]:
    """What `programme` lacks to be announced, as sentences."""
    return [
        f"perk {perk.id!r}: say in `outside_terms` what people outside the programme get instead"
        for perk in programme.perks
        if not perk.outside_terms.strip()
    ] + _lint_losses(programme.numbers.score)


def _lint_losses(numbers: ScoreNumbers) -> list[str]:
    """A day takes a whole share of what a month may take; of less than a point it would be none,
    and a score could never fall."""
    most = numbers.scheme.loss_max
    if numbers.cadence is not Cadence.DAILY or most is None or most % MONTH_DAYS == 0:
        return []
    return [f"scheme {numbers.scheme.id!r}: published daily, make `loss_max` 30, 60, 90, ..."]
