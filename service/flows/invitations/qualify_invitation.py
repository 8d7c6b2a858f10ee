"""What a task done means for the invitation by which its member came.

Part of `service.flows.tasks.pay`: the same batch, and one more document only on the day that makes
it qualify. The inviter's account is left alone: it may be busy, and the job that pays comes to it.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from rewards.invitations.invitation import Invitation
from rewards.invitations.inviting import Inviting, done_on, no_longer_pending, qualifies_on
from rewards.invitations.qualify import evidence_of, qualify
from rewards.invitations.refusals import WrongInvitationState
from service.flows.evidence import evidence_row
from service.flows.invitations.tell_of_invitation import Role, event, messages
from service.members.account import Account
from service.members.message import MessageKind
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Put
from service.store.path.state import View
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import EVIDENCE, INVITATIONS
from tasks.completion import Completion
from tasks.completion import evidence as of_completion
from tasks.days.calendar import day_of


class Brought(msgspec.Struct, frozen=True, kw_only=True):
    """What the newcomer's account remembers now, and what else to write."""

    inviting: Inviting
    effects: tuple[Effect, ...] = ()


def invitation_key(command: Command[Any], account: Account, event_at: datetime) -> Iterable[Key]:
    """The pending invitation, if a task at `event_at` may qualify it; for almost everybody none."""
    if account.inviting.invitation is not None and _may_qualify(command, account, event_at):
        yield INVITATIONS.key(account.inviting.invitation)


def brought(command: Command[Any], view: View, account: Account, completion: Completion) -> Brought:
    """Another day with a trusted task; on the last of them the invitation has qualified."""
    inviting, id_ = account.inviting, account.inviting.invitation
    fact = of_completion(completion)
    if inviting.days is None or id_ is None or fact is None:
        return Brought(inviting=inviting)
    if not _may_qualify(command, account, completion.event_at):
        day = day_of(account.calendar, completion.event_at)
        return Brought(inviting=done_on(inviting, day))
    invitation = view.reference(INVITATIONS, id_)
    if invitation is None:
        return Brought(inviting=inviting)
    qualified = qualify(invitation, fact, at=command.domain_at)
    if isinstance(qualified, Invitation):
        # Now it is relied on, and so guarded.
        view.get(INVITATIONS, id_)
        return Brought(inviting=no_longer_pending(inviting), effects=_effects(qualified))
    over = isinstance(qualified, WrongInvitationState)
    return Brought(inviting=no_longer_pending(inviting) if over else inviting)


def _may_qualify(command: Command[Any], account: Account, event_at: datetime) -> bool:
    if account.inviting.days is None:
        return False
    day = day_of(account.calendar, event_at)
    return qualifies_on(account.inviting, day, numbers=command.programme.numbers.invitations)


def _effects(invitation: Invitation) -> tuple[Effect, ...]:
    """The invitation, the inviter's evidence, and word to both."""
    return (
        Put(INVITATIONS, invitation),
        *(Append(EVIDENCE, row) for row in _evidence(invitation)),
        *messages(invitation, MessageKind.INVITATION_QUALIFIED),
        event(invitation, "invitation_qualified", Role.NEWCOMER),
    )


def _evidence(invitation: Invitation) -> Iterable[EvidenceRow]:
    fact = evidence_of(invitation)
    if fact is not None:
        yield evidence_row(invitation.inviter, fact, at=fact.at)
