"""The head of a published revision: what is signed, and what the next one names as the one before.

An account's score is a leaf under `root`: the tree is that of RFC 6962, as for days of the ledger.
"""

import hashlib
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from rewards.settlement.canonical import canonical

PREFIX = b"seedbank scores 1\n"
"""Before every signed message: no token and no other document begins like this."""


class ScoresHead(msgspec.Struct, frozen=True, kw_only=True):
    """The scores of `size` accounts at `cut_off`, under version `scheme_version` of `scheme`.

    `revision` 1 is the first of a cycle; a later one corrects the one before it, for a `reason`.
    `previous` is the hash of the head that was published before, `key` the id of the key that
    signs. Hashes are 64 lower-case hex digits.
    """

    cycle: str
    revision: Annotated[int, msgspec.Meta(ge=1)]
    cut_off: Instant
    published_at: Instant
    scheme: str
    scheme_version: int
    size: Annotated[int, msgspec.Meta(ge=0)]
    root: str
    reason: str
    previous: str
    key: str


class SignedScores(msgspec.Struct, frozen=True, kw_only=True):
    """A head and the Ed25519 signature of its message, as 128 lower-case hex digits."""

    head: ScoresHead
    signature: str


def message(head: ScoresHead) -> bytes:
    """What is signed: the prefix and the head's canonical JSON."""
    return PREFIX + canonical(head)


def hash_of_head(head: ScoresHead) -> str:
    """SHA-256 of the message: what the next publication names."""
    return hashlib.sha256(message(head)).hexdigest()
