"""Find a perk or a merchant by the id a caller sent."""

from collections.abc import Iterable

from rewards.perks.merchant import Merchant
from rewards.perks.perk import Perk
from rewards.perks.refusals import MerchantUnknown, PerkUnknown


def find(perks: Iterable[Perk], perk: str) -> Perk | PerkUnknown:
    """The perk with this id."""
    return next((each for each in perks if each.id == perk), PerkUnknown(perk=perk))


def find_merchant(merchants: Iterable[Merchant], merchant: str) -> Merchant | MerchantUnknown:
    """The merchant with this id."""
    found = (each for each in merchants if each.id == merchant)
    return next(found, MerchantUnknown(merchant=merchant))
