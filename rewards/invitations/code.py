"""An invitation's code: ten characters that somebody reads out and somebody else types.

Crockford's base 32: no letter that looks like a digit. 50 random bits, so that among a million open
invitations a guess hits one in a thousand million times, and tries are counted.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
_BITS = 5

_READ_AS = str.maketrans("OIL", "011", "- ")


def code_of(random: int) -> str:
    """The code made of the lowest 50 bits of a random number. ValueError below zero."""
    if random < 0:
        raise ValueError(f"a code is made of random bits, not of {random}")
    return "".join(ALPHABET[random >> (_BITS * n) & 31] for n in reversed(range(LENGTH)))


def read_code(typed: str) -> str | None:
    """The code that was meant; None if it cannot be one.

    Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.
    """
    code = typed.upper().translate(_READ_AS)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
