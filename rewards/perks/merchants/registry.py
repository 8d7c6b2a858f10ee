"""The numbers and names under which the world's registries know a merchant."""

from rewards.perks.credit_code import is_credit_code, looks_like_credit_code
from rewards.perks.merchants.refusals import RegistryNumberWrong


def plain_number(text: str) -> str:
    """A number as it is compared: in capitals, without spaces."""
    return "".join(text.split()).upper()


def registry_number(text: str) -> str | RegistryNumberWrong:
    """The number that somebody typed, plain. One of 18 digits and letters is taken for a Unified
    Social Credit Code and has to have the right check character."""
    number = plain_number(text)
    if looks_like_credit_code(number) and not is_credit_code(number):
        return RegistryNumberWrong(registry_number=number)
    return number


def same_person(name: str) -> str:
    """A person's name as it is compared: a whole name, without regard to capitals and spaces, as
    registries write some names with and some without."""
    return "".join(name.split()).casefold()
