"""A member says what is wrong with a look in the access log; an operator has to answer."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.own import own_account, own_needs
from service.members.access_challenge import LookUnknown, challenge_look
from service.store.collection import Key
from service.store.owner import of_account
from service.store.path.command import Command, Emit, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ACCESS_CHALLENGES, ACCESS_LOG


class ChallengeLook(msgspec.Struct, frozen=True, kw_only=True):
    """Which look at the account, and what is wrong with it in the member's words."""

    account: str
    look: str
    statement: str


class LookIsChallenged(msgspec.Struct, frozen=True, kw_only=True):
    """Open since `at`."""

    look: str
    at: Instant


def needs(command: Command[ChallengeLook], view: View) -> Iterable[Key]:
    """The account, the look, and whether it was challenged before."""
    yield from own_needs(command, view)
    yield ACCESS_LOG.key(command.body.look)
    yield ACCESS_CHALLENGES.key(command.body.look)


def decide(command: Command[ChallengeLook], view: View) -> Outcome[LookIsChallenged]:
    """Possible in every state of the membership: who leaves may still ask who looked."""
    body = command.body
    account = own_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    own = of_account(account.id)
    look = view.own(ACCESS_LOG, body.look, own)
    if look is None:
        return Outcome(LookUnknown())
    before = view.own(ACCESS_CHALLENGES, body.look, own)
    made = challenge_look(look, before, body.statement, at=command.domain_at)
    if isinstance(made, Refusal):
        return Outcome(made)
    answer = LookIsChallenged(look=look.id, at=made.at)
    told = Emit(account=account.id, kind="look_challenged", data=answer)
    return Outcome(answer, (Insert(ACCESS_CHALLENGES, made), told))


CHALLENGE_LOOK = Rule("challenge_look", LookIsChallenged, needs, decide)
