"""Random keys: what merchants and displays show. Stored as SHA-256 only, shown once.

`sbm_test_<id>_<secret>` (or `sbm_live_`) is a merchant's, `sbd_<id>_<secret>` a display's; the
prefix lets scanners of source code find a leaked one. 256 random bits need no slow hash.
"""

import hashlib
import hmac
import re
import secrets
from datetime import datetime
from typing import NamedTuple

from service.store.schema.documents import DisplayToken, MerchantKey

SUFFIX = 4
NOBODYS = "0" * 64
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


def fits(shown: Shown, stored: MerchantKey | DisplayToken | None, at: datetime) -> bool:
    """Whether the stored key is this one, and good at `at`; as slow for a key that nobody has."""
    digest = secret_sha256(shown)
    same = hmac.compare_digest(digest, stored.secret_sha256 if stored else NOBODYS)
    before = hmac.compare_digest(digest, _previous(stored, at))
    return (same or before) and stored is not None and is_good(stored, at)


def is_good(stored: MerchantKey | DisplayToken, at: datetime) -> bool:
    """Whether a stored key opens anything at `at`: not revoked, not past its end."""
    ends_at = stored.expires_at if isinstance(stored, MerchantKey) else None
    return stored.revoked_at is None and (ends_at is None or at < ends_at)


def secret_sha256(shown: Shown) -> str:
    """What a shown secret is stored as."""
    return _sha256(shown.secret)


def _previous(stored: MerchantKey | DisplayToken | None, at: datetime) -> str:
    """The secret before the last rotation, while it still works."""
    if not isinstance(stored, MerchantKey) or stored.previous_ends_at is None:
        return NOBODYS
    return (stored.previous_sha256 or NOBODYS) if at < stored.previous_ends_at else NOBODYS


class Fresh(NamedTuple):
    """A new key: `id`, `sha256` and the text's last digits are stored, `text` is shown once."""

    id: str
    sha256: str
    text: str

    @property
    def suffix(self) -> str:
        """What people compare: 16 of 256 bits."""
        return self.text[-SUFFIX:]

    @property
    def ids(self) -> tuple[str, str, str]:
        """The ids of the command that stores it."""
        return self.id, self.sha256, self.suffix


def fresh_merchant_key(*, test: bool) -> Fresh:
    """For the ids of `issue_merchant_key`."""
    return _fresh(_merchant_prefix(test=test))


def fresh_display_token() -> Fresh:
    """For the ids of `issue_display_token`."""
    return _fresh("sbd")


def next_merchant_key(id_: str, *, test: bool) -> Fresh:
    """The same key with a new secret, for the ids of `rotate_merchant_key`."""
    return _fresh(_merchant_prefix(test=test), id_)


def shown_merchant_key(stored: MerchantKey) -> str:
    """What a person may see of a key later: `sbm_test_0f3a...9c1e`."""
    return f"{_merchant_prefix(test=stored.test)}_{stored.id}_...{stored.suffix}"


def shown_display_token(stored: DisplayToken) -> str:
    """The same of a display's token."""
    return f"sbd_{stored.id}_...{stored.suffix}"


def _merchant_prefix(*, test: bool) -> str:
    return f"sbm_{'test' if test else 'live'}"


def _fresh(prefix: str, id_: str | None = None) -> Fresh:
    id_, secret = id_ or secrets.token_hex(8), secrets.token_hex(32)
    return Fresh(id_, _sha256(secret), f"{prefix}_{id_}_{secret}")


def _read(form: re.Pattern[str], text: str) -> Shown | None:
    found = form.fullmatch(text)
    return Shown(found["id"], found["secret"]) if found else None


def _sha256(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
