"""An invitation waits for somebody who was paused, while it waits at all."""

import msgspec
import pytest

from rewards.economy import InvitationNumbers
from rewards.invitations.give_time import give_time
from rewards.invitations.invitation import InvitationState, issue
from tests.people import ALICE, DAY, NOON

ISSUED = issue("code", inviter=ALICE.account, at=NOON, numbers=InvitationNumbers())


@pytest.mark.parametrize("state", [InvitationState.ISSUED, InvitationState.JOINED])
def test_what_waits_has_more_time(state):
    waiting = msgspec.structs.replace(ISSUED, state=state)
    assert give_time(waiting, by=5 * DAY, since=NOON).ends_at == NOON + 35 * DAY


def test_what_was_over_before_stays_over():
    assert give_time(ISSUED, by=5 * DAY, since=NOON + 30 * DAY) == ISSUED


@pytest.mark.parametrize(
    "state", sorted(set(InvitationState) - {InvitationState.ISSUED, InvitationState.JOINED})
)
def test_nothing_else_is_touched(state):
    other = msgspec.structs.replace(ISSUED, state=state)
    assert give_time(other, by=5 * DAY, since=NOON) == other
