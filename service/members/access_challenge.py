"""A member challenges a look in the access log; an operator answers. Pure."""

import enum
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.members.access_entry import AccessEntry


class ChallengeState(enum.StrEnum):
    """`open -> answered`."""

    OPEN = "open"
    ANSWERED = "answered"


class AccessChallenge(msgspec.Struct, frozen=True, kw_only=True):
    """What the member says about the look `id`, and what was answered; one for each look."""

    id: str
    account: str
    statement: str
    at: Instant
    state: ChallengeState = ChallengeState.OPEN
    answer: str | None = None
    answered_at: Instant | None = None
    version: int = 1


class LookUnknown(Refusal, frozen=True, kw_only=True):
    """No such look at the caller. Deliberately the same answer for somebody else's."""

    def detail(self) -> str:
        return "There is no such look at you: take its id from your access log."


class LookChallenged(Refusal, frozen=True, kw_only=True):
    """The look has been challenged already."""

    state: ChallengeState
    at: Instant

    def detail(self) -> str:
        return (
            f"You challenged this look at {self.at.isoformat()}, which is {self.state}: "
            "read in your access log what was answered."
        )


class AccessChallengeUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such challenge."""

    def detail(self) -> str:
        return "There is no such challenge: take its id from the list of challenges."


class ChallengeAnswered(Refusal, frozen=True, kw_only=True):
    """Somebody has answered it already."""

    answered_at: Instant

    def detail(self) -> str:
        return f"It was answered at {self.answered_at.isoformat()}: read it again."


def challenge_look(
    look: AccessEntry, before: AccessChallenge | None, statement: str, *, at: datetime
) -> AccessChallenge | LookChallenged:
    """The challenge of a look, which nobody has challenged `before`."""
    if before is not None:
        return LookChallenged(state=before.state, at=before.at)
    return AccessChallenge(id=look.id, account=look.account, statement=statement, at=at)


def answer_challenge(
    challenge: AccessChallenge, answer: str, *, at: datetime
) -> AccessChallenge | ChallengeAnswered:
    """The challenge with its answer, which is given once."""
    if challenge.answered_at is not None:
        return ChallengeAnswered(answered_at=challenge.answered_at)
    return msgspec.structs.replace(
        challenge, state=ChallengeState.ANSWERED, answer=answer, answered_at=at
    )
