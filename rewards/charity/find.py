"""Find a charity by the id a caller sent."""

from collections.abc import Iterable

from rewards.charity.refusals import CharityUnknown
from rewards.perks.merchant import Merchant


def charities(merchants: Iterable[Merchant]) -> tuple[Merchant, ...]:
    """Those of the merchants that have a pool."""
    return tuple(each for each in merchants if each.charity)


def find_charity(merchants: Iterable[Merchant], charity: str) -> Merchant | CharityUnknown:
    """The charity with this id."""
    found = (each for each in charities(merchants) if each.id == charity)
    return next(found, CharityUnknown(charity=charity))
