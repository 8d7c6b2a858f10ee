"""A correction gives what was short, takes nothing back, and is proved like any plan."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.settlement.correct import make_correction
from rewards.settlement.invariants import pool_is_shared
from rewards.settlement.plan import Bundle
from rewards.settlement.refusals import RankedTwice
from rewards.settlement.verify_plan import verify_plan
from tests.people import NOON
from tests.rewards.settlement.helpers import PRIZES, SUBJECT, planned, standings

replace = msgspec.structs.replace
FIRST = planned(5, 9, 7)  # a1 won 100, a2 50, a0 30


def corrected(*values: int, paid=FIRST.awards, revision: int = 2) -> Bundle:
    bundle = make_correction(
        subject=SUBJECT,
        revision=revision,
        standings=standings(*values),
        prizes=PRIZES,
        paid=paid,
        at=NOON,
    )
    assert isinstance(bundle, Bundle)
    return bundle


def gives(bundle: Bundle) -> dict[str, int]:
    return {award.account: award.amount for award in bundle.awards}


def test_who_was_short_gets_the_rest_and_nobody_pays_back() -> None:
    bundle = corrected(8, 0, 9)  # a2 100, a0 50, a1 30
    assert gives(bundle) == {"a2": 50, "a0": 20}
    assert (bundle.plan.pool, bundle.plan.remainder) == (70, 0)
    assert bundle.plan.id == f"settlement:{SUBJECT}:2"
    assert bundle.awards[0].id == f"settlement:{SUBJECT}:2:a2"


def test_what_was_right_needs_nothing() -> None:
    bundle = corrected(5, 9, 7)
    assert (gives(bundle), bundle.plan.pool) == ({}, 0)
    assert verify_plan(bundle) == []


def test_a_third_revision_knows_both_before_it() -> None:
    second = corrected(8, 0, 9)
    paid = (*FIRST.awards, *second.awards)
    assert gives(corrected(8, 0, 9, paid=paid, revision=3)) == {}


@given(st.lists(st.integers(0, 6), max_size=12), st.lists(st.integers(0, 6), max_size=12))
def test_afterwards_everybody_has_at_least_what_is_right(before, after) -> None:  # type: ignore[no-untyped-def]
    first = planned(*before)
    bundle = corrected(*after, paid=first.awards)
    had, more = gives(first), gives(bundle)
    for account, right in gives(planned(*after)).items():
        assert had.get(account, 0) + more.get(account, 0) == max(right, had.get(account, 0))
    assert verify_plan(bundle) == []
    assert pool_is_shared(bundle) == []


SOUND = corrected(8, 0, 9)


@pytest.mark.parametrize(
    "forged",
    [
        replace(SOUND, paid=()),
        replace(SOUND, paid=SOUND.paid[1:]),
        replace(SOUND, awards=SOUND.awards[1:]),
        replace(SOUND, inputs=standings(8, 0, 7)),
        replace(SOUND, plan=replace(SOUND.plan, pool=71)),
        replace(SOUND, plan=replace(SOUND.plan, revision=1)),
        replace(SOUND, plan=replace(SOUND.plan, revision=3)),
    ],
)
def test_what_was_changed_is_found(forged) -> None:  # type: ignore[no-untyped-def]
    assert {each.invariant for each in verify_plan(forged)} == {"I4"}


def test_a_first_revision_corrects_nothing() -> None:
    with pytest.raises(ValueError, match="corrects nothing"):
        corrected(1, revision=1)


def test_one_account_twice_is_refused() -> None:
    refusal = make_correction(
        subject=SUBJECT,
        revision=2,
        standings=[*standings(1), *standings(2)],
        prizes=PRIZES,
        paid=(),
        at=NOON,
    )
    assert refusal == RankedTwice(subject=SUBJECT, account="a0")
