"""Answer: the source withdraws what it said, or insists; then an operator decides."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import ChallengeNumbers
from rewards.score.standing.challenge import Challenge, ChallengeState, EndedBy, end, follow
from rewards.score.standing.refusals import WrongChallengeState


def answer(
    challenge: Challenge,
    *,
    statement: str,
    insists: bool,
    at: datetime,
    numbers: ChallengeNumbers,
) -> Challenge | WrongChallengeState:
    """Only who has been asked answers, and once."""
    # Whether it insists or not: who is not to be asked any more may not withdraw either.
    if (wrong := follow(challenge, ChallengeState.REFERRED)) is not None:
        return wrong
    said = msgspec.structs.replace(challenge, answer=statement, answered_at=at)
    if not insists:
        return end(said, ChallengeState.REVERSED, EndedBy.SOURCE, at=at)
    return msgspec.structs.replace(
        said,
        state=ChallengeState.REFERRED,
        state_at=at,
        due_at=at + timedelta(days=numbers.decision_days),
    )
