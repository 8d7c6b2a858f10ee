"""Random keys: what merchants and displays show. Stored as SHA-256 only, shown once.

`sbm_test_<id>_<secret>` (or `sbm_live_`) is a merchant's, `sbd_<id>_<secret>` a display's; the
prefix lets scanners of source code find a leaked one. 256 random bits need no slow hash.
"""

import hashlib
import hmac
import re
import secrets
from typing import NamedTuple

from service.store.schema.documents import DisplayToken, MerchantKey

_MERCHANT = re.compile(r"sbm_(?:test|live)_(?P<id>[0-9a-f]{8,32})_(?P<secret>[0-9a-f]{64})")
_DISPLAY = re.compile(r"sbd_(?P<id>[0-9a-f]{8,32})_(?P<secret>[0-9a-f]{64})")


class Shown(NamedTuple):
    """The two halves of a key that somebody shows."""

    id: str
    secret: str


def read_merchant_key(text: str) -> Shown | None:
    """The halves of a merchant's key; None if it has another form."""
    return _read(_MERCHANT, text)


def read_display_token(text: str) -> Shown | None:
    """The halves of a display's token; None if it has another form."""
    return _read(_DISPLAY, text)


def fits(shown: Shown, stored: MerchantKey | DisplayToken | None) -> bool:
    """Whether the stored key is this one and not revoked; as slow for a key that nobody has."""
    expected = stored.secret_sha256 if stored else "0" * 64
    same = hmac.compare_digest(_sha256(shown.secret), expected)
    return same and stored is not None and stored.revoked_at is None


class Fresh(NamedTuple):
    """A new key: `id` and `sha256` are stored, `text` is shown once."""

    id: str
    sha256: str
    text: str


def fresh_merchant_key(*, test: bool) -> Fresh:
    """For the ids of `issue_merchant_key`."""
    return _fresh(f"sbm_{'test' if test else 'live'}")


def fresh_display_token() -> Fresh:
    """For the ids of `issue_display_token`."""
    return _fresh("sbd")


def _fresh(prefix: str) -> Fresh:
    id_, secret = secrets.token_hex(8), secrets.token_hex(32)
    return Fresh(id_, _sha256(secret), f"{prefix}_{id_}_{secret}")


def _read(form: re.Pattern[str], text: str) -> Shown | None:
    found = form.fullmatch(text)
    return Shown(found["id"], found["secret"]) if found else None


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
