"""How far an objection to a piece of evidence has come, as steps. Pure."""

import enum
from datetime import datetime

import msgspec

from rewards.score.standing.challenge import ChallengeState, EndedBy
from service.flows.challenges.challenge_view import ChallengeView


class Stage(enum.StrEnum):
    """What happens to an objection, in order; a source that is nobody's is not asked."""

    MADE = "made"
    SOURCE = "source"
    OPERATOR = "operator"
    OVER = "over"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """`state` is done, now or later, as lists of steps are drawn. `at` is when it was done, or
    until when it has to be; `said` are the words of who has spoken."""

    stage: Stage
    state: str
    at: datetime | None = None
    said: str = ""


def steps(challenge: ChallengeView) -> tuple[Step, ...]:
    """What was done, what is waited for, what comes then."""
    made = Step(stage=Stage.MADE, state="done", at=challenge.at, said=challenge.statement)
    heard = (made, *_source(challenge))
    if challenge.ended_at is not None:
        by_operator = challenge.ended_by in (EndedBy.OPERATOR, EndedBy.SILENT_OPERATORS)
        reason = (challenge.reason or "") if by_operator else ""
        return (*heard, Step(stage=Stage.OVER, state="done", at=challenge.ended_at, said=reason))
    if challenge.state is ChallengeState.REFERRED:
        return (*heard, Step(stage=Stage.OPERATOR, state="now", at=challenge.due_at))
    return (*heard, Step(stage=Stage.OPERATOR, state="later"))


def _source(challenge: ChallengeView) -> tuple[Step, ...]:
    if challenge.state is ChallengeState.ASKED:
        return (Step(stage=Stage.SOURCE, state="now", at=challenge.due_at),)
    if challenge.answered_at is None:
        return ()
    said = challenge.answer or ""
    return (Step(stage=Stage.SOURCE, state="done", at=challenge.answered_at, said=said),)
