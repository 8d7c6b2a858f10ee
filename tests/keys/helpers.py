"""Tokens as the service makes them, and as a forger does."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from service.keys import Keys

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KEYS = Keys("a secret of at least 32 characters")
PRIVATE: Ed25519PrivateKey = KEYS.tokens.signer(NOW).private
KID = KEYS.tokens.signer(NOW).kid


def claims(**changes: Any) -> dict[str, Any]:
    """What a good token says, with changes; None takes a claim out."""
    good = {
        "iss": "seedbank",
        "aud": "member",
        "sub": "alice",
        "sid": "s1",
        "iat": NOW,
        "exp": NOW + 15 * MINUTE,
    }
    return {name: value for name, value in (good | changes).items() if value is not None}


def token(headers: dict[str, Any] | None = None, **changes: Any) -> str:
    """A token signed with the right key."""
    head = {"kid": KID, "typ": "at+jwt", **(headers or {})}
    return jwt.encode(claims(**changes), PRIVATE, algorithm="EdDSA", headers=head)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def by_hand(header: dict[str, Any], key: bytes | None) -> str:
    """A token as a forger makes it: HMAC with any key, or no signature at all."""
    body = claims(iat=int(NOW.timestamp()), exp=int((NOW + MINUTE).timestamp()))
    signed = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(body).encode())}"
    mark = hmac.new(key, signed.encode(), hashlib.sha256).digest() if key is not None else b""
    return f"{signed}.{b64(mark)}"


def public(form: str) -> bytes:
    if form == "raw":
        return PRIVATE.public_key().public_bytes_raw()
    if form == "pem":
        return PRIVATE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return PRIVATE.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
