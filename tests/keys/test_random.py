"""Keys of merchants and tokens of displays; see service/keys/random.py."""

import pytest

from service.keys.random import (
    Fresh,
    fits,
    fresh_display_token,
    fresh_merchant_key,
    read_display_token,
    read_merchant_key,
)
from service.store.schema.documents import DisplayToken
from tests.keys.helpers import NOW


def stored(fresh: Fresh, *, revoked: bool = False) -> DisplayToken:
    """The document that is kept of a key."""
    return DisplayToken(
        id=fresh.id,
        board="seeds-weekly",
        secret_sha256=fresh.sha256,
        created_at=NOW,
        revoked_at=NOW if revoked else None,
    )


def test_a_key_fits_what_was_stored_of_it_and_nothing_else() -> None:
    fresh = fresh_merchant_key(test=True)
    assert fresh.text.startswith(f"sbm_test_{fresh.id}_")
    assert fresh.sha256 not in fresh.text
    shown = read_merchant_key(fresh.text)
    assert shown is not None
    assert fits(shown, stored(fresh), NOW)
    assert not fits(shown, stored(fresh_merchant_key(test=False)), NOW)
    assert not fits(shown, None, NOW)


def test_a_revoked_key_does_not_fit() -> None:
    fresh = fresh_display_token()
    shown = read_display_token(fresh.text)
    assert shown is not None
    assert fits(shown, stored(fresh), NOW)
    assert not fits(shown, stored(fresh, revoked=True), NOW)


@pytest.mark.parametrize(
    "text", ["", "sbm_test_", "sbd_0123456789abcdef_", "sbm_prod_0123456789abcdef_" + "0" * 64]
)
def test_a_key_of_another_form_is_none(text: str) -> None:
    assert read_merchant_key(text) is None
    assert read_display_token(text) is None


def test_no_key_is_read_as_one_of_another_kind() -> None:
    merchant, display = fresh_merchant_key(test=True).text, fresh_display_token().text
    assert read_display_token(merchant) is None
    assert read_merchant_key(display) is None
    assert read_merchant_key(merchant + "\n") is None
