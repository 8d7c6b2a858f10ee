"""Plans: the same facts give the same plan, and a wrong pool none."""

from datetime import timedelta, timezone

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.settlement.invariants import pool_is_shared
from rewards.settlement.make_plan import make_plan
from rewards.settlement.plan import RULES, Bundle
from rewards.settlement.refusals import EscrowIsNotPool, RankedTwice
from rewards.settlement.subject import game_subject, season_subject
from rewards.settlement.verify_plan import verify_plan
from tests.people import NOON
from tests.rewards.settlement.helpers import PRIZES, SUBJECT, planned, standings


def plan(given_standings, *, prizes=PRIZES, escrow=180, revision=1):
    return make_plan(
        subject=SUBJECT,
        revision=revision,
        standings=given_standings,
        prizes=prizes,
        escrow=escrow,
        at=NOON,
    )


def test_awards_have_derived_ids_and_stand_in_order_of_rank():
    bundle = planned(5, 9, 9)
    assert [(each.id, each.rank, each.amount) for each in bundle.awards] == [
        (f"settlement:{SUBJECT}:1:a1", 1, 75),
        (f"settlement:{SUBJECT}:1:a2", 1, 75),
        (f"settlement:{SUBJECT}:1:a0", 3, 30),
    ]


def test_the_head_says_what_it_was_made_of():
    head = planned(5, 9).plan
    assert (head.rules, head.pool, head.remainder) == (RULES, 180, 30)
    assert (head.inputs, head.awards) == (2, 2)
    assert head.id == f"settlement:{SUBJECT}:1"


def test_the_order_and_the_zone_they_are_read_in_change_nothing():
    east = timezone(timedelta(hours=8))
    moved = [
        msgspec.structs.replace(each, reached_at=each.reached_at.astimezone(east))
        for each in reversed(standings(5, 9, 9))
    ]
    assert plan(moved) == planned(5, 9, 9)


def test_nobody_there_leaves_the_whole_pool():
    bundle = planned()
    assert (bundle.awards, bundle.plan.remainder) == ((), 180)
    assert verify_plan(bundle) == []


def test_without_prizes_the_standings_are_frozen_and_nothing_is_paid():
    bundle = plan(standings(5, 9), prizes=(), escrow=0)
    assert isinstance(bundle, Bundle)
    assert (bundle.awards, bundle.plan.pool, bundle.plan.remainder) == ((), 0, 0)
    assert verify_plan(bundle) == []


@pytest.mark.parametrize("escrow", [0, 179, 181, -180])
def test_another_pool_than_the_prizes_is_refused(escrow):
    refusal = plan(standings(5), escrow=escrow)
    assert refusal == EscrowIsNotPool(subject=SUBJECT, holds=escrow, pool=180)


def test_one_account_twice_is_refused():
    refusal = plan([*standings(5, 9), *standings(7)])
    assert refusal == RankedTwice(subject=SUBJECT, account="a0")


@pytest.mark.parametrize("revision", [0, -1])
def test_revisions_begin_at_one(revision):
    with pytest.raises(ValueError, match="begin at 1"):
        plan(standings(5), revision=revision)


@given(st.lists(st.integers(-3, 6), max_size=30), st.randoms())
def test_every_plan_shares_its_pool_and_is_verified(values, rng):
    inputs = standings(*values)
    bundle = plan(rng.sample(inputs, len(inputs)))
    assert isinstance(bundle, Bundle)
    assert pool_is_shared(bundle) == []
    assert verify_plan(bundle) == []


def test_a_bundle_is_the_same_after_it_was_written_and_read():
    bundle = planned(5, 9, 9)
    again = msgspec.json.decode(msgspec.json.encode(bundle), type=Bundle)
    assert again == bundle
    assert verify_plan(again) == []


def test_subjects_are_one_part_of_an_id():
    assert season_subject(board="seeds-weekly", season="2026-W10") == SUBJECT
    assert game_subject("g1") == "game.g1"


@pytest.mark.parametrize("board", ["a:b", "a b", "x" * 60])
def test_a_subject_that_is_no_part_is_an_error(board):
    with pytest.raises(ValueError, match="cannot be part"):
        season_subject(board=board, season="2026-W10")
