"""Signatures of the scheme of Standard Webhooks 1.0.0: `v1` by a shared secret, `v1a` by Ed25519.

Each endpoint has both, so that a merchant may choose which one its server verifies. A key is 64
random bytes, half for each; they are stored sealed, and shown once.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HALF = 32


def fresh_key() -> bytes:
    """Both halves of a new key."""
    return secrets.token_bytes(2 * HALF)


def secret_text(key: bytes) -> str:
    """`whsec_…`: what the merchant's server verifies `v1` with."""
    return f"whsec_{_base64(key[:HALF])}"


def public_text(key: bytes) -> str:
    """`whpk_…`: what anybody verifies `v1a` with."""
    public = _private(key).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return f"whpk_{_base64(public)}"


def signed_headers(id_: str, at: int, body: bytes, keys: Iterable[bytes]) -> dict[str, str]:
    """The three headers; `at` is in seconds since 1970. During a rotation there are two keys, and
    a signature of each."""
    said = f"{id_}.{at}.".encode() + body
    marks = [mark for key in keys for mark in _marks(key, said)]
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(marks),
    }


def _marks(key: bytes, said: bytes) -> tuple[str, str]:
    shared = hmac.digest(key[:HALF], said, hashlib.sha256)
    return f"v1,{_base64(shared)}", f"v1a,{_base64(_private(key).sign(said))}"


def _private(key: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key[HALF:])


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
