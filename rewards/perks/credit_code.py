"""The Unified Social Credit Code of an organisation in China, by its check character.

18 characters: who registered it, what it is, where (6 digits), which organisation (9), and a check
character over the 17 before it. Source: GB 32100-2015, section 4.
"""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""31 characters: I, O, S, V and Z are left out, as they look like others."""

LENGTH = 18
BASE = 3
PLACE = slice(2, 8)
"""The code of the place, which has digits only."""


def check_character(first: str) -> str:
    """The last character for the 17 `first` ones. ValueError for other than 17 of the alphabet."""
    if len(first) != LENGTH - 1:
        raise ValueError(f"17 characters are checked, not {len(first)}")
    modulus = len(ALPHABET)
    total = sum(
        ALPHABET.index(each) * pow(BASE, place, modulus) for place, each in enumerate(first)
    )
    return ALPHABET[-total % modulus]


def is_credit_code(text: str) -> bool:
    """Whether `text` is one, in capitals and without spaces. It may belong to nobody."""
    if len(text) != LENGTH or not all(each in ALPHABET for each in text):
        return False
    place = text[PLACE]
    return place.isdigit() and check_character(text[:-1]) == text[-1]


def looks_like_credit_code(number: str) -> bool:
    """Whether a registry number is taken for one: every number of 18 digits and letters is."""
    return len(number) == LENGTH and number.isascii() and number.isalnum()
