"""Decide: an operator upholds a challenged fact or reverses it; silence speaks for the member."""

from datetime import datetime

from rewards.score.standing.challenge import Challenge, ChallengeState, EndedBy, end, follow
from rewards.score.standing.refusals import ChallengeNotDue, WrongChallengeState


def decide(
    challenge: Challenge, *, upheld: bool, reason: str, at: datetime
) -> Challenge | WrongChallengeState:
    """An operator's word. Nothing is upheld before its source was asked and has insisted; for the
    member it can be decided at any time."""
    wanted = ChallengeState.UPHELD if upheld else ChallengeState.REVERSED
    if (wrong := follow(challenge, wanted)) is not None:
        return wrong
    return end(challenge, wanted, EndedBy.OPERATOR, at=at, reason=reason)


def lapse(
    challenge: Challenge, *, at: datetime
) -> Challenge | WrongChallengeState | ChallengeNotDue:
    """Whoever had to speak was silent, and loses: the member never waits for nothing."""
    if (wrong := follow(challenge, ChallengeState.REVERSED)) is not None:
        return wrong
    if challenge.due_at is not None and at < challenge.due_at:
        return ChallengeNotDue(due_at=challenge.due_at)
    asked = challenge.state is ChallengeState.ASKED
    by = EndedBy.SILENT_SOURCE if asked else EndedBy.SILENT_OPERATORS
    return end(challenge, ChallengeState.REVERSED, by, at=at)
