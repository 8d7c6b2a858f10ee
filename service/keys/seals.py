"""Seals what we have to say to somebody else later: an address for notices, a push token.

Who reads the database finds neither: it is sealed with a key made from the secret, and bound to
whose it is and to which place, so that none can be moved to another account.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


class Seals:
    """Seals and opens texts, and makes marks that say whether two of them are the same."""

    def __init__(self, sealing: bytes, marking: bytes) -> None:
        """32 secret bytes each."""
        self._sealing, self._marking = AESGCM(sealing), marking

    def seal(self, text: str, *, account: str, place: str) -> str:
        """`text`, readable by us only; never the same twice."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._sealing.encrypt(nonce, text.encode(), _bound(account, place))
        return base64.urlsafe_b64encode(nonce + sealed).decode()

    def open(self, sealed: str, *, account: str, place: str) -> str | None:
        """The text; None if it was sealed for somebody else, or with another secret."""
        try:
            raw = base64.urlsafe_b64decode(sealed)
            nonce, rest = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
            return self._sealing.decrypt(nonce, rest, _bound(account, place)).decode()
        except (InvalidTag, ValueError):
            return None

    def mark(self, text: str) -> str:
        """64 hex digits in place of the text, where it must only be told from another."""
        return hmac.new(self._marking, text.encode(), hashlib.sha256).hexdigest()


def _bound(account: str, place: str) -> bytes:
    return f"{account}\n{place}".encode()
