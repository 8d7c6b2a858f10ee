"""What every step of a challenge writes: the challenge, its evidence, and word to the member."""

from typing import Any

import msgspec

from rewards.refusal import Refusal
from rewards.score.standing.challenge import OPEN, Challenge, ChallengeState
from rewards.score.standing.reverse import reverse
from rewards.score.standing.standing import Standing
from rewards.score.standing.uphold import uphold
from service.flows.badges.counted_off import counted_off
from service.flows.challenges.challenge_view import ChallengeMoved
from service.flows.challenges.known_challenge import Known
from service.flows.challenges.merchant_record import recorded
from service.flows.challenges.standing import with_standing
from service.flows.rentals.breach_follows import follow
from service.members.account import Account
from service.members.message import Message, MessageKind
from service.members.new_message import new_message
from service.store.path.command import Append, Command, Effect, Emit, Put
from service.store.path.state import RuleError, View
from service.store.schema.page import ACCOUNTS, CHALLENGES, EVIDENCE, INBOX

TOLD = {
    ChallengeState.REFERRED: MessageKind.CHALLENGE_ANSWERED,
    ChallengeState.UPHELD: MessageKind.CHALLENGE_UPHELD,
    ChallengeState.REVERSED: MessageKind.CHALLENGE_WON,
}


def step(command: Command[Any], view: View, known: Known, after: Challenge) -> tuple[Effect, ...]:
    """Once it is over, the evidence stands or is gone, the merchant's record has one more appeal,
    and the member may challenge one more."""
    message = _message(command, after)
    moved = Emit(account=after.account, kind=message.kind.value, data=ChallengeMoved.of(after))
    told = (Put(CHALLENGES, after), Append(INBOX, message), moved)
    if after.state in OPEN:
        return (Put(ACCOUNTS, known.account), *told)
    row = with_standing(known.row, _standing(command, known, after))
    followed = follow(command, _freed(view, known.account, after), known.rental, row)
    effects = (*told, *followed.effects, *recorded(view, after, row))
    return Put(ACCOUNTS, followed.account), Put(EVIDENCE, row), *effects


def _standing(command: Command[Any], known: Known, after: Challenge) -> Standing:
    ended = uphold if after.state is ChallengeState.UPHELD else reverse
    standing = ended(known.row.standing, at=command.domain_at)
    if isinstance(standing, Refusal):
        raise RuleError(f"{after.evidence} is {known.row.status} while its challenge is open")
    return standing


def _freed(view: View, account: Account, challenge: Challenge) -> Account:
    left = tuple(each for each in account.challenging if each != challenge.id)
    after = msgspec.structs.replace(account, challenging=left)
    if challenge.state is not ChallengeState.REVERSED:
        return after
    # What is not so any more is said by no badge either.
    badges = counted_off(view, account.badges, challenge.evidence, challenge.kind)
    return msgspec.structs.replace(after, badges=badges)


def _message(command: Command[Any], after: Challenge) -> Message:
    """It comes to each state once, so each has its one message."""
    ended = {} if after.ended_by is None else {"ended_by": after.ended_by.value}
    return new_message(
        f"message:challenge:{after.id}:{after.state}",
        account=after.account,
        kind=TOLD[after.state],
        at=command.domain_at,
        parameters={
            "evidence": after.evidence,
            "counts_as": after.kind.value,
            "merchant": after.merchant,
            **ended,
        },
    )
