"""Paying in chunks: from the checkpoint on, each award once, to the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.settlement.progress import (
    Progress,
    SettlementState,
    applied,
    begin,
    is_last,
    next_chunk,
    verified,
)
from rewards.settlement.refusals import ChunkOutOfTurn, WrongSettlementState
from tests.rewards.settlement.helpers import planned


def progress(awards: int, done: int = 0, state=SettlementState.APPLYING) -> Progress:
    return Progress(id="settlement:s:1", awards=awards, applied=done, state=state)


@given(st.integers(0, 3_000), st.integers(1, 700))
def test_every_award_is_in_one_chunk(awards, most):
    now, paid = progress(awards, state=SettlementState.PLANNED), []
    chunks = 0
    while (chunk := next_chunk(now, most=most)) is not None:
        assert len(chunk) <= most
        paid += chunk
        after = applied(now, chunk)
        assert isinstance(after, Progress)
        assert (after.state is SettlementState.APPLIED) == is_last(now, chunk)
        now, chunks = after, chunks + 1
    assert paid == list(range(awards))
    assert chunks == max(1, -(-awards // most))


def test_without_awards_one_empty_chunk_takes_the_remainder():
    start = begin(planned().plan)
    chunk = next_chunk(start, most=500)
    assert chunk == range(0)
    assert is_last(start, chunk)
    done = applied(start, chunk)
    assert isinstance(done, Progress)
    assert done.state is SettlementState.APPLIED


@pytest.mark.parametrize(
    "chunk", [range(5), range(4, 9), range(6, 9), range(5, 11), range(5, 4), range(10, 10)]
)
def test_only_the_next_chunk_is_taken(chunk):
    refusal = applied(progress(10, 5), chunk)
    assert refusal == ChunkOutOfTurn(first=chunk.start, expected=5)


@pytest.mark.parametrize("state", [SettlementState.APPLIED, SettlementState.VERIFIED])
def test_what_is_paid_is_not_paid_again(state):
    done = progress(10, 10, state)
    assert next_chunk(done, most=500) is None
    assert isinstance(applied(done, range(10, 10)), WrongSettlementState)


@pytest.mark.parametrize(
    "state", [SettlementState.PLANNED, SettlementState.APPLYING, SettlementState.VERIFIED]
)
def test_only_what_is_paid_is_verified(state):
    refusal = verified(progress(10, 5, state))
    assert refusal == WrongSettlementState(state=state, needed=("applied",))


def test_what_is_paid_is_verified_once():
    after = verified(progress(10, 10, SettlementState.APPLIED))
    assert isinstance(after, Progress)
    assert after.state is SettlementState.VERIFIED
