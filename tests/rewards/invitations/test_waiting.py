"""What its two members read about an invitation."""

import pytest

from rewards.invitations.end import reject
from rewards.invitations.invitation import Invitation, InvitationState, Rejected
from rewards.invitations.inviting import Inviting
from rewards.invitations.waiting import Waiting, WaitsFor, paid_to, waiting
from tests.people import ALICE, BOB, DAY, NOON
from tests.rewards.invitations.helpers import JOINED, NUMBERS, PAID_FIRST, in_state

S = InvitationState
FULL = Inviting(paid_at=(NOON,) * 10)


def wait(state, inviter):
    return waiting(in_state(state), inviter, at=NOON + DAY, numbers=NUMBERS)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.ISSUED, Waiting(waits_for=WaitsFor.NEWCOMER, until=NOON + 30 * DAY)),
        (S.JOINED, Waiting(waits_for=WaitsFor.TASKS, until=JOINED + 30 * DAY)),
        (S.QUALIFIED, Waiting(waits_for=WaitsFor.PAYMENT)),
        (S.HELD, Waiting(waits_for=WaitsFor.HOLD, until=PAID_FIRST + 14 * DAY)),
        (S.PAID, None),
        (S.REJECTED, None),
        (S.EXPIRED, None),
    ],
)
def test_what_comes_next(state, expected):
    assert wait(state, Inviting()) == expected


def test_a_full_month_is_told_to_the_inviter_alone():
    assert wait(S.QUALIFIED, FULL) == Waiting(waits_for=WaitsFor.ROOM, until=NOON + 30 * DAY)
    assert wait(S.QUALIFIED, None) == Waiting(waits_for=WaitsFor.PAYMENT)


@pytest.mark.parametrize(
    ("state", "paid"),
    [(S.ISSUED, (0, 0)), (S.QUALIFIED, (0, 0)), (S.HELD, (40, 20)), (S.PAID, (200, 100))],
)
def test_what_has_been_paid(state, paid):
    invitation = in_state(state)
    assert (paid_to(invitation, ALICE.account), paid_to(invitation, BOB.account)) == paid
    assert paid_to(invitation, "eve") == 0


def test_what_a_rejected_one_has_paid_stays_paid():
    gone = reject(in_state(S.HELD), because=Rejected.BY_OPERATOR, at=NOON + DAY)
    assert isinstance(gone, Invitation)
    assert paid_to(gone, ALICE.account) == 40
    assert paid_to(in_state(S.REJECTED), ALICE.account) == 0
