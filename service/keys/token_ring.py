"""The keys of access tokens in their order: who signs now, who signed before, who will.

The first is made from the secret, so that every process has it without asking anybody. The others
are made by rotations and stored sealed: whoever can write to the database can neither read them nor
add one, nor move one in time. A key verifies until the last token that it signed has ended.
"""

import base64
import hashlib
import logging
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from service.store.schema.documents import TokenKey

LOG = logging.getLogger("seedbank.keys")

NONCE_BYTES = 12
# Seconds by which the clocks of our own servers may differ.
SKEW_S = 5
FIRST = datetime(1970, 1, 1, tzinfo=UTC)
NEVER = float("inf")


class TokenSigner(msgspec.Struct, frozen=True, kw_only=True):
    """One key; it verifies until `ends_s` (Unix), which nobody knows before its successor does."""

    kid: str
    private: Ed25519PrivateKey
    public: Ed25519PublicKey
    signs_from: datetime
    ends_s: float = NEVER


class TokenRing:
    """Every key that can be told from others by its `kid`, those that have ended included."""

    def __init__(self, seed: bytes, sealing: bytes, lasting: timedelta) -> None:
        """`seed` makes the first key, `sealing` opens stored ones: 32 secret bytes each. `lasting`
        is how long a token is good for."""
        self._sealing = AESGCM(sealing)
        self._lasting = lasting
        self._first = _signer(Ed25519PrivateKey.from_private_bytes(seed), FIRST)
        self._opened: dict[TokenKey, TokenSigner | None] = {}
        self._in_order: tuple[TokenSigner, ...] = (self._first,)
        self._by_kid = {self._first.kid: self._first}

    def follow(self, stored: Sequence[TokenKey]) -> None:
        """Takes over what is stored now. What is not sealed with our secret is left out."""
        opened = {key: self._opened.get(key) or self._open(key) for key in stored}
        if opened == self._opened:
            return
        self._opened = opened
        others = sorted(filter(None, opened.values()), key=lambda each: each.signs_from)
        self._in_order = _with_ends((self._first, *others), self._lasting)
        self._by_kid = {each.kid: each for each in self._in_order}

    def signer(self, at: datetime) -> TokenSigner:
        """The key that signs at `at`."""
        return next(each for each in reversed(self._in_order) if each.signs_from <= at)

    def verifier(self, kid: object, at_s: float) -> Ed25519PublicKey | None:
        """What proves a token of this key at `at_s` (Unix); None for no key of ours, or an ended
        one."""
        known = self._by_kid.get(kid) if isinstance(kid, str) else None
        return known.public if known is not None and at_s < known.ends_s else None

    def knows(self, kid: str) -> bool:
        """Whether there is such a key, ended or not."""
        return kid in self._by_kid

    def shown(self, at: datetime) -> tuple[TokenSigner, ...]:
        """The keys that verify at `at` or will, oldest first."""
        return tuple(each for each in self._in_order if at.timestamp() < each.ends_s)

    def fresh(self, made_at: datetime, signs_from: datetime) -> TokenKey:
        """A new random key, sealed to be stored."""
        private = Ed25519PrivateKey.generate()
        kid, nonce = _signer(private, signs_from).kid, secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + self._sealing.encrypt(
            nonce, private.private_bytes_raw(), _place(kid, signs_from)
        )
        return TokenKey(kid=kid, sealed=sealed, made_at=made_at, signs_from=signs_from)

    def _open(self, key: TokenKey) -> TokenSigner | None:
        nonce, sealed = key.sealed[:NONCE_BYTES], key.sealed[NONCE_BYTES:]
        try:
            seed = self._sealing.decrypt(nonce, sealed, _place(key.kid, key.signs_from))
            return _signer(Ed25519PrivateKey.from_private_bytes(seed), key.signs_from)
        except (InvalidTag, ValueError):
            LOG.warning("token key %s is not sealed with this secret for this database", key.kid)
            return None


def _signer(private: Ed25519PrivateKey, signs_from: datetime) -> TokenSigner:
    public = private.public_key()
    mark = hashlib.sha256(public.public_bytes_raw()).digest()[:12]
    kid = base64.urlsafe_b64encode(mark).decode()
    return TokenSigner(kid=kid, private=private, public=public, signs_from=signs_from)


def _with_ends(keys: tuple[TokenSigner, ...], lasting: timedelta) -> tuple[TokenSigner, ...]:
    """Each but the last ends when the last token that it may have signed does."""
    margin = lasting + timedelta(seconds=SKEW_S)
    ends = [(following.signs_from + margin).timestamp() for following in keys[1:]]
    return tuple(
        msgspec.structs.replace(key, ends_s=end)
        for key, end in zip(keys, (*ends, NEVER), strict=True)
    )


def _place(kid: str, signs_from: datetime) -> bytes:
    """What a seal is bound to: the key's name and its place in time."""
    return f"{kid} {signs_from.astimezone(UTC).isoformat()}".encode()
