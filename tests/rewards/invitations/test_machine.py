"""Every step from every state, and when it may be."""

from datetime import timedelta

import msgspec
import pytest

from rewards.invitations.attach import attach
from rewards.invitations.end import expire, reject
from rewards.invitations.invitation import (
    TRANSITIONS,
    Invitation,
    InvitationState,
    Rejected,
    issue,
)
from rewards.invitations.inviting import Inviting
from rewards.invitations.qualify import evidence_of, qualify
from rewards.invitations.refusals import (
    DoesNotQualify,
    HoldNotOver,
    InvitationEnded,
    InvitationNotEnded,
    InvitationTaken,
    WrongInvitationState,
)
from rewards.invitations.stages import pay_first, pay_second
from rewards.score.evidence import EvidenceKind
from tests.people import DAY, HOUR, NOON
from tests.rewards.invitations.helpers import (
    JOINED,
    NUMBERS,
    PAID_FIRST,
    act,
    bob,
    in_state,
    issued,
)

LATER = NOON + 90 * DAY
MOMENT = timedelta(milliseconds=1)
STEPS = {
    InvitationState.QUALIFIED: lambda i: qualify(i, act(), at=LATER),
    InvitationState.HELD: lambda i: pay_first(i, Inviting(), at=LATER, numbers=NUMBERS),
    InvitationState.PAID: lambda i: pay_second(i, Inviting(), at=LATER),
    InvitationState.REJECTED: lambda i: reject(i, because=Rejected.BY_OPERATOR, at=LATER),
    InvitationState.EXPIRED: lambda i: expire(i, at=LATER),
}


@pytest.mark.parametrize("wanted", STEPS)
@pytest.mark.parametrize("state", InvitationState)
def test_every_step_from_every_state(state, wanted):
    answer = STEPS[wanted](in_state(state))
    if wanted in TRANSITIONS[state]:
        assert getattr(answer, "invitation", answer).state is wanted
    else:
        allowed = tuple(sorted(TRANSITIONS[state]))
        assert answer == WrongInvitationState(state=state, wanted=wanted, allowed=allowed)


@pytest.mark.parametrize("state", sorted(set(InvitationState) - {InvitationState.ISSUED}))
def test_a_stranger_is_not_told_what_became_of_it(state):
    answer = attach(in_state(state), newcomer=bob(), inviter=Inviting(), at=JOINED, numbers=NUMBERS)
    if state is InvitationState.EXPIRED:
        assert answer == InvitationEnded(ended_at=NOON + 30 * DAY)
    else:
        assert answer == InvitationTaken()


@pytest.mark.parametrize("days", [30, 31, 400])
def test_it_is_taken_up_within_thirty_days(days):
    at = NOON + days * DAY
    answer = attach(
        issued(), newcomer=bob(joined_at=at), inviter=Inviting(), at=at, numbers=NUMBERS
    )
    assert answer == InvitationEnded(ended_at=NOON + 30 * DAY)


@pytest.mark.parametrize("state", [InvitationState.ISSUED, InvitationState.JOINED])
def test_it_does_not_expire_before_its_end(state):
    invitation = in_state(state)
    ends_at = invitation.ends_at
    assert expire(invitation, at=ends_at - MOMENT) == InvitationNotEnded(ends_at=ends_at)
    assert isinstance(expire(invitation, at=ends_at), Invitation)


def test_taking_it_up_gives_thirty_days_to_qualify():
    assert in_state(InvitationState.JOINED).ends_at == JOINED + 30 * DAY


@pytest.mark.parametrize(
    "what",
    [
        act(kind=EvidenceKind.CONTACT_VERIFIED),
        act(kind=EvidenceKind.MONTH_ACTIVE),
        act(kind=EvidenceKind.INVITATION_QUALIFIED),
        act(kind=EvidenceKind.RETURNED_LATE),
        act(at=JOINED - MOMENT),
        act(at=NOON - 9 * DAY),
        act(at=JOINED + 30 * DAY),
    ],
)
def test_what_is_no_trusted_task_in_time_does_not_qualify(what):
    refusal = qualify(in_state(InvitationState.JOINED), what, at=LATER)
    assert refusal == DoesNotQualify(kind=what.kind, happened_at=what.at)


@pytest.mark.parametrize("kind", [EvidenceKind.TASK_COMPLETED, EvidenceKind.CHARITY_TASK_COMPLETED])
def test_a_trusted_task_qualifies_and_is_evidence_for_the_inviter(kind):
    joined = in_state(InvitationState.JOINED)
    assert evidence_of(joined) is None
    qualified = qualify(joined, act(kind=kind), at=NOON + 2 * HOUR)
    assert isinstance(qualified, Invitation)
    fact = evidence_of(qualified)
    assert (fact.id, fact.kind, fact.at) == (
        "invitation:i1:qualified",
        EvidenceKind.INVITATION_QUALIFIED,
        NOON + HOUR,
    )


@pytest.mark.parametrize("early", [MOMENT, DAY, 14 * DAY])
def test_the_rest_waits_for_the_hold(early):
    until = PAID_FIRST + 14 * DAY
    refusal = pay_second(in_state(InvitationState.HELD), Inviting(), at=until - early)
    assert refusal == HoldNotOver(until=until)


def test_why_it_was_rejected_can_be_read():
    gone = reject(in_state(InvitationState.HELD), because=Rejected.MEMBERSHIP_ENDED, at=LATER)
    assert isinstance(gone, Invitation)
    assert gone.rejected is Rejected.MEMBERSHIP_ENDED
    assert gone.held_at == PAID_FIRST


def test_what_was_promised_when_issued_is_paid_whatever_the_programme_says_later():
    richer = msgspec.structs.replace(NUMBERS, inviter_seeds=999)
    promised = issue("i2", inviter="alice", at=NOON, numbers=richer)
    assert (promised.inviter_seeds, issued().inviter_seeds) == (999, 200)


@pytest.mark.parametrize("bad", ["", "a:b", "a b", "x" * 65])
def test_an_id_that_is_no_part_is_an_error(bad):
    with pytest.raises(ValueError, match="cannot be part"):
        issued(bad)
