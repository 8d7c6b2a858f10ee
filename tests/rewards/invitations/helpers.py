"""Short words for invitations: Alice brings Bob."""

from rewards.economy import InvitationNumbers
from rewards.invitations.attach import Attached, Newcomer, attach
from rewards.invitations.end import expire, reject
from rewards.invitations.invitation import Invitation, InvitationState, Rejected, issue
from rewards.invitations.inviting import Inviting
from rewards.invitations.qualify import qualify
from rewards.invitations.stages import Paid, pay_first, pay_second
from rewards.score.evidence import Evidence, EvidenceKind
from tests.people import ALICE, BOB, DAY, HOUR, MINUTE, NOON, UMBRELLA_KIOSK

NUMBERS = InvitationNumbers()
JOINED = NOON + 5 * MINUTE
PAID_FIRST = NOON + 2 * HOUR


def act(at=NOON + HOUR, kind=EvidenceKind.TASK_COMPLETED) -> Evidence:
    return Evidence(id="task:tour:bob:once", kind=kind, at=at, source=UMBRELLA_KIOSK)


def issued(invitation: str = "i1", inviter: str = ALICE.account) -> Invitation:
    return issue(invitation, inviter=inviter, at=NOON, numbers=NUMBERS)


def bob(*, joined_at=NOON, account: str = BOB.account, inviting: Inviting | None = None):
    return Newcomer(account=account, joined_at=joined_at, inviting=inviting or Inviting())


def attached(invitation: Invitation | None = None, newcomer: Newcomer | None = None) -> Attached:
    made = attach(
        invitation or issued(),
        newcomer=newcomer or bob(),
        inviter=Inviting(),
        at=JOINED,
        numbers=NUMBERS,
    )
    assert isinstance(made, Attached)
    return made


def in_state(state: InvitationState) -> Invitation:
    """Alice's invitation in this state by the shortest way."""
    joined = attached().invitation
    qualified = qualify(joined, act(), at=NOON + HOUR)
    assert isinstance(qualified, Invitation)
    first = pay_first(qualified, Inviting(), at=PAID_FIRST, numbers=NUMBERS)
    assert isinstance(first, Paid)
    second = pay_second(first.invitation, first.inviter, at=PAID_FIRST + 14 * DAY)
    assert isinstance(second, Paid)
    ways = {
        InvitationState.ISSUED: issued(),
        InvitationState.JOINED: joined,
        InvitationState.QUALIFIED: qualified,
        InvitationState.HELD: first.invitation,
        InvitationState.PAID: second.invitation,
        InvitationState.REJECTED: reject(joined, because=Rejected.BY_OPERATOR, at=JOINED),
        InvitationState.EXPIRED: expire(issued(), at=NOON + 30 * DAY),
    }
    return ways[state]
