"""Attaching: newcomers only, once, and never in a circle."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.invitations.attach import Attached, attach
from rewards.invitations.invariants import no_circles, one_inviter
from rewards.invitations.invitation import InvitationState
from rewards.invitations.inviting import Inviting
from rewards.invitations.refusals import (
    AlreadyInvited,
    HasInvited,
    InvitationTaken,
    JoinedTooLongAgo,
    OwnInvitation,
)
from tests.people import ALICE, BOB, DAY, HOUR, MINUTE, NOON
from tests.rewards.invitations.helpers import JOINED, NUMBERS, attached, bob, issued


def asked(newcomer, *, at=JOINED, invitation=None):
    return attach(
        invitation or issued(), newcomer=newcomer, inviter=Inviting(), at=at, numbers=NUMBERS
    )


def test_both_remember():
    made = attached()
    assert (made.invitation.state, made.invitation.newcomer) == (
        InvitationState.JOINED,
        BOB.account,
    )
    assert made.newcomer == Inviting(inviter=ALICE.account, invitation="i1", days=())
    assert made.inviter == Inviting(invited=1)


def test_nobody_takes_up_their_own():
    assert asked(bob(account=ALICE.account)) == OwnInvitation()


def test_nobody_has_two_inviters():
    assert asked(bob(inviting=Inviting(inviter="charlie"))) == AlreadyInvited()


@pytest.mark.parametrize("invited", [1, 7])
def test_nobody_who_has_invited_is_a_newcomer(invited):
    assert asked(bob(inviting=Inviting(invited=invited))) == HasInvited(invited=invited)


@pytest.mark.parametrize("late", [timedelta(milliseconds=1), HOUR, DAY])
def test_it_is_named_within_an_hour_of_joining(late):
    refusal = asked(bob(), at=NOON + HOUR + late)
    assert refusal == JoinedTooLongAgo(joined_at=NOON, minutes_max=60)


@pytest.mark.parametrize("minutes", [0, 59, 60])
def test_the_hour_is_whole(minutes):
    assert isinstance(asked(bob(), at=NOON + minutes * MINUTE), Attached)


def test_one_invitation_brings_one():
    taken = attached().invitation
    assert asked(bob(account="charlie"), invitation=taken) == InvitationTaken()


@pytest.mark.parametrize("inviting", [Inviting(inviter="charlie"), Inviting(invited=1)])
def test_who_is_no_newcomer_learns_nothing_about_the_invitation(inviting):
    taken = attached().invitation
    assert asked(bob(inviting=inviting), invitation=taken) == asked(bob(inviting=inviting))


def test_one_that_is_taken_up_is_no_longer_open():
    made = attach(
        issued(), newcomer=bob(), inviter=Inviting(open=2, invited=3), at=JOINED, numbers=NUMBERS
    )
    assert isinstance(made, Attached)
    assert made.inviter == Inviting(open=1, invited=4)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=60))
def test_whoever_invites_whomever_there_is_no_circle(pairs):
    remembered = {f"a{n}": Inviting() for n in range(8)}
    invitations = []
    for number, (inviter, newcomer) in enumerate(pairs):
        one, other = f"a{inviter}", f"a{newcomer}"
        answer = attach(
            issued(f"i{number}", one),
            newcomer=bob(account=other, inviting=remembered[other]),
            inviter=remembered[one],
            at=JOINED,
            numbers=NUMBERS,
        )
        if isinstance(answer, Attached):
            invitations.append(answer.invitation)
            remembered |= {one: answer.inviter, other: answer.newcomer}
    assert no_circles(invitations) == []
    assert one_inviter(invitations) == []


def chain(*edges):
    return [
        msgspec.structs.replace(issued(f"i{n}", inviter), newcomer=newcomer)
        for n, (inviter, newcomer) in enumerate(edges)
    ]


@pytest.mark.parametrize(
    "edges",
    [
        [("a", "b"), ("b", "a")],
        [("a", "b"), ("b", "c"), ("c", "a")],
        [("x", "y"), ("a", "b"), ("b", "c"), ("c", "b")],
    ],
)
def test_i8_sees_a_circle(edges):
    assert {each.invariant for each in no_circles(chain(*edges))} == {"I8"}


def test_i8_sees_two_inviters_and_an_own_invitation():
    assert len(one_inviter(chain(("a", "b"), ("c", "b")))) == 1
    assert len(one_inviter(chain(("a", "a")))) == 1


def test_i8_is_content_with_a_long_chain():
    edges = [(f"a{n}", f"a{n + 1}") for n in range(2_000)]
    assert no_circles(chain(*edges)) == []
    assert no_circles(chain(*edges[::-1])) == []
