"""Paying in chunks: from the checkpoint on, each award once, to the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.settlement.progress import (
    PAID,
    PAYABLE,
    Progress,
    SettlementState,
    applied,
    approved,
    begin,
    finished,
    is_last,
    next_chunk,
    planned,
    verified,
    waits,
)
from rewards.settlement.refusals import AwaitsApproval, ChunkOutOfTurn, WrongSettlementState
from tests.rewards.settlement.helpers import planned as a_plan


def progress(awards: int, done: int = 0, state=SettlementState.APPLYING, **more) -> Progress:
    return Progress(id="settlement:s:1", awards=awards, applied=done, state=state, **more)


def ready(*values: int) -> Progress:
    """A small pool, all its awards written."""
    after = planned(begin(a_plan(*values).plan, approve_above=180))
    assert isinstance(after, Progress)
    return after


@given(st.integers(0, 3_000), st.integers(1, 700))
def test_every_award_is_in_one_chunk(awards, most):
    now, paid = progress(awards, state=SettlementState.PLANNED), []
    chunks, last = 0, False
    while not last:
        chunk = next_chunk(now, most=most)
        assert chunk is not None
        assert len(chunk) <= most
        paid += chunk
        last = is_last(now, chunk)
        after = applied(now, chunk)
        assert isinstance(after, Progress)
        now, chunks = after, chunks + 1
    assert paid == list(range(awards))
    assert chunks == max(1, -(-awards // most))
    assert finished(now) == progress(awards, awards, SettlementState.APPLIED)


def test_without_awards_one_empty_chunk_takes_the_remainder():
    start = ready()
    chunk = next_chunk(start, most=500)
    assert chunk == range(0)
    assert is_last(start, chunk)
    done = finished(start)
    assert isinstance(done, Progress)
    assert done.state is SettlementState.APPLIED


@pytest.mark.parametrize(
    "chunk", [range(5), range(4, 9), range(6, 9), range(5, 11), range(5, 4), range(10, 10)]
)
def test_only_the_next_chunk_is_taken(chunk):
    refusal = applied(progress(10, 5), chunk)
    assert refusal == ChunkOutOfTurn(first=chunk.start, expected=5)


def test_the_remainder_goes_after_the_last_award():
    assert finished(progress(10, 9)) == ChunkOutOfTurn(first=10, expected=9)


@pytest.mark.parametrize("state", [SettlementState.DRAFTED, *PAID])
def test_what_is_not_all_there_or_is_paid_is_not_paid(state):
    now = progress(10, 10, state)
    assert next_chunk(now, most=500) is None
    assert isinstance(applied(now, range(10, 10)), WrongSettlementState)
    assert isinstance(finished(now), WrongSettlementState)


def test_a_large_pool_waits_for_an_operator():
    bundle = a_plan(5, 9)
    waiting = planned(begin(bundle.plan, approve_above=179))
    assert isinstance(waiting, Progress)
    assert waits(waiting)
    assert next_chunk(waiting, most=5) is None
    assert applied(waiting, range(1)) == AwaitsApproval(plan=bundle.plan.id)
    after = approved(waiting, "Olga")
    assert isinstance(after, Progress)
    assert after.approved_by == "Olga"
    assert next_chunk(after, most=5) == range(2)
    assert not waits(ready(5, 9))


@pytest.mark.parametrize("state", [each for each in SettlementState if each != "planned"])
def test_only_what_is_planned_is_approved(state):
    refusal = approved(progress(10, 5, state), "Olga")
    assert refusal == WrongSettlementState(state=state, needed=("planned",))


@pytest.mark.parametrize("state", [*PAYABLE, *PAID])
def test_a_plan_is_completed_once(state):
    assert planned(progress(1, state=state)) == WrongSettlementState(
        state=state, needed=("drafted",)
    )


@pytest.mark.parametrize("state", [each for each in SettlementState if each != "applied"])
def test_only_what_is_paid_is_verified(state):
    refusal = verified(progress(10, 5, state))
    assert refusal == WrongSettlementState(state=state, needed=("applied",))


def test_what_is_paid_is_verified_once():
    after = verified(progress(10, 10, SettlementState.APPLIED))
    assert isinstance(after, Progress)
    assert after.state is SettlementState.VERIFIED
