"""An operator answers what a member has challenged in the access log; the member is told."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.operators.audited import OperatorBody, audited
from service.flows.operators.looked import look_of_operator
from service.members.access_challenge import (
    AccessChallenge,
    AccessChallengeUnknown,
    answer_challenge,
)
from service.members.access_entry import AccessEntry
from service.members.message import Message, MessageKind
from service.members.new_message import new_message
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCESS_CHALLENGES, ACCESS_LOG, INBOX


class AnswerAccessChallenge(OperatorBody, frozen=True, kw_only=True):
    """Which challenge, and what the member is to read; why is for the audit log."""

    challenge: str
    answer: str


class AccessChallengeAnswered(msgspec.Struct, frozen=True, kw_only=True):
    """Answered at `answered_at`."""

    id: str
    answered_at: Instant


def needs(command: Command[AnswerAccessChallenge], _view: View) -> Iterable[Key]:
    """The challenge, and the look that it is about."""
    yield ACCESS_CHALLENGES.key(command.body.challenge)
    yield ACCESS_LOG.key(command.body.challenge)


def decide(command: Command[AnswerAccessChallenge], view: View) -> Outcome[AccessChallengeAnswered]:
    """The answer, once; who gave it is in the audit log, and that they looked in the member's."""
    challenge = view.reference(ACCESS_CHALLENGES, command.body.challenge)
    look = view.reference(ACCESS_LOG, command.body.challenge)
    if challenge is None:
        return Outcome(AccessChallengeUnknown())
    view.get(ACCESS_CHALLENGES, challenge.id)
    answered = answer_challenge(challenge, command.body.answer, at=command.domain_at)
    if isinstance(answered, Refusal):
        return Outcome(answered)
    answer = AccessChallengeAnswered(id=answered.id, answered_at=command.domain_at)
    return Outcome(
        answer,
        (
            Put(ACCESS_CHALLENGES, answered),
            look_of_operator(command, challenge.account, "access_challenge"),
            Append(INBOX, _message(command, challenge, look)),
        ),
    )


def _message(
    command: Command[AnswerAccessChallenge], challenge: AccessChallenge, look: AccessEntry | None
) -> Message:
    # The look itself may have grown old and gone; its challenge has not.
    about = {} if look is None else {"who": look.who, "looked_at": look.at.isoformat()}
    return new_message(
        f"message:access_challenge:{challenge.id}",
        account=challenge.account,
        kind=MessageKind.LOOK_EXPLAINED,
        at=command.domain_at,
        parameters={"answer": command.body.answer, **about},
    )


ANSWER_ACCESS_CHALLENGE = audited(
    Rule("answer_access_challenge", AccessChallengeAnswered, needs, decide),
    lambda command: f"access_challenge:{command.body.challenge}",
)
