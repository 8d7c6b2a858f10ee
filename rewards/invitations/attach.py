"""Attach: a newcomer names the invitation that brought them."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import InvitationNumbers
from rewards.invitations.invitation import Invitation, InvitationState, enter, follow
from rewards.invitations.inviting import Inviting
from rewards.invitations.refusals import (
    AlreadyInvited,
    HasInvited,
    InvitationEnded,
    JoinedTooLongAgo,
    OwnInvitation,
)
from rewards.refusal import Refusal


class Newcomer(msgspec.Struct, frozen=True, kw_only=True):
    """Who names the invitation: their account, when they joined, what they have to do with it."""

    account: str
    joined_at: datetime
    inviting: Inviting


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """The invitation, and what both accounts remember; all are written, or none."""

    invitation: Invitation
    newcomer: Inviting
    inviter: Inviting


def attach(
    invitation: Invitation,
    *,
    newcomer: Newcomer,
    inviter: Inviting,
    at: datetime,
    numbers: InvitationNumbers,
) -> Attached | Refusal:
    """The invitation, taken up. `inviter` is what the account that issued it remembers.

    Refusals: WrongInvitationState, InvitationEnded, OwnInvitation, AlreadyInvited, HasInvited,
    JoinedTooLongAgo. Nobody who has invited is invited, so whoever invites is older in the graph
    than whom they bring, and no circle can close.
    """
    refused = _refused(invitation, newcomer, at, numbers)
    if refused is not None:
        return refused
    ends_at = at + timedelta(days=numbers.expiry_days)
    taken = enter(invitation, InvitationState.JOINED, at, ends_at)
    replace = msgspec.structs.replace
    return Attached(
        invitation=replace(taken, newcomer=newcomer.account, joined_at=at),
        newcomer=replace(newcomer.inviting, inviter=invitation.inviter),
        inviter=replace(inviter, invited=inviter.invited + 1),
    )


def _refused(
    invitation: Invitation, newcomer: Newcomer, at: datetime, numbers: InvitationNumbers
) -> Refusal | None:
    if invitation.inviter == newcomer.account:
        return OwnInvitation()
    if (wrong := follow(invitation, InvitationState.JOINED)) is not None:
        return wrong
    if invitation.ends_at is not None and invitation.ends_at <= at:
        return InvitationEnded(ended_at=invitation.ends_at)
    return _no_newcomer(newcomer, at, numbers)


def _no_newcomer(
    newcomer: Newcomer, at: datetime, numbers: InvitationNumbers
) -> AlreadyInvited | HasInvited | JoinedTooLongAgo | None:
    if newcomer.inviting.inviter is not None:
        return AlreadyInvited()
    if newcomer.inviting.invited:
        return HasInvited(invited=newcomer.inviting.invited)
    if at > newcomer.joined_at + timedelta(minutes=numbers.attach_minutes):
        return JoinedTooLongAgo(joined_at=newcomer.joined_at, minutes_max=numbers.attach_minutes)
    return None
