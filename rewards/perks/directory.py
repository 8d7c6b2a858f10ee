"""Finding merchants the way somebody outside of the programme would: by name, or by number."""

from collections.abc import Iterable

from rewards.perks.merchant import Merchant
from rewards.perks.merchants.registry import plain_number
from rewards.perks.perk import Perk


def search(merchants: Iterable[Merchant], *, name: str = "", code: str = "") -> list[Merchant]:
    """Those whose name has `name` in it and whose registry number is `code`, in their order.

    Capitals and spaces make no difference. What is not asked for, or is empty, lets all through.
    """
    wanted, number = _plain(name), plain_number(code)
    return [
        each
        for each in merchants
        if wanted in _plain(each.name) and number in ("", plain_number(each.registry_number))
    ]


def offered(perks: Iterable[Perk], merchant: str) -> list[Perk]:
    """The perks of a merchant, in their order."""
    return [each for each in perks if merchant in each.merchants]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
