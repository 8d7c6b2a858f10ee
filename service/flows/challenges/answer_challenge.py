"""The source of challenged evidence answers: it withdraws what it said, or insists."""

import msgspec

from rewards.refusal import Refusal
from rewards.score.standing.answer import answer
from service.flows.challenges.challenge_step import step
from service.flows.challenges.challenge_view import ChallengeStep
from service.flows.challenges.known_challenge import sources_challenge, sources_needs
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class AnswerChallenge(msgspec.Struct, frozen=True, kw_only=True):
    """Which challenge of this merchant's evidence, and what it says to that."""

    merchant: str
    challenge: str
    statement: str
    insists: bool


def decide(command: Command[AnswerChallenge], view: View) -> Outcome[ChallengeStep]:
    """Reversed, or referred to the operators; whether or not the member is linked still: what a
    merchant has said of somebody it may always take back."""
    known = sources_challenge(command, view)
    if isinstance(known, Refusal):
        return Outcome(known)
    after = answer(
        known.challenge,
        statement=command.body.statement,
        insists=command.body.insists,
        at=command.domain_at,
        numbers=command.programme.numbers.challenges,
    )
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(ChallengeStep.of(after), step(command, view, known, after))


ANSWER_CHALLENGE = Rule("answer_challenge", ChallengeStep, sources_needs, decide)
