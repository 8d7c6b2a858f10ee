"""Qualify: the newcomer has done something that somebody trusted has seen."""

from datetime import datetime

import msgspec

from rewards.invitations.invitation import Invitation, InvitationState, enter, follow
from rewards.invitations.refusals import DoesNotQualify, WrongInvitationState
from rewards.ledger.ids import part
from rewards.score.evidence import Evidence, EvidenceKind

TRUSTED = frozenset({EvidenceKind.TASK_COMPLETED, EvidenceKind.CHARITY_TASK_COMPLETED})
"""Evidence of a task done: there is none without a source that the task trusts."""


def qualify(
    invitation: Invitation, act: Evidence, *, at: datetime
) -> Invitation | WrongInvitationState | DoesNotQualify:
    """The invitation, qualified by the newcomer's `act`, which happened while it was attached."""
    if (wrong := follow(invitation, InvitationState.QUALIFIED)) is not None:
        return wrong
    begins, ends = invitation.joined_at or invitation.state_at, invitation.ends_at
    in_time = begins <= act.at and (ends is None or act.at < ends)
    if act.kind not in TRUSTED or not in_time:
        return DoesNotQualify(kind=act.kind, happened_at=act.at)
    after = enter(invitation, InvitationState.QUALIFIED, at)
    return msgspec.structs.replace(after, qualified_at=act.at)


def evidence_of(invitation: Invitation) -> Evidence | None:
    """What a qualified invitation counts as for the inviter; None of one that is not."""
    if invitation.qualified_at is None or invitation.newcomer is None:
        return None
    return Evidence(
        id=f"invitation:{part(invitation.id)}:qualified",
        kind=EvidenceKind.INVITATION_QUALIFIED,
        at=invitation.qualified_at,
        source="programme",
    )
