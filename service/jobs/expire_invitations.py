"""Job: end invitations that nobody took up, or whose newcomer did not qualify, in their time."""

from datetime import timedelta

import msgspec

from rewards.invitations.invitation import Invitation, InvitationState
from service.jobs.expire_invitation import EXPIRE_INVITATION, ExpireInvitation
from service.jobs.invitation_pages import Look, next_due
from service.jobs.job import Chunk, Run
from service.store.path.command import Command


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 invitations whose time is over: first those not taken up, then the others.

    What a newcomer did in time may be reported late, so the others get that long.
    """
    late = timedelta(hours=run.context.programme().numbers.tasks.late_hours_max)
    looks = (
        Look(state=InvitationState.ISSUED, field="ends_at", until=run.as_of),
        Look(state=InvitationState.JOINED, field="ends_at", until=run.as_of - late),
    )

    def end(invitation: Invitation) -> Command[msgspec.Struct]:
        # Not as of the run: one that has been given more time since it was read has not ended.
        ended_by = invitation.ends_at or run.as_of
        return run.command(
            EXPIRE_INVITATION, ExpireInvitation(invitation=invitation.id, ended_by=ended_by)
        )

    return await next_due(run, looks, checkpoint, end)
