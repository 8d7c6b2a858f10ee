"""Whether a business can come in beside those that the programme names already."""

from collections.abc import Iterable

from rewards.perks.merchant import Merchant
from rewards.perks.merchants.refusals import MerchantTaken, RegistryNumberTaken
from rewards.perks.merchants.registry import plain_number
from rewards.perks.merchants.standing import Standing


def not_named(
    merchants: Iterable[Merchant], number: str, *, but: str | None = None
) -> RegistryNumberTaken | None:
    """Why no merchant, except `but`, may come in under this number: one is there."""
    for each in merchants:
        if plain_number(each.registry_number) == number and each.id != but:
            return RegistryNumberTaken(registry_number=number, merchant=each.id)
    return None


def may_be_called(
    merchants: Iterable[Merchant], merchant: str, number: str, standing: Standing | None
) -> MerchantTaken | RegistryNumberTaken | None:
    """Why a business with this number cannot be the merchant with this id. One that the programme
    names already under the same number can: its operators were faster than its papers."""
    named = list(merchants)
    for each in named:
        if each.id == merchant and plain_number(each.registry_number) != number:
            return MerchantTaken(merchant=merchant)
    if standing is not None and standing.application is not None:
        return MerchantTaken(merchant=merchant)
    return not_named(named, number, but=merchant)
