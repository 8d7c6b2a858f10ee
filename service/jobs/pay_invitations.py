"""Job: pay the two stages of invitations, each to both members at once."""

import msgspec

from rewards.invitations.invitation import Invitation, InvitationState
from service.jobs.invitation_pages import Look, next_due
from service.jobs.job import Chunk, Run
from service.jobs.pay_invitation import PAY_INVITATION, PayInvitation
from service.store.path.command import Command


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 invitations: first those that have qualified, then those whose hold is over.

    Who has waited longest comes first, so that room for one more goes to the oldest.
    """
    looks = (
        Look(state=InvitationState.QUALIFIED, field="state_at", until=run.as_of),
        Look(state=InvitationState.HELD, field="ends_at", until=run.as_of),
    )

    def pay(invitation: Invitation) -> Command[msgspec.Struct]:
        return run.command(PAY_INVITATION, PayInvitation(invitation=invitation.id))

    return await next_due(run, looks, checkpoint, pay)
