"""Operators' tokens: a name and a session, for a quarter of an hour.

Another key, another audience and another `typ` than members' tokens: none of the two is good at
the other's door. The signature alone opens nothing: the session is looked at with each request.
"""

import base64
import hashlib
from datetime import datetime

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from service.keys.access import ALGORITHM, ISSUER, LENGTH_MAX, OPTIONS, Name, Seconds
from service.keys.token_ring import SKEW_S

TYPE = "operator+jwt"
AUDIENCE = "operator"


class OperatorAccess(msgspec.Struct, frozen=True, kw_only=True):
    """What a token says: a name, the session it came from, and from when to when (Unix s)."""

    sub: Name
    sid: Name
    iat: Seconds
    exp: Seconds


class OperatorTokens:
    """Signs and reads operators' tokens with one Ed25519 key, which a rotation of the service's
    secret replaces: operators sign in again then."""

    def __init__(self, seed: bytes) -> None:
        """`seed` is 32 secret bytes."""
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self._public = self._private.public_key()
        digest = hashlib.sha256(self._public.public_bytes_raw()).digest()
        self.kid = base64.urlsafe_b64encode(digest[:12]).decode()

    def sign(self, operator: str, session: str, at: datetime, ends_at: datetime) -> str:
        """A token for a session, from `at` to its end."""
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": operator,
            "sid": session,
            "iat": at,
            "exp": ends_at,
        }
        headers = {"kid": self.kid, "typ": TYPE}
        return jwt.encode(claims, self._private, algorithm=ALGORITHM, headers=headers)

    def read(self, token: str, at: datetime) -> OperatorAccess | None:
        """What a token of ours says, if it is good at `at`; None for everything else."""
        access = None if len(token) > LENGTH_MAX else self._verify(token)
        if access is None or not access.iat - SKEW_S <= at.timestamp() < access.exp:
            return None
        return access

    def _verify(self, token: str) -> OperatorAccess | None:
        try:
            found = jwt.decode_complete(
                token,
                self._public,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=AUDIENCE,
                options=OPTIONS,
            )
            access = msgspec.convert(found["payload"], OperatorAccess)
        except (jwt.PyJWTError, msgspec.ValidationError, ValueError, RecursionError):
            return None
        header = found["header"]
        return access if (header.get("typ"), header.get("kid")) == (TYPE, self.kid) else None
