"""Access tokens: who a member is, for a quarter of an hour, by signature alone."""

import base64
import hashlib
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Annotated

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.types import Options

ALGORITHM = "EdDSA"
TYPE = "at+jwt"
ISSUER = "seedbank"
AUDIENCE = "member"
# Times are compared by `read`, with the time it is given and not this machine's.
OPTIONS: Options = {
    "require": ["exp", "iat", "sub", "sid", "iss", "aud"],
    "strict_aud": True,
    "verify_exp": False,
    "verify_iat": False,
    "verify_nbf": False,
}
LENGTH_MAX = 2048  # characters; ours have about 400
CACHED_MAX = 20_000
# Seconds by which the clocks of our own servers may differ.
SKEW_S = 5

Seconds = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """What a token says: an account, the session it came from, and from when to when (Unix s)."""

    sub: Name
    sid: Name
    iat: Seconds
    exp: Seconds


class AccessTokens:
    """Signs and reads access tokens with one Ed25519 key."""

    def __init__(self, seed: bytes, minutes: int) -> None:
        """`seed` is 32 secret bytes."""
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self._public = self._private.public_key()
        self._lasting = timedelta(minutes=minutes)
        self.kid = _name(self._public.public_bytes_raw())
        # A signature costs 100 us to check, a look here 1; what is kept was verified before.
        self._verified: OrderedDict[bytes, Access] = OrderedDict()

    @property
    def seconds(self) -> int:
        """How long a token is good for."""
        return int(self._lasting.total_seconds())

    def sign(self, account: str, session: str, at: datetime) -> str:
        """A token from `at` on."""
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": account,
            "sid": session,
            "iat": at,
            "exp": at + self._lasting,
        }
        headers = {"kid": self.kid, "typ": TYPE}
        return jwt.encode(claims, self._private, algorithm=ALGORITHM, headers=headers)

    def read(self, token: str, at: datetime) -> Access | None:
        """What a token of ours says, if it is good at `at`; None for everything else."""
        access = self._known(token)
        if access is None or not access.iat - SKEW_S <= at.timestamp() < access.exp:
            return None
        return access

    def _known(self, token: str) -> Access | None:
        if len(token) > LENGTH_MAX:
            return None
        mark = hashlib.sha256(token.encode("utf-8", "replace")).digest()
        access = self._verified.get(mark) or self._verify(token)
        if access is not None:
            self._verified[mark] = access
            self._verified.move_to_end(mark)
            if len(self._verified) > CACHED_MAX:
                self._verified.popitem(last=False)
        return access

    def _verify(self, token: str) -> Access | None:
        try:
            found = jwt.decode_complete(
                token,
                self._public,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=AUDIENCE,
                options=OPTIONS,
            )
            access = msgspec.convert(found["payload"], Access)
        except (jwt.PyJWTError, msgspec.ValidationError, ValueError, RecursionError):
            return None
        header = found["header"]
        return access if (header.get("typ"), header.get("kid")) == (TYPE, self.kid) else None


def _name(public: bytes) -> str:
    """The key's id: the first 96 bits of its hash."""
    return base64.urlsafe_b64encode(hashlib.sha256(public).digest()[:12]).decode()
