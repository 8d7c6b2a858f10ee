"""The head of a day: what is signed, and what the next day names as the one before."""

import hashlib
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from rewards.settlement.canonical import canonical

PREFIX = b"seedbank ledger day 1\n"
"""Before every signed message: no token and no other document begins like this."""

BEFORE_THE_FIRST = "0" * 64
"""What the first day names as the one before."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """`size` transfers, booked before `ends_at` and in no earlier day, are under `root`.

    `day` is a date in the IANA `zone`; the days of a ledger leave no gap. `previous` is the hash of
    the head before, `key` the id of the key that signs. Hashes are 64 lower-case hex digits.
    """

    day: str
    zone: str
    ends_at: Instant
    size: Annotated[int, msgspec.Meta(ge=0)]
    root: str
    previous: str
    closed_at: Instant
    key: str


class SignedHead(msgspec.Struct, frozen=True, kw_only=True):
    """A head and the Ed25519 signature of its message, as 128 lower-case hex digits."""

    head: Head
    signature: str


def message(head: Head) -> bytes:
    """What is signed: the prefix and the head's canonical JSON."""
    return PREFIX + canonical(head)


def hash_of_head(head: Head) -> str:
    """SHA-256 of the message: what the next day names."""
    return hashlib.sha256(message(head)).hexdigest()
