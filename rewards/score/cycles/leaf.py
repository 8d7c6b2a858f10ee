"""A published score as a leaf, under a salt that only its account's key gives.

Erasing the key of an account makes its leaves say nothing, and changes no hash.
"""

import hashlib
import hmac

import msgspec

from rewards.merkle import SALT_BYTES, salted

FORMAT = "seedbank score 1"


def salt_of(key: bytes, snapshot: str) -> bytes:
    """The salt of the leaf of this snapshot: the first bytes of HMAC-SHA256 of `score:<id>`."""
    return hmac.digest(key, f"score:{snapshot}".encode(), hashlib.sha256)[:SALT_BYTES]


def content(account: str, cycle: str, revision: int, value: int | None) -> bytes:
    """Canonical JSON of [format, account, cycle, revision, score]; null where there is no score."""
    return msgspec.json.encode([FORMAT, account, cycle, revision, value])


def leaf(salt: bytes, account: str, cycle: str, revision: int, value: int | None) -> bytes:
    """The leaf's hash. ValueError for a salt of another length."""
    return salted(salt, content(account, cycle, revision, value))
