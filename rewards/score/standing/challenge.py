"""A challenge of one piece of evidence, and its machine: who has to speak next, and until when."""

import enum
import hashlib
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.score.evidence import EvidenceKind
from rewards.score.standing.refusals import WrongChallengeState


class ChallengeState(enum.StrEnum):
    """`asked -> referred -> upheld`, and `reversed` from both; what only the programme or one of
    its operators knows of begins as referred."""

    ASKED = "asked"
    """The source has to answer."""
    REFERRED = "referred"
    """An operator has to decide."""
    UPHELD = "upheld"
    """The evidence stands."""
    REVERSED = "reversed"
    """The evidence is gone."""


TRANSITIONS: dict[ChallengeState, frozenset[ChallengeState]] = {
    ChallengeState.ASKED: frozenset({ChallengeState.REFERRED, ChallengeState.REVERSED}),
    ChallengeState.REFERRED: frozenset({ChallengeState.UPHELD, ChallengeState.REVERSED}),
    ChallengeState.UPHELD: frozenset(),
    ChallengeState.REVERSED: frozenset(),
}

OPEN = frozenset({ChallengeState.ASKED, ChallengeState.REFERRED})
"""While it is in one of these states, the evidence has no effect."""


class EndedBy(enum.StrEnum):
    """Whose word, or whose silence, ended it."""

    SOURCE = "source"
    SILENT_SOURCE = "silent_source"
    OPERATOR = "operator"
    SILENT_OPERATORS = "silent_operators"


class Challenge(msgspec.Struct, frozen=True, kw_only=True):
    """`statement` is the member's, made at `at`; `answer` the source's, made at `answered_at`;
    `reason` that of the operator who decided.

    merchant: the source of the evidence, by its id as a merchant, or a word such as `app`.
    happened_at, kind, reference: those of the evidence, as far as its source knows them.
    due_at: when whoever has to speak next loses by silence; None once it is over.
    """

    id: str
    account: str
    evidence: str
    merchant: str
    kind: EvidenceKind
    happened_at: Instant
    reference: str
    statement: str
    at: Instant
    state: ChallengeState
    state_at: Instant
    due_at: Instant | None
    answer: str | None = None
    answered_at: Instant | None = None
    ended_by: EndedBy | None = None
    reason: str | None = None
    version: int = 1


def challenge_id(evidence: str) -> str:
    """32 hex digits: an item is challenged once, and who reads the id learns nothing from it, as
    ids of evidence can hold an account's."""
    return hashlib.blake2b(evidence.encode(), digest_size=16).hexdigest()


def follow(challenge: Challenge, wanted: ChallengeState) -> WrongChallengeState | None:
    """None if `wanted` may follow; else a refusal naming what may."""
    allowed = TRANSITIONS[challenge.state]
    if wanted in allowed:
        return None
    return WrongChallengeState(state=challenge.state, wanted=wanted, allowed=tuple(sorted(allowed)))


def end(
    challenge: Challenge,
    state: ChallengeState,
    by: EndedBy,
    *,
    at: datetime,
    reason: str | None = None,
) -> Challenge:
    """The challenge, over."""
    return msgspec.structs.replace(
        challenge, state=state, state_at=at, due_at=None, ended_by=by, reason=reason
    )
