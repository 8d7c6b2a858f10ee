"""What an offline pass says, and the bytes it says it in: docs/offline-pass.md, line by line."""

import base64
import re
import struct
from datetime import UTC, datetime
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from rewards.ledger.days.signature import ID_BYTES
from rewards.perks.rentals.money import MINOR_MAX, Minor

FORM = 1
_FIXED = struct.Struct(f">B{ID_BYTES}s16sIQ")
_TEXT = re.compile(rb"[!-~]{1,64}")
_ID = re.compile(r"[0-9a-f]{32}")

Text = Annotated[str, msgspec.Meta(pattern="^[!-~]{1,64}$")]


class OfflinePass(msgspec.Struct, frozen=True, kw_only=True):
    """Perk `perk` up to `amount` minor units of deposit, once, at one terminal of one merchant,
    until before `until`, which is a whole second.

    `id` is 128 random bits as 32 lower-case hex digits; `key` the id of the key that signs.
    """

    id: str
    key: str
    perk: Text
    merchant: Text
    terminal: Text
    amount: Minor
    until: Instant


def bytes_of(said: OfflinePass) -> bytes:
    """The pass as it is signed. ValueError for one that cannot be written."""
    texts = [each.encode() for each in (said.perk, said.merchant, said.terminal)]
    if not all(_TEXT.fullmatch(each) for each in texts):
        raise ValueError("perk, merchant and terminal are 1 to 64 printable ASCII characters each")
    if _ID.fullmatch(said.id) is None:
        raise ValueError("the id of an offline pass is 32 lower-case hex digits")
    seconds = int(said.until.timestamp())
    if said.until != datetime.fromtimestamp(seconds, UTC):
        raise ValueError(f"an offline pass ends at a whole second, not {said.until.isoformat()}")
    if not 1 <= said.amount <= MINOR_MAX:
        raise ValueError(f"an offline pass is for 1 to {MINOR_MAX} minor units, not {said.amount}")
    key = base64.b64decode(said.key, altchars=b"-_", validate=True)
    if len(key) != ID_BYTES:
        raise ValueError(f"{said.key!r} is not the id of a key")
    try:
        fixed = _FIXED.pack(FORM, key, bytes.fromhex(said.id), seconds, said.amount)
    except struct.error:
        raise ValueError(f"an offline pass cannot end at {said.until.isoformat()}") from None
    return fixed + b"".join(bytes([len(each)]) + each for each in texts)


def read_bytes(payload: bytes) -> OfflinePass | None:
    """What these bytes say; None unless they are a pass of this form, to the last byte."""
    if len(payload) < _FIXED.size or payload[0] != FORM:
        return None
    _, key, id_, seconds, amount = _FIXED.unpack_from(payload)
    texts = _texts(payload[_FIXED.size :])
    if texts is None or not 1 <= amount <= MINOR_MAX:
        return None
    perk, merchant, terminal = texts
    return OfflinePass(
        id=id_.hex(),
        key=base64.urlsafe_b64encode(key).decode(),
        perk=perk,
        merchant=merchant,
        terminal=terminal,
        amount=amount,
        until=datetime.fromtimestamp(seconds, UTC),
    )


def _texts(rest: bytes) -> tuple[str, str, str] | None:
    """Three texts, each after one byte that says how long it is, and nothing after them."""
    found: list[str] = []
    for _ in range(3):
        text = rest[1 : 1 + rest[0]] if rest else b""
        if _TEXT.fullmatch(text) is None or len(text) != rest[0]:
            return None
        found.append(text.decode("ascii"))
        rest = rest[1 + len(text) :]
    return None if rest else (found[0], found[1], found[2])
