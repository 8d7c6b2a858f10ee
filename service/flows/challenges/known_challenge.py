"""A challenge with its evidence and the account, for whoever has a say in it."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.perks.rentals.rental import Rental
from rewards.score.standing.challenge import Challenge
from rewards.score.standing.refusals import ChallengeUnknown
from service.flows.badges.counted_off import fact_keys
from service.flows.challenges.merchant_record import record_keys
from service.flows.rentals.breach_follows import rental_keys, rental_of
from service.members.account import Account
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import ACCOUNTS, CHALLENGES, EVIDENCE


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """All of them guarded; the rental if it is one's broken promise."""

    challenge: Challenge
    row: EvidenceRow
    account: Account
    rental: Rental | None = None


def challenge_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The challenge that the body names, whosever it is, then what it is about: for jobs and
    operators."""
    yield CHALLENGES.key(command.body.challenge)
    yield from _about(view, view.peek(CHALLENGES, command.body.challenge))


def sources_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The same, if it is about evidence of `body.merchant`."""
    body = command.body
    yield CHALLENGES.key(body.challenge)
    yield from _about(view, view.peek_own(CHALLENGES, body.challenge, of_merchant(body.merchant)))


def _about(view: View, challenge: Challenge | None) -> Iterable[Key]:
    if challenge is not None:
        yield ACCOUNTS.key(challenge.account)
        yield from fact_keys(challenge.evidence)
        row = view.peek(EVIDENCE, challenge.evidence)
        yield from rental_keys(row)
        yield from record_keys(challenge, row)


def any_challenge(command: Command[Any], view: View) -> Known | ChallengeUnknown:
    """Whosever it is: for jobs and operators."""
    return _known(view, view.get(CHALLENGES, command.body.challenge))


def sources_challenge(command: Command[Any], view: View) -> Known | ChallengeUnknown:
    """The one about evidence of `body.merchant`."""
    body = command.body
    return _known(view, view.own(CHALLENGES, body.challenge, of_merchant(body.merchant)))


def _known(view: View, challenge: Challenge | None) -> Known | ChallengeUnknown:
    if challenge is None:
        return ChallengeUnknown()
    row = view.get(EVIDENCE, challenge.evidence)
    account = view.get(ACCOUNTS, challenge.account)
    if row is None or account is None:
        return ChallengeUnknown()
    return Known(challenge=challenge, row=row, account=account, rental=rental_of(view, row))
