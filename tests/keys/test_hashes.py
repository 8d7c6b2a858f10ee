"""Keyed hashes and codes."""

from service.keys import Contact, Keys
from service.keys.contact import Channel
from tests.keys.helpers import KEYS


def test_hashes_are_keyed_and_of_one_purpose() -> None:
    alice = Contact(channel=Channel.EMAIL, text="alice@example.org")
    hashed = KEYS.contact_hash(alice)
    assert hashed == KEYS.contact_hash(alice)
    assert hashed != Keys("b" * 32).contact_hash(alice)
    assert KEYS.code_hash(hashed, "123456") != KEYS.code_hash(hashed, "123457")
    assert KEYS.code_hash("ab", "c") != KEYS.code_hash("a", "bc")
    assert KEYS.address_hash("x") != KEYS.code_hash("", "x")
    codes = {KEYS.new_code() for _ in range(50)}
    assert len(codes) > 40
    assert all(len(code) == 6 and code.isdigit() for code in codes)
