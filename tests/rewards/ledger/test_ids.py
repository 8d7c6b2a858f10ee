"""Derived ids are never ambiguous."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.ledger import accounts, ids
from tests.people import ALICE

PART = st.from_regex(r"[A-Za-z0-9._-]{1,64}", fullmatch=True)


def test_an_award_is_named_by_task_account_and_period():
    award = ids.award_id(task="ride", account="alice", period="2026-W10")
    assert award == "task:ride:alice:2026-W10"
    assert ids.collect_id(award) == "collect:task:ride:alice:2026-W10"
    assert ids.wither_id(award) == "wither:task:ride:alice:2026-W10"
    assert ids.reversal_id(award) == "reversal:task:ride:alice:2026-W10"
    assert ids.reversal_id(ids.collect_id(award)) == "reversal:collect:task:ride:alice:2026-W10"


@pytest.mark.parametrize("bad", ["", ":", "a:b", "a b", "a\n", "é", "a/b", "$set", "x" * 65])
def test_a_part_that_could_be_read_two_ways_is_refused(bad):
    assert not ids.is_part(bad)
    with pytest.raises(ValueError, match="cannot be part"):
        ids.award_id(task="ride", account=bad, period="once")
    with pytest.raises(ValueError, match="cannot be part"):
        accounts.ripe(bad)


@pytest.mark.parametrize(
    "bad",
    ["", "ride", "task:a:b", "task:a:b:c:d", "task::b:c", "other:a:b:c", "collect:task:a:b:c"],
)
def test_only_awards_are_collected_or_wither(bad):
    with pytest.raises(ValueError, match="not the id of an award"):
        ids.collect_id(bad)
    with pytest.raises(ValueError, match="not the id of an award"):
        ids.wither_id(bad)


def test_settlements_and_invitations_are_awards_too():
    prize = ids.settlement_id(subject="game.g1", revision=1, account="alice")
    assert prize == "settlement:game.g1:1:alice"
    assert ids.collect_id(prize) == "collect:settlement:game.g1:1:alice"
    paid = ids.invitation_id(invitation="i1", stage="first", who="inviter")
    assert ids.wither_id(paid) == "wither:invitation:i1:first:inviter"


def test_an_escrow_is_named_by_the_id_of_what_moves_it():
    subject = "season.weekly.2026-W10"
    for id_ in (
        ids.fund_id(subject),
        ids.return_id(subject),
        ids.remainder_id(subject=subject, revision=1),
        ids.settlement_id(subject=subject, revision=2, account="alice"),
    ):
        assert ids.subject_of(id_) == subject


@pytest.mark.parametrize("bad", ["", "fund", "fund:", "task:a:b:c", "fund:a b", "escrow:a"])
def test_no_other_id_names_an_escrow(bad):
    with pytest.raises(ValueError, match=r"names no escrow|cannot be part"):
        ids.subject_of(bad)


@pytest.mark.parametrize("revision", [0, -1])
def test_revisions_begin_at_one(revision):
    with pytest.raises(ValueError, match="begin at 1"):
        ids.settlement_id(subject="s", revision=revision, account="alice")
    with pytest.raises(ValueError, match="begin at 1"):
        ids.remainder_id(subject="s", revision=revision)


@pytest.mark.parametrize("bad", ["reversal:task:a:b:c", "wither:task:a:b:c", "collect:x"])
def test_a_reversal_is_never_reversed(bad):
    with pytest.raises(ValueError, match="not the id of an award"):
        ids.reversal_id(bad)


@given(st.tuples(PART, PART, PART), st.tuples(PART, PART, PART))
def test_different_things_have_different_ids(one, other):
    first, second = (
        ids.award_id(task=task, account=account, period=period)
        for task, account, period in (one, other)
    )
    assert (first == second) == (one == other)


def test_only_the_mint_may_be_negative():
    assert accounts.may_be_negative(accounts.MINT)
    assert not accounts.may_be_negative(accounts.seeds(ALICE.account))
    assert not accounts.may_be_negative(accounts.ripe(ALICE.account))
    assert not accounts.may_be_negative(accounts.escrow("game.g1"))
    assert not accounts.may_be_negative(accounts.REMAINDER)


def test_the_first_fund_of_a_subject_needs_no_number():
    assert ids.fund_id("s1") == ids.fund_id("s1", 1) == "fund:s1"
    assert ids.fund_id("s1", 2) == "fund:s1:2"
    assert ids.fund_id("s1", 3) == "fund:s1:3"


def test_a_charity_is_named_by_what_is_given_and_what_is_redeemed():
    gift, used = (
        ids.gift_id(pool="trees", gift="g1"),
        ids.redemption_id(pool="trees", redemption="r1"),
    )
    assert (gift, used) == ("gift:trees:g1", "redeem:trees:r1")
    assert ids.pool_of(gift) == ids.pool_of(used) == "trees"


@pytest.mark.parametrize("bad", ["", "gift:trees", "redeem:trees:r1:more", "spend:trees:g1"])
def test_no_other_id_names_a_charity(bad):
    with pytest.raises(ValueError, match="names no charity"):
        ids.pool_of(bad)


def test_a_week_of_a_streak_is_named_by_its_day():
    assert ids.streak_id(account="alice", day="2026-03-08") == "streak:alice:2026-03-08"
