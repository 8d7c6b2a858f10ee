"""End an invitation that is not paid, or not paid any further."""

from datetime import datetime

import msgspec

from rewards.invitations.invitation import (
    Invitation,
    InvitationState,
    Rejected,
    enter,
    follow,
)
from rewards.invitations.refusals import InvitationNotEnded, WrongInvitationState


def expire(
    invitation: Invitation, *, at: datetime
) -> Invitation | WrongInvitationState | InvitationNotEnded:
    """The invitation that nobody took up, or whose newcomer did not qualify, in its time."""
    if (wrong := follow(invitation, InvitationState.EXPIRED)) is not None:
        return wrong
    if invitation.ends_at is not None and at < invitation.ends_at:
        return InvitationNotEnded(ends_at=invitation.ends_at)
    return enter(invitation, InvitationState.EXPIRED, at)


def reject(
    invitation: Invitation, *, because: Rejected, at: datetime
) -> Invitation | WrongInvitationState:
    """The invitation, not paid any further; what a stage has paid stays paid."""
    if (wrong := follow(invitation, InvitationState.REJECTED)) is not None:
        return wrong
    after = enter(invitation, InvitationState.REJECTED, at)
    return msgspec.structs.replace(after, rejected=because)
