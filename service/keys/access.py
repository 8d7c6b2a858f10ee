"""Access tokens: who a member is, for a quarter of an hour, by signature alone."""

import hashlib
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Annotated, Any

import jwt
import msgspec
from jwt.types import Options

from service.keys.token_ring import SKEW_S, TokenRing

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
KID_LENGTH = 16  # characters of every kid of ours
CACHED_MAX = 20_000
# No token of ours lasts longer, whatever the settings: what a stolen key can sign ahead is bounded.
LASTING_MAX_S = 3600

Seconds = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """What a token says: an account, the session it came from, and from when to when (Unix s)."""

    sub: Name
    sid: Name
    iat: Seconds
    exp: Seconds


class AccessTokens:
    """Signs and reads access tokens with the keys of a ring."""

    def __init__(self, ring: TokenRing, lasting: timedelta) -> None:
        self._ring = ring
        self._lasting = lasting
        # A signature costs 100 us to check, a look here 1; what is kept was verified before.
        self._verified: OrderedDict[bytes, tuple[str, Access]] = OrderedDict()

    @property
    def seconds(self) -> int:
        """How long a token is good for."""
        return int(self._lasting.total_seconds())

    def sign(self, account: str, session: str, at: datetime) -> str:
        """A token from `at` on."""
        signer = self._ring.signer(at)
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": account,
            "sid": session,
            "iat": at,
            "exp": at + self._lasting,
        }
        headers = {"kid": signer.kid, "typ": TYPE}
        return jwt.encode(claims, signer.private, algorithm=ALGORITHM, headers=headers)

    def read(self, token: str, at: datetime) -> Access | None:
        """What a token of ours says, if it is good at `at`; None for everything else."""
        at_s = at.timestamp()
        access = self._known(token, at_s)
        if access is None or not access.iat - SKEW_S <= at_s < access.exp:
            return None
        return access if access.exp - access.iat <= LASTING_MAX_S else None

    def names_unknown_key(self, token: str) -> bool:
        """Whether the token has our form and a `kid` that we have never heard of."""
        header = _header(token)
        kid = header.get("kid")
        if header.get("typ") != TYPE or not isinstance(kid, str) or len(kid) != KID_LENGTH:
            return False
        return not self._ring.knows(kid)

    def _known(self, token: str, at_s: float) -> Access | None:
        if len(token) > LENGTH_MAX:
            return None
        mark = hashlib.sha256(token.encode("utf-8", "replace")).digest()
        found = self._verified.get(mark) or self._verify(token, at_s)
        if found is None:
            return None
        kid, access = found
        self._verified[mark] = found
        self._verified.move_to_end(mark)
        if len(self._verified) > CACHED_MAX:
            self._verified.popitem(last=False)
        # What was verified before may be of a key that has ended since.
        return access if self._ring.verifier(kid, at_s) is not None else None

    def _verify(self, token: str, at_s: float) -> tuple[str, Access] | None:
        header = _header(token)
        kid: Any = header.get("kid")
        public = self._ring.verifier(kid, at_s)
        if public is None or header.get("typ") != TYPE:
            return None
        try:
            payload = jwt.decode(
                token,
                public,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=AUDIENCE,
                options=OPTIONS,
            )
            return kid, msgspec.convert(payload, Access)
        except (jwt.PyJWTError, msgspec.ValidationError, ValueError, RecursionError):
            return None


def _header(token: str) -> dict[str, Any]:
    """What the token says of itself, proved by nothing; empty if it is no token."""
    if len(token) > LENGTH_MAX:
        return {}
    try:
        return jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError):
        return {}
