"""The ledger's key: one for each database and secret, apart from every other key."""

import jwt
import pytest

from rewards.ledger.days.head import PREFIX, message
from rewards.ledger.days.signature import is_signed, key_id, key_of, text_of
from service.keys import Keys
from tests.people import NOON
from tests.rewards.ledger.days.helpers import begun, signed_day

SECRET = "s" * 32


def test_it_follows_from_the_secret_and_the_database() -> None:
    one, same = Keys(SECRET, realm="real").ledger, Keys(SECRET, realm="real").ledger
    others = [Keys(SECRET, realm="sandbox").ledger, Keys("t" * 32, realm="real").ledger]
    assert one.public == same.public
    assert len({one.public, *(other.public for other in others)}) == 3
    assert one.id == key_id(one.public)


def test_no_token_is_signed_with_it_and_no_head_is_a_token() -> None:
    keys = Keys(SECRET)
    shown = {each.public.public_bytes_raw() for each in keys.tokens.shown(NOON)}
    assert keys.ledger.public not in shown
    signed = signed_day(begun(), keys.ledger).signed
    assert is_signed(signed, keys.ledger.public)
    assert not any(is_signed(signed, public) for public in shown)
    text = message(signed.head).decode()
    assert text.startswith(PREFIX.decode())
    # A token's signed half has no space and no brace: no message of one is one of the other.
    with pytest.raises(jwt.InvalidTokenError):
        jwt.decode(f"{text}.{signed.signature}", options={"verify_signature": False})
    assert keys.read_access(f"{text}.{signed.signature}", NOON) is None


@pytest.mark.parametrize("text", ["", "x", "?" * 43, "A" * 42, "A" * 44, "A" * 42 + "B"])
def test_what_is_no_public_key_is_none(text: str) -> None:
    assert key_of(text) is None


def test_a_key_is_read_as_it_was_written() -> None:
    public = Keys(SECRET).ledger.public
    assert key_of(text_of(public)) == public
