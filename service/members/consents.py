"""What a consent is: for one purpose, to one counterparty, with an end."""

import enum
import hashlib
from datetime import datetime
from typing import Annotated

import msgspec

from rewards.calendar import Instant
from service.language.languages import DEFAULT, Language

PROGRAMME = "programme"
"""The counterparty of what a member grants to the programme itself; no merchant has this id."""


class Purpose(enum.StrEnum):
    """What a member can agree to. Counterparty: merchant, board, or `PROGRAMME`."""

    ENROLMENT = "enrolment"
    SCORE = "score"
    BOARD = "board"
    TASK_EVENTS = "task_events"
    ELIGIBILITY = "eligibility"
    GUESSABLE = "guessable"
    BADGE = "badge"


class ConsentText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The exact words shown for a purpose, in one language: each has a text of its own.

    `sha256` is the hash of these words: 64 lower-case hex digits.
    """

    purpose: Purpose
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=10_000)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    language: Language = DEFAULT


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """A consent in force until before `ends_at`; None, for enrolment, means until withdrawn.

    `text_sha256` proves which words were agreed to.
    """

    purpose: Purpose
    counterparty: str
    granted_at: Instant
    ends_at: Instant | None
    text_sha256: str


class ConsentEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the append-only history. `grant` is None if consent was withdrawn.

    `language` is that of the words which were shown; rows without it are about English words.
    """

    account: str
    epoch: int
    at: Instant
    purpose: Purpose
    counterparty: str
    grant: Grant | None
    language: Language = DEFAULT


def in_force(grant: Grant, at: datetime) -> bool:
    """True until the grant's end; withdrawn ones are not in the account any more."""
    return grant.ends_at is None or at < grant.ends_at


def hash_of(text: str) -> str:
    """SHA-256 of `text` in UTF-8, as 64 lower-case hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def consent_text(purpose: Purpose, text: str, language: Language = DEFAULT) -> ConsentText:
    """`text` with its hash."""
    return ConsentText(purpose=purpose, text=text, sha256=hash_of(text), language=language)
