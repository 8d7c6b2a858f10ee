"""What a leaf is, byte for byte: a program in another language has to get the same."""

import hashlib
import hmac
from datetime import timedelta, timezone

import pytest
from msgspec.structs import replace

from rewards.ledger.days.leaf import content, leaf, salt_of
from rewards.ledger.transfer import reversal
from tests.rewards.ledger.days.helpers import NOON, award

AWARD = award(0)
WRITTEN = (
    b'["seedbank transfer 1","task:walk:alice:n0","programme:mint","ripe:alice",1,"award",'
    b'"2026-03-04T12:00:00Z","alice",null]'
)


def test_the_content_is_canonical_json() -> None:
    assert content(AWARD) == WRITTEN
    there = NOON.astimezone(timezone(timedelta(hours=8)))
    assert content(replace(AWARD, at=there)) == WRITTEN
    back = content(reversal(AWARD, NOON + timedelta(milliseconds=1)))
    assert back.endswith(b'"2026-03-04T12:00:00.001000Z","alice","task:walk:alice:n0"]')


def test_the_salt_is_the_first_half_of_a_mac_of_the_id() -> None:
    wanted = hmac.new(b"key", AWARD.id.encode(), hashlib.sha256).digest()[:16]
    assert salt_of(b"key", AWARD.id) == wanted
    assert salt_of(b"other", AWARD.id) != wanted != salt_of(b"key", "another")


def test_the_leaf_is_that_of_rfc_6962_over_salt_and_content() -> None:
    salt = salt_of(b"key", AWARD.id)
    assert leaf(salt, AWARD) == hashlib.sha256(b"\x00" + salt + WRITTEN).digest()
    with pytest.raises(ValueError, match="a salt has 16 bytes"):
        leaf(salt[1:], AWARD)
