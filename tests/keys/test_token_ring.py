"""The ring: which key signs, which verify, until when, and who can put one in."""

from datetime import datetime, timedelta

import msgspec
import pytest

from service.keys import Keys
from service.store.schema.documents import TokenKey
from tests.keys.helpers import KID, MINUTE, NOW

SECRET = "a secret of at least 32 characters"
LEAD = 10 * MINUTE
LATER = NOW + LEAD


def announced(keys: Keys, at: datetime = NOW) -> TokenKey:
    return keys.tokens.fresh(at, at + LEAD)


def test_a_new_key_verifies_before_it_signs() -> None:
    keys, late = Keys(SECRET), Keys(SECRET)
    key = announced(keys)
    late.tokens.follow([key])
    assert late.tokens.signer(LATER - MINUTE).kid == KID
    assert late.tokens.signer(LATER).kid == key.kid
    # Somebody whose clock is a little ahead signs with it already.
    keys.tokens.follow([key])
    early = keys.sign_access("alice", "s1", LATER)
    assert late.read_access(early, LATER - timedelta(seconds=2)) is not None


def test_the_old_key_verifies_until_its_last_token_has_ended() -> None:
    keys = Keys(SECRET)
    keys.tokens.follow([announced(keys)])
    last = keys.sign_access("alice", "s1", LATER - timedelta(seconds=1))
    assert keys.read_access(last, LATER + 14 * MINUTE) is not None
    assert keys.tokens.shown(LATER)[0].kid == KID
    assert len(keys.tokens.shown(LATER + 16 * MINUTE)) == 1


def test_an_ended_key_signs_nothing_that_is_read() -> None:
    keys, thief = Keys(SECRET), Keys(SECRET)
    keys.tokens.follow([announced(keys)])
    at = LATER + 16 * MINUTE
    assert keys.read_access(thief.sign_access("alice", "s1", at), at) is None


def test_an_ended_key_is_ended_for_what_was_verified_before_too() -> None:
    keys, long = Keys(SECRET, access_minutes=15), Keys(SECRET, access_minutes=60)
    token = long.sign_access("alice", "s1", NOW)
    assert keys.read_access(token, NOW) is not None
    keys.tokens.follow([announced(keys)])
    assert keys.read_access(token, LATER + 14 * MINUTE) is not None
    assert keys.read_access(token, LATER + 16 * MINUTE) is None


def test_several_rotations_keep_their_order_however_they_are_listed() -> None:
    keys = Keys(SECRET)
    made = [announced(keys, NOW + timedelta(hours=hours)) for hours in (2, 0, 1)]
    keys.tokens.follow(made)
    at = NOW + timedelta(hours=3)
    assert keys.tokens.signer(at).kid == made[0].kid
    assert keys.tokens.signer(at - timedelta(hours=2)).kid == made[1].kid


def test_without_rotations_the_first_key_goes_on() -> None:
    keys = Keys(SECRET)
    token = keys.sign_access("alice", "s1", NOW)
    keys.tokens.follow([])
    assert keys.read_access(token, NOW) is not None


@pytest.mark.parametrize(
    "other", [Keys("b" * 32), Keys(SECRET, realm="another database")], ids=["secret", "realm"]
)
def test_a_key_of_another_secret_or_database_is_left_out(other: Keys) -> None:
    keys = Keys(SECRET)
    foreign = announced(other)
    keys.tokens.follow([foreign])
    assert not keys.tokens.knows(foreign.kid)
    assert keys.tokens.signer(LATER).kid == KID
    other.tokens.follow([foreign])
    assert keys.read_access(other.sign_access("alice", "s1", LATER), LATER) is None


def test_who_writes_to_the_database_neither_adds_nor_moves_a_key() -> None:
    keys = Keys(SECRET)
    mine, yours = announced(keys), announced(keys, NOW + MINUTE)
    for forged in (
        msgspec.structs.replace(mine, signs_from=NOW),
        msgspec.structs.replace(mine, kid=yours.kid),
        msgspec.structs.replace(mine, sealed=yours.sealed),
        msgspec.structs.replace(mine, sealed=b""),
        msgspec.structs.replace(mine, sealed=mine.sealed[:-1] + bytes([mine.sealed[-1] ^ 1])),
    ):
        keys.tokens.follow([forged])
        assert [key.kid for key in keys.tokens.shown(LATER)] == [KID]


def test_only_a_token_of_our_form_makes_anybody_ask() -> None:
    keys, ahead = Keys(SECRET), Keys(SECRET)
    assert not keys.names_unknown_key(keys.sign_access("alice", "s1", NOW))
    ahead.tokens.follow([announced(ahead)])
    unknown = ahead.sign_access("alice", "s1", LATER)
    assert keys.names_unknown_key(unknown)
    for text in ("", "a.b.c", unknown[1:], f"{unknown}{'x' * 3000}", "null"):
        assert not keys.names_unknown_key(text)
