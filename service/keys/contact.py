"""A contact: the one form of an e-mail address or a telephone number that is hashed."""

import enum
import re
import unicodedata

import msgspec

from rewards.refusal import Refusal

LENGTH_MAX = 254  # of an e-mail address, RFC 5321
_EMAIL = re.compile(r"[^\s@\x00-\x20]{1,64}@[^\s@.]+(\.[^\s@.]+)+")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_SEPARATORS = str.maketrans("", "", " -.()/")


class Channel(enum.StrEnum):
    """How a contact is reached."""

    EMAIL = "email"
    PHONE = "phone"


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """`text` is normal: lower-case NFKC for e-mail, E.164 for a telephone."""

    channel: Channel
    text: str


class BadContact(Refusal, frozen=True, kw_only=True):
    """Neither an e-mail address nor a telephone number with its country."""

    def detail(self) -> str:
        return (
            "Nobody can be reached by it: use an e-mail address, or a telephone number with + and "
            "country."
        )


def read_contact(text: str) -> Contact | BadContact:
    """The contact that a person typed: two spellings of one address are equal."""
    normal = unicodedata.normalize("NFKC", text).strip()
    if len(normal) > LENGTH_MAX or any(_is_hidden(each) for each in normal):
        return BadContact()
    if _EMAIL.fullmatch(normal):
        # Lower-casing can undo NFKC for a few letters, so it is normalised once more.
        email = unicodedata.normalize("NFKC", normal.lower())
        return Contact(channel=Channel.EMAIL, text=email)
    phone = normal.translate(_SEPARATORS)
    if _PHONE.fullmatch(phone):
        return Contact(channel=Channel.PHONE, text=phone)
    return BadContact()


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character).startswith("C")
