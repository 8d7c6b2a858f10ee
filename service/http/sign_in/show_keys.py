"""GET /.well-known/jwks.json."""

import base64
from typing import Literal

import msgspec
from litestar import Response, get

from service.http.etag import Polled
from service.http.means import TheMeans
from service.keys.token_ring import TokenSigner

# Shorter than a new key is announced before it signs, so that who caches this knows it in time.
CACHED_S = 300


class Jwk(msgspec.Struct, frozen=True, kw_only=True):
    """The public half of one Ed25519 key, RFC 8037."""

    kid: str
    x: str
    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    alg: Literal["EdDSA"] = "EdDSA"
    use: Literal["sig"] = "sig"


class Jwks(msgspec.Struct, frozen=True, kw_only=True):
    """Those that sign now or will, and those that tokens still in use were signed with."""

    keys: tuple[Jwk, ...]


@get("/.well-known/jwks.json", operation_id="getTokenKeys", tags=["sign-in"])
async def show_token_keys(means: TheMeans) -> Response[Jwks]:
    """The public keys of access tokens, for a proxy in front of the service that wants to check
    them too. It has to check `typ`, `iss` and `aud` as well, and does not learn of ended sessions.
    """
    keys = means.keys.tokens.shown(means.server_now())
    headers = {"Cache-Control": f"public, max-age={CACHED_S}"}
    return Polled(Jwks(keys=tuple(_jwk(each) for each in keys)), headers=headers)


def _jwk(key: TokenSigner) -> Jwk:
    x = base64.urlsafe_b64encode(key.public.public_bytes_raw()).rstrip(b"=").decode()
    return Jwk(kid=key.kid, x=x)
