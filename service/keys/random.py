"""Random keys: what merchants and displays show. Stored as SHA-256 only, shown once.

`sbm_test_<id>_<secret>` (or `sbm_live_`) is a merchant's, `sbd_<id>_<secret>` a display's; the
prefix lets scanners of source code find a leaked one. 256 random bits need no slow hash.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from datetime import datetime
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


def new_merchant_key(
    merchant: str, *, scopes: Iterable[str], test: bool, at: datetime
) -> tuple[MerchantKey, str]:
    """A document to store and the key to show once."""
    id_, secret = secrets.token_hex(8), secrets.token_hex(32)
    key = MerchantKey(
        id=id_,
        merchant=merchant,
        secret_sha256=_sha256(secret),
        scopes=tuple(scopes),
        test=test,
        created_at=at,
    )
    return key, f"sbm_{'test' if test else 'live'}_{id_}_{secret}"


def new_display_token(board: str, *, at: datetime) -> tuple[DisplayToken, str]:
    """A document to store and the token to show once."""
    id_, secret = secrets.token_hex(8), secrets.token_hex(32)
    token = DisplayToken(id=id_, board=board, secret_sha256=_sha256(secret), created_at=at)
    return token, f"sbd_{id_}_{secret}"


def _read(form: re.Pattern[str], text: str) -> Shown | None:
    found = form.fullmatch(text)
    return Shown(found["id"], found["secret"]) if found else None


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
