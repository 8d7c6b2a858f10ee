"""The token of an offline pass: read back as it was written, and written in one way only."""

import base64
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from rewards.ledger.days.signature import key_id
from rewards.perks.offline.offline_pass import OfflinePass, bytes_of
from rewards.perks.offline.token import LENGTH_MAX, MARK, SignedPass, message, read_token, token_of
from rewards.perks.rentals.money import MINOR_MAX
from tests.rewards.ledger.days.helpers import KEY
from tests.rewards.perks.offline.passes import PASS

SIGNED = KEY.sign_pass(PASS)
TOKEN = token_of(SIGNED)
QR_ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+")
VERSION_9_M = 262  # characters of such a code: 53 by 53 modules, a quarter of them for repair

texts = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=64)
passes = st.builds(
    OfflinePass,
    id=st.binary(min_size=16, max_size=16).map(bytes.hex),
    key=st.binary(min_size=32, max_size=32).map(key_id),
    perk=texts,
    merchant=texts,
    terminal=texts,
    amount=st.integers(1, MINOR_MAX),
    until=st.integers(0, 2**32 - 1).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
)


def packed(content: bytes) -> str:
    return MARK + base64.b32encode(content).rstrip(b"=").decode()


@given(passes, st.binary(min_size=64, max_size=64))
def test_what_is_written_is_read(said: OfflinePass, signature: bytes) -> None:
    signed = SignedPass(said=said, signature=signature)
    token = token_of(signed)
    assert read_token(token) == signed
    assert len(token) <= LENGTH_MAX
    assert QR_ALPHANUMERIC.fullmatch(token)


@given(passes, passes)
def test_two_passes_are_never_the_same_bytes(one: OfflinePass, other: OfflinePass) -> None:
    assert (message(one) == message(other)) == (one == other)


def test_the_bytes_are_those_of_the_document() -> None:
    key = base64.urlsafe_b64decode(KEY.id)
    assert bytes_of(PASS) == (
        b"\x01"
        + key
        + bytes.fromhex(PASS.id)
        + int(PASS.until.timestamp()).to_bytes(4, "big")
        + (9_900).to_bytes(8, "big")
        + b"\x0dumbrella-free"
        + b"\x0erain-and-shine"
        + b"\x06till-7"
    )
    assert message(PASS) == b"seedbank offline pass 1\n" + bytes_of(PASS)


def test_it_is_small_enough_for_a_code_on_a_telephone() -> None:
    assert len(TOKEN) <= VERSION_9_M


@given(st.integers(0, len(TOKEN) - 1), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567:= "))
def test_another_letter_is_another_token_or_none(place: int, letter: str) -> None:
    changed = TOKEN[:place] + letter + TOKEN[place + 1 :]
    assert (read_token(changed) == SIGNED) == (changed == TOKEN)


CONTENT = bytes_of(PASS) + SIGNED.signature
TEXTS = 41  # bytes before them


@pytest.mark.parametrize(
    "text",
    [
        "",
        MARK,
        TOKEN.lower(),
        TOKEN + "=",
        TOKEN + "\n",
        " " + TOKEN,
        TOKEN[:-1],
        TOKEN.removeprefix(MARK),
        packed(b"\x02" + CONTENT[1:]),
        packed(CONTENT[:-1]),
        packed(CONTENT + b"\x00"),
        packed(CONTENT[:TEXTS]),
        packed(CONTENT[:33] + bytes(8) + CONTENT[TEXTS:]),
        packed(CONTENT[:33] + (MINOR_MAX + 1).to_bytes(8, "big") + CONTENT[TEXTS:]),
        packed(CONTENT[:TEXTS] + b"\x00" + SIGNED.signature),
        packed(CONTENT[:TEXTS] + b"\x41" + b"a" * 65 + b"\x01b\x01c" + SIGNED.signature),
        packed(CONTENT[:TEXTS] + b"\x01 \x01b\x01c" + SIGNED.signature),
        packed(CONTENT[:TEXTS] + b"\x01\xc3\x01b\x01c" + SIGNED.signature),
        packed(CONTENT[:TEXTS] + b"\x01a\x01b\xff" + b"c" * 40 + SIGNED.signature),
        MARK + "A" * LENGTH_MAX,
    ],
)
def test_what_is_no_pass_is_none(text: str) -> None:
    assert read_token(text) is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"terminal": ""}, "printable ASCII"),
        ({"perk": "a" * 65}, "printable ASCII"),
        ({"merchant": "two words"}, "printable ASCII"),
        ({"merchant": "café"}, "printable ASCII"),
        ({"id": "ABCDEF" * 5 + "ab"}, "hex digits"),
        ({"id": "ab"}, "hex digits"),
        ({"amount": 0}, "minor units"),
        ({"amount": MINOR_MAX + 1}, "minor units"),
        ({"until": PASS.until + timedelta(milliseconds=1)}, "whole second"),
        ({"until": datetime(2107, 1, 1, tzinfo=UTC)}, "cannot end"),
        ({"until": datetime(1969, 1, 1, tzinfo=UTC)}, "cannot end"),
        ({"key": "c2hvcnQ="}, "id of a key"),
    ],
)
def test_what_cannot_be_said_is_not_written(changed: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        bytes_of(replace(PASS, **changed))


def test_a_key_signs_in_its_own_name_only() -> None:
    with pytest.raises(ValueError, match="is to be signed with"):
        KEY.sign_pass(replace(PASS, key=key_id(b"x" * 32)))
