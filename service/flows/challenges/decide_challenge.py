"""An operator decides a challenge: the evidence is upheld, or reversed."""

from rewards.refusal import Refusal
from rewards.score.standing.decide import decide as decided
from service.flows.challenges.challenge_step import step
from service.flows.challenges.challenge_view import ChallengeStep
from service.flows.challenges.known_challenge import any_challenge, challenge_needs
from service.flows.operators.audited import OperatorBody, audited
from service.flows.operators.looked import look_of_operator
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class DecideChallenge(OperatorBody, frozen=True, kw_only=True):
    """Which one, and whether its evidence stands. The member reads the reason too."""

    challenge: str
    upheld: bool


def decide(command: Command[DecideChallenge], view: View) -> Outcome[ChallengeStep]:
    """Over, once and for all."""
    known = any_challenge(command, view)
    if isinstance(known, Refusal):
        return Outcome(known)
    body = command.body
    after = decided(known.challenge, upheld=body.upheld, reason=body.reason, at=command.domain_at)
    if isinstance(after, Refusal):
        return Outcome(after)
    looked = look_of_operator(command, known.account.id, "decide_challenge")
    return Outcome(ChallengeStep.of(after), (*step(command, view, known, after), looked))


def subject(command: Command[DecideChallenge]) -> str:
    """For the audit log."""
    return f"challenge:{command.body.challenge}"


DECIDE_CHALLENGE = audited(
    Rule("decide_challenge", ChallengeStep, challenge_needs, decide), subject
)
