"""Public keys as texts, and what they prove."""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from rewards.ledger.days.head import SignedHead, message

KEY_BYTES = 32
ID_BYTES = 12


def text_of(public: bytes) -> str:
    """A public key as RFC 8037 writes it: base64url without padding."""
    return base64.urlsafe_b64encode(public).rstrip(b"=").decode()


def key_of(text: str) -> bytes | None:
    """The 32 bytes of a public key; None for a text that is none, or not written in the one way."""
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES and text_of(key) == text else None


def key_id(public: bytes) -> str:
    """What a key is called: the beginning of its SHA-256, base64url."""
    return base64.urlsafe_b64encode(hashlib.sha256(public).digest()[:ID_BYTES]).decode()


def is_signed(signed: SignedHead, public: bytes) -> bool:
    """True if the holder of this key has signed this very head."""
    return is_signature(signed.signature, message(signed.head), public)


def is_signature(text: str, said: bytes, public: bytes) -> bool:
    """True if this key's holder signed `said`, and `text` says so in the one way to write it."""
    try:
        signature = bytes.fromhex(text)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return signature.hex() == text
