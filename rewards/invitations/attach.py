"""Attach: a newcomer names the invitation that brought them."""

from datetime import datetime, timedelta

import msgspec

from rewards.economy import InvitationNumbers
from rewards.invitations.invitation import Invitation, InvitationState, enter
from rewards.invitations.inviting import Inviting, one_less_open
from rewards.invitations.refusals import (
    AlreadyInvited,
    CameBack,
    HasInvited,
    InvitationEnded,
    InvitationTaken,
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

    Refusals: those of `may_attach`, OwnInvitation, InvitationTaken, InvitationEnded. Nobody who has
    invited is invited, so whoever invites is older in the graph than whom they bring, and no circle
    can close.
    """
    refused = may_attach(newcomer, at=at, numbers=numbers) or _refused(invitation, newcomer, at)
    if refused is not None:
        return refused
    ends_at = at + timedelta(days=numbers.expiry_days)
    taken = enter(invitation, InvitationState.JOINED, at, ends_at)
    replace = msgspec.structs.replace
    return Attached(
        invitation=replace(taken, newcomer=newcomer.account, joined_at=at),
        newcomer=replace(
            newcomer.inviting, inviter=invitation.inviter, invitation=invitation.id, days=()
        ),
        inviter=replace(one_less_open(inviter), invited=inviter.invited + 1),
    )


def may_attach(
    newcomer: Newcomer, *, at: datetime, numbers: InvitationNumbers
) -> AlreadyInvited | HasInvited | CameBack | JoinedTooLongAgo | None:
    """Why the member takes up no invitation at all, or None.

    To be asked before a code is looked up: who cannot use one learns nothing about any.
    """
    if newcomer.inviting.inviter is not None:
        return AlreadyInvited()
    if newcomer.inviting.invited:
        return HasInvited(invited=newcomer.inviting.invited)
    newcomer_from = newcomer.inviting.newcomer_from
    if newcomer_from is not None and at < newcomer_from:
        return CameBack(newcomer_from=newcomer_from)
    if at > newcomer.joined_at + timedelta(minutes=numbers.attach_minutes):
        return JoinedTooLongAgo(joined_at=newcomer.joined_at, minutes_max=numbers.attach_minutes)
    return None


def _refused(
    invitation: Invitation, newcomer: Newcomer, at: datetime
) -> OwnInvitation | InvitationTaken | InvitationEnded | None:
    """What became of an invitation that is taken is nobody's business but its two members'."""
    if invitation.inviter == newcomer.account:
        return OwnInvitation()
    if invitation.newcomer is not None:
        return InvitationTaken()
    ended = invitation.state is not InvitationState.ISSUED
    ended_at = invitation.state_at if ended else invitation.ends_at
    if ended or (ended_at is not None and ended_at <= at):
        return InvitationEnded(ended_at=ended_at or at)
    return None
