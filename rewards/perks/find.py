"""Find a perk by the id a caller sent."""

from collections.abc import Iterable

from rewards.perks.perk import Perk
from rewards.perks.refusals import PerkUnknown


def find(perks: Iterable[Perk], perk: str) -> Perk | PerkUnknown:
    """The perk with this id."""
    return next((each for each in perks if each.id == perk), PerkUnknown(perk=perk))
