"""A newcomer names the invitation that brought them."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.invitations.attach import Newcomer, attach, may_attach
from rewards.invitations.invitation import Invitation
from rewards.invitations.refusals import InvitationUnknown
from rewards.refusal import Refusal
from service.flows.invitations.tell_of_invitation import events
from service.flows.own import active_account, own_needs
from service.members.account import Account
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INVITATIONS

# An inviter who has left has taken the invitations along; one who pauses has not.
HERE = (State.ACTIVE, State.PAUSED)


class AttachInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """`code` as `rewards.invitations.code.read_code` reads what was typed."""

    account: str
    code: str


class InvitationAttached(msgspec.Struct, frozen=True, kw_only=True):
    """What the newcomer gets: `seeds`, of them `first_percent` at once, after trusted tasks on so
    many `days` before `ends_at`."""

    seeds: int
    first_percent: int
    days: int
    ends_at: Instant


def needs(command: Command[AttachInvitation], view: View) -> Iterable[Key]:
    """The newcomer and the invitation; then the inviter."""
    yield from own_needs(command, view)
    yield INVITATIONS.key(command.body.code)
    invitation = view.peek(INVITATIONS, command.body.code)
    if invitation is not None:
        yield ACCOUNTS.key(invitation.inviter)


def decide(command: Command[AttachInvitation], view: View) -> Outcome[InvitationAttached]:
    """Both accounts remember it, and the invitation its newcomer: all three, or none."""
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    # Asked first: who cannot use an invitation learns nothing about any code.
    at, numbers = command.domain_at, command.programme.numbers.invitations
    refused = may_attach(_newcomer(account), at=at, numbers=numbers)
    if refused is not None:
        return Outcome(refused)
    invitation = view.get(INVITATIONS, command.body.code)
    inviter = None if invitation is None else view.get(ACCOUNTS, invitation.inviter)
    if invitation is None or inviter is None or inviter.state not in HERE:
        return Outcome(InvitationUnknown())
    return _attach(command, invitation, newcomer=account, inviter=inviter)


def _attach(
    command: Command[AttachInvitation],
    invitation: Invitation,
    *,
    newcomer: Account,
    inviter: Account,
) -> Outcome[InvitationAttached]:
    made = attach(
        invitation,
        newcomer=_newcomer(newcomer),
        inviter=inviter.inviting,
        at=command.domain_at,
        numbers=command.programme.numbers.invitations,
    )
    if isinstance(made, Refusal):
        return Outcome(made)
    replace = msgspec.structs.replace
    return Outcome(
        _answer(command, made.invitation),
        (
            Put(INVITATIONS, made.invitation),
            Put(ACCOUNTS, replace(newcomer, inviting=made.newcomer)),
            Put(ACCOUNTS, replace(inviter, inviting=made.inviter)),
            *events(made.invitation, "invitation_joined"),
        ),
    )


def _newcomer(account: Account) -> Newcomer:
    return Newcomer(
        account=account.id,
        joined_at=account.active_since or account.created_at,
        inviting=account.inviting,
    )


def _answer(command: Command[AttachInvitation], invitation: Invitation) -> InvitationAttached:
    return InvitationAttached(
        seeds=invitation.newcomer_seeds,
        first_percent=invitation.first_percent,
        days=command.programme.numbers.invitations.qualifying_days,
        # One that is taken up has an end until it qualifies.
        ends_at=invitation.ends_at or command.domain_at,
    )


ATTACH_INVITATION = Rule("attach_invitation", InvitationAttached, needs, decide)
