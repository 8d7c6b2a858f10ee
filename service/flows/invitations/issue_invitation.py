"""A member gets an invitation: a code to give to somebody who is not here yet."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.invitations.code import code_of
from rewards.invitations.invitation import Invitation, issue
from rewards.invitations.inviting import opened
from rewards.refusal import Refusal
from service.flows.own import active_account, own_needs
from service.store.collection import Key
from service.store.path.command import Command, Emit, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INVITATIONS

TRIES = 3
"""Codes to choose from. That one is taken is a matter of 2^-50 for each invitation there is."""


class IssueInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """By whom."""

    account: str


class InvitationIssued(msgspec.Struct, frozen=True, kw_only=True):
    """`code` for somebody else, until `ends_at`; seeds for both once they have proved real."""

    code: str
    inviter_seeds: int
    newcomer_seeds: int
    ends_at: Instant


def needs(command: Command[IssueInvitation], view: View) -> Iterable[Key]:
    """The account, and whether the codes are free."""
    yield from own_needs(command, view)
    yield from map(INVITATIONS.key, _codes(command))


def decide(command: Command[IssueInvitation], view: View) -> Outcome[InvitationIssued]:
    """One more invitation, if fewer than the programme allows wait to be taken up."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    numbers = command.programme.numbers.invitations
    inviting = opened(account.inviting, numbers=numbers)
    if isinstance(inviting, Refusal):
        return Outcome(inviting)
    invitation = issue(
        _free(command, view), inviter=account.id, at=command.domain_at, numbers=numbers
    )
    answer = _answer(invitation)
    return Outcome(
        answer,
        (
            Put(ACCOUNTS, msgspec.structs.replace(account, inviting=inviting)),
            Insert(INVITATIONS, invitation),
            Emit(account=account.id, kind="invitation_issued", data=answer),
        ),
    )


def _codes(command: Command[IssueInvitation]) -> list[str]:
    return [code_of(int(fresh, 16)) for fresh in command.ids]


def _free(command: Command[IssueInvitation], view: View) -> str:
    """The first code that nobody has; the last one in any case, which is then a defect."""
    codes = _codes(command)
    return next((each for each in codes if view.reference(INVITATIONS, each) is None), codes[-1])


def _answer(invitation: Invitation) -> InvitationIssued:
    return InvitationIssued(
        code=invitation.id,
        inviter_seeds=invitation.inviter_seeds,
        newcomer_seeds=invitation.newcomer_seeds,
        # One that waits to be taken up always has an end.
        ends_at=invitation.ends_at or invitation.issued_at,
    )


ISSUE_INVITATION = Rule("issue_invitation", InvitationIssued, needs, decide, ids=TRIES)
