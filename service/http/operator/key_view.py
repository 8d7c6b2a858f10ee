"""How keys and tokens are shown: to be recognised, never to be used."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from service.keys.random import shown_display_token, shown_merchant_key
from service.store.schema.documents import DisplayToken, MerchantKey


class KeyView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A merchant's key. `shown` is its beginning and its last digits; `terminal` is the only one
    that it works at, absent if it is for none.

    `last_used_at` is up to a minute late. After a rotation the secret before works until
    `previous_ends_at`.
    """

    id: str
    merchant: str
    shown: str
    scopes: tuple[str, ...]
    test: bool
    created_at: Instant
    label: str = ""
    terminal: str = ""
    last_used_at: Instant | None = None
    expires_at: Instant | None = None
    rotated_at: Instant | None = None
    previous_ends_at: Instant | None = None
    revoked_at: Instant | None = None


class DisplayTokenView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A display's token. `last_used_at` is up to a minute late."""

    id: str
    board: str
    shown: str
    created_at: Instant
    label: str = ""
    last_used_at: Instant | None = None
    revoked_at: Instant | None = None


def key_view(key: MerchantKey, last_used_at: datetime | None) -> KeyView:
    """Everything but the secrets and their hashes."""
    return KeyView(
        id=key.id,
        merchant=key.merchant,
        shown=shown_merchant_key(key),
        scopes=key.scopes,
        test=key.test,
        created_at=key.created_at,
        label=key.label,
        terminal=key.terminal,
        last_used_at=last_used_at,
        expires_at=key.expires_at,
        rotated_at=key.rotated_at,
        previous_ends_at=key.previous_ends_at,
        revoked_at=key.revoked_at,
    )


def token_view(token: DisplayToken, last_used_at: datetime | None) -> DisplayTokenView:
    """The same of a display's token."""
    return DisplayTokenView(
        id=token.id,
        board=token.board,
        shown=shown_display_token(token),
        created_at=token.created_at,
        label=token.label,
        last_used_at=last_used_at,
        revoked_at=token.revoked_at,
    )
