"""Access tokens with a right signature and wrong claims."""

from datetime import timedelta
from typing import Any

import pytest

from tests.keys.helpers import KEYS, MINUTE, NOW, token


@pytest.mark.parametrize("claim", ["iss", "aud", "sub", "sid", "iat", "exp"])
def test_every_claim_is_required(claim: str) -> None:
    assert KEYS.read_access(token(**{claim: None}), NOW) is None


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "somebody"},
        {"aud": "merchant"},
        {"aud": ["member"]},
        {"aud": ["member", "merchant"]},
        {"sub": ""},
        {"sub": 5},
        {"sid": ["s1"]},
        {"sid": "s" * 65},
        {"exp": "2026"},
        {"exp": -1},
        {"exp": 1.5e12},
        {"iat": True},
        {"exp": NOW},
        {"exp": NOW - MINUTE},
        {"iat": NOW + MINUTE},
        # Longer than any token of ours lasts: signed ahead, by who has the key for a moment.
        {"exp": NOW + timedelta(hours=2)},
        {"exp": NOW + timedelta(days=365)},
    ],
)
def test_a_wrong_claim_is_refused(change: dict[str, Any]) -> None:
    assert KEYS.read_access(token(**change), NOW) is None


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a.b.c", "é.b.c", "\ud800", "." * 3000, "x" * 3000, "null"]
)
def test_what_is_no_token_is_refused(text: str) -> None:
    assert KEYS.read_access(text, NOW) is None


def test_an_identity_token_of_our_own_shape_is_refused() -> None:
    """What an identity provider would say of a person: no session, another audience and type."""
    about = {"aud": "app", "sid": None, "nonce": "n", "email": "alice@example.org"}
    assert KEYS.read_access(token({"typ": "JWT"}, **about), NOW) is None
    assert KEYS.read_access(token({"typ": "id_token+jwt"}, nonce="n"), NOW) is None
