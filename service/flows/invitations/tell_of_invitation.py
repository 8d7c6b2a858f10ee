"""Tells both members of an invitation what has become of it: messages and events.

Neither names the other. Ids of messages are derived from the invitation, which whoever tells has
changed in the same command.
"""

import enum

import msgspec

from rewards.invitations.invitation import Invitation
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.path.command import Append, Emit
from service.store.schema.page import INBOX


class Role(enum.StrEnum):
    """Which of the two."""

    INVITER = "inviter"
    NEWCOMER = "newcomer"


class InvitationNews(msgspec.Struct, frozen=True, kw_only=True):
    """The data of an event: which invitation of the account's is in which state now."""

    invitation: str
    role: Role
    state: str
    seeds: int = 0


def members_of(invitation: Invitation) -> dict[Role, str]:
    """The accounts it is about: one until it is taken up, then two."""
    members = {Role.INVITER: invitation.inviter}
    if invitation.newcomer is not None:
        members[Role.NEWCOMER] = invitation.newcomer
    return members


def messages(
    invitation: Invitation, kind: MessageKind, **parameters: str | int
) -> tuple[Append, ...]:
    """One for each, with the same parameters."""
    return tuple(message(invitation, kind, role, **parameters) for role in members_of(invitation))


def message(
    invitation: Invitation, kind: MessageKind, role: Role, **parameters: str | int
) -> Append:
    """One about the invitation's present state, which it enters once."""
    told = new_message(
        f"message:invitation:{invitation.id}:{invitation.state}:{role}",
        account=members_of(invitation)[role],
        kind=kind,
        at=invitation.state_at,
        parameters={"invitation": invitation.id, "role": role.value, **parameters},
    )
    return Append(INBOX, told)


def events(invitation: Invitation, kind: str) -> tuple[Emit, ...]:
    """One for each; only for a command that changes both accounts."""
    return tuple(event(invitation, kind, role) for role in members_of(invitation))


def event(invitation: Invitation, kind: str, role: Role, seeds: int = 0) -> Emit:
    """One; only for a command that changes this account. `seeds` are what it has got."""
    news = InvitationNews(invitation=invitation.id, role=role, state=invitation.state, seeds=seeds)
    return Emit(account=members_of(invitation)[role], kind=kind, data=news)
