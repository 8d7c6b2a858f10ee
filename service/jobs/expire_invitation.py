"""Expires an invitation that nobody took up, or whose newcomer has not qualified."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.invitations.end import expire
from rewards.invitations.invitation import Invitation
from rewards.invitations.inviting import no_longer_pending, one_less_open
from rewards.invitations.refusals import InvitationUnknown
from rewards.refusal import Refusal
from service.flows.invitations.tell_of_invitation import Role, event, members_of, messages
from service.flows.own import AccountGone
from service.members.account import Account
from service.members.message import MessageKind
from service.members.refusals import MembershipNotActive
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Command, Effect, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INVITATIONS


class ExpireInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """Which one, if it ended by `ended_by`."""

    invitation: str
    ended_by: Instant


class InvitationExpired(msgspec.Struct, frozen=True, kw_only=True):
    """It is over now."""

    invitation: str


def needs(command: Command[ExpireInvitation], view: View) -> Iterable[Key]:
    """The invitation, then the account that still waits for something."""
    yield INVITATIONS.key(command.body.invitation)
    invitation = view.peek(INVITATIONS, command.body.invitation)
    if invitation is not None:
        yield ACCOUNTS.key(members_of(invitation)[_waiting(invitation)])


def decide(command: Command[ExpireInvitation], view: View) -> Outcome[InvitationExpired]:
    """Expired, and the account it kept busy is free. While that is paused, nothing expires."""
    invitation = view.get(INVITATIONS, command.body.invitation)
    if invitation is None:
        return Outcome(InvitationUnknown())
    over = expire(invitation, at=command.body.ended_by)
    if isinstance(over, Refusal):
        return Outcome(over)
    role = _waiting(invitation)
    account = view.get(ACCOUNTS, members_of(invitation)[role])
    if account is None:
        return Outcome(AccountGone())
    if account.state is State.PAUSED:
        return Outcome(MembershipNotActive(state=account.state))
    # Dated now, however late the run is.
    after = msgspec.structs.replace(over, state_at=command.domain_at)
    return Outcome(InvitationExpired(invitation=after.id), _effects(after, account, role))


def _waiting(invitation: Invitation) -> Role:
    """Until it is taken up it counts among the inviter's; then it is the newcomer's to qualify."""
    return Role.INVITER if invitation.newcomer is None else Role.NEWCOMER


def _effects(after: Invitation, account: Account, role: Role) -> tuple[Effect, ...]:
    freed = one_less_open if role is Role.INVITER else no_longer_pending
    inviting = freed(account.inviting)
    return (
        Put(INVITATIONS, after),
        Put(ACCOUNTS, msgspec.structs.replace(account, inviting=inviting)),
        *messages(after, MessageKind.INVITATION_EXPIRED),
        event(after, "invitation_expired", role),
    )


EXPIRE_INVITATION = Rule("expire_invitation", InvitationExpired, needs, decide)
