"""The token of an offline pass: what its QR code says, in letters that such codes pack tightly."""

import base64
import binascii
import re

import msgspec

from rewards.perks.offline.offline_pass import OfflinePass, bytes_of, read_bytes

MARK = "SBO:"
"""At the beginning of each token: upper case and a colon, as QR codes have them among their 45."""

PREFIX = b"seedbank offline pass 1\n"
"""Before every signed message: no day of a ledger and no other document begins like this."""

SIGNATURE_BYTES = 64
LENGTH_MAX = 512  # characters; with the longest names there are 484

_TOKEN = re.compile(MARK + "[A-Z2-7]+")


class SignedPass(msgspec.Struct, frozen=True, kw_only=True):
    """A pass and 64 bytes of signature, proved by nothing yet."""

    said: OfflinePass
    signature: bytes


def message(said: OfflinePass) -> bytes:
    """What is signed: the prefix and the pass in bytes."""
    return PREFIX + bytes_of(said)


def token_of(signed: SignedPass) -> str:
    """The text to show. ValueError for a pass that cannot be written."""
    content = bytes_of(signed.said) + signed.signature
    return MARK + base64.b32encode(content).rstrip(b"=").decode()


def read_token(text: str) -> SignedPass | None:
    """What a token says; None for a text that is none, or not written in the one way."""
    if len(text) > LENGTH_MAX or _TOKEN.fullmatch(text) is None:
        return None
    letters = text.removeprefix(MARK)
    try:
        content = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error:
        return None
    said = read_bytes(content[:-SIGNATURE_BYTES])
    if said is None:
        return None
    signed = SignedPass(said=said, signature=content[-SIGNATURE_BYTES:])
    return signed if token_of(signed) == text else None
