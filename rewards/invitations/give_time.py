"""Give time: an invitation waits for somebody whose membership was paused."""

from datetime import datetime, timedelta

import msgspec

from rewards.invitations.invitation import Invitation, InvitationState

WAITING = (InvitationState.ISSUED, InvitationState.JOINED)
"""States that end by themselves, to somebody's loss."""


def give_time(invitation: Invitation, *, by: timedelta, since: datetime) -> Invitation:
    """The invitation whose end is `by` later, if it had not come at `since`; else the same."""
    ends_at = invitation.ends_at
    if invitation.state not in WAITING or ends_at is None or ends_at <= since:
        return invitation
    return msgspec.structs.replace(invitation, ends_at=ends_at + by)
