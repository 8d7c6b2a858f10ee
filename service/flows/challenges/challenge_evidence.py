"""A member says that a piece of evidence is wrong: it has no effect until somebody has decided."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.refusal import Refusal
from rewards.score.standing.challenge import Challenge, challenge_id
from rewards.score.standing.open_challenge import open_challenge
from service.flows.challenges.challenge_view import ChallengeMoved, ChallengeView, challenge_view
from service.flows.challenges.own_evidence import Own, item_needs, own_item
from service.flows.challenges.standing import with_standing
from service.flows.own import own_account
from service.flows.rentals.breach_follows import follow
from service.members.account import Account
from service.store.collection import Key
from service.store.path.command import Command, Effect, Emit, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import ACCOUNTS, CHALLENGES, EVIDENCE


class ChallengeEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """Which evidence of this account, and what is wrong with it, in the member's words."""

    account: str
    evidence: str
    statement: str


def needs(command: Command[ChallengeEvidence], view: View) -> Iterable[Key]:
    """The account, the evidence, its challenge, its notice."""
    return item_needs(command, view)


def decide(command: Command[Any], view: View) -> Outcome[ChallengeView]:
    """Challenged, in every state of the membership: nobody has to be active to object."""
    account = own_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    own = own_item(command, view, account)
    if isinstance(own, Refusal):
        return Outcome(own)
    opened = open_challenge(
        own.item,
        view.get(CHALLENGES, challenge_id(own.row.id)),
        statement=command.body.statement,
        open_now=len(account.challenging),
        at=command.domain_at,
        numbers=command.programme.numbers.challenges,
    )
    if isinstance(opened, Refusal):
        return Outcome(opened)
    row = with_standing(own.row, opened.standing)
    followed = follow(command, account, own.rental, row)
    effects = _effects(followed.account, own, row, opened.challenge)
    return Outcome(challenge_view(opened.challenge), (*effects, *followed.effects))


def _effects(
    account: Account, own: Own, row: EvidenceRow, challenge: Challenge
) -> tuple[Effect, ...]:
    open_now = (*account.challenging, challenge.id)
    return (
        Put(ACCOUNTS, msgspec.structs.replace(account, challenging=open_now)),
        Put(EVIDENCE, row) if own.stored else Insert(EVIDENCE, row),
        Insert(CHALLENGES, challenge),
        Emit(account=account.id, kind="evidence_challenged", data=ChallengeMoved.of(challenge)),
    )


CHALLENGE_EVIDENCE = Rule("challenge_evidence", ChallengeView, needs, decide)
