"""Reversing an award, wherever its seeds are."""

import msgspec
import pytest

from rewards.ledger.collect import collect
from rewards.ledger.invariants import balances
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Hold, Moved, Purse, with_lots
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import (
    AlreadyCollected,
    AlreadyReversed,
    AlreadyWithered,
    NotEnoughSeeds,
    NotReversible,
)
from rewards.ledger.reverse import ReversalPolicy, fates, reverse
from rewards.ledger.transfer import Transfer, reversal
from rewards.ledger.wither import wither
from tests.people import ALICE, DAY, NOON
from tests.rewards.ledger.helpers import NUMBERS, award, earned

AWARD = award(20)


def reversing(
    purse: Purse,
    *booked: Transfer,
    transfer: Transfer = AWARD,
    policy: ReversalPolicy = ReversalPolicy.WITHIN_BALANCE,
):
    known = {each.id: each for each in booked}
    return reverse(purse, transfer, known=known, at=NOON + DAY, numbers=NUMBERS, policy=policy)


def collected(purse: Purse) -> Moved:
    moved = collect(purse, account=ALICE.account, at=NOON, numbers=NUMBERS)
    assert isinstance(moved, Moved)
    return moved


def test_an_uncollected_award_leaves_the_basket():
    moved = reversing(earned(AWARD, award(1, period="p2")))
    assert isinstance(moved, Moved)
    assert (moved.purse.ripe, len(moved.purse.basket)) == (1, 1)
    assert [each.reason for each in moved.transfers] == [Reason.AWARD_REVERSAL]


def test_a_collected_award_is_taken_back_in_two_steps():
    before = collected(earned(AWARD))
    moved = reversing(before.purse, *before.transfers)
    assert isinstance(moved, Moved)
    assert moved.purse == Purse()
    assert [each.reverses for each in moved.transfers] == [f"collect:{AWARD.id}", AWARD.id]


def test_the_lot_it_went_into_gives_first():
    before = collected(earned(AWARD))
    older = Lot(expires_at=NOON + 30 * DAY, amount=7)
    purse = msgspec.structs.replace(before.purse, lots=(older, *before.purse.lots), seeds=27)
    moved = reversing(purse, *before.transfers)
    assert isinstance(moved, Moved)
    assert moved.purse.lots == (older,)


def test_other_lots_give_the_rest():
    before = collected(earned(AWARD))
    own = before.purse.lots[0]
    lots = (Lot(expires_at=NOON + 30 * DAY, amount=7), msgspec.structs.replace(own, amount=15))
    purse = msgspec.structs.replace(before.purse, lots=lots, seeds=22)
    moved = reversing(purse, *before.transfers)
    assert isinstance(moved, Moved)
    assert moved.purse.lots == (Lot(expires_at=NOON + 30 * DAY, amount=2),)


def test_what_has_been_spent_cannot_be_taken():
    before = collected(earned(AWARD))
    lots = (msgspec.structs.replace(before.purse.lots[0], amount=19),)
    purse = msgspec.structs.replace(before.purse, lots=lots, seeds=19)
    assert reversing(purse, *before.transfers) == NotEnoughSeeds(wanted=20, available=19)


def test_a_withered_award_has_gone_back_by_itself():
    before = wither(earned(AWARD), account=ALICE.account, at=NOON + 30 * DAY)
    refusal = reversing(before.purse, *before.transfers)
    assert refusal == AlreadyWithered(id=AWARD.id, withered_at=NOON + 30 * DAY)


def test_nothing_is_reversed_twice():
    refusal = reversing(Purse(), reversal(AWARD, NOON))
    assert refusal == AlreadyReversed(id=AWARD.id, reversed_at=NOON)


def test_only_awards_are_reversed_by_name():
    for transfer in (collected(earned(AWARD)).transfers[0], reversal(AWARD, NOON)):
        refusal = reversing(Purse(), transfer=transfer)
        assert refusal == NotReversible(id=transfer.id, reason=transfer.reason)


def test_a_purse_that_contradicts_the_ledger_is_an_error_not_an_answer():
    with pytest.raises(ValueError, match="neither in the basket nor collected"):
        reversing(Purse())


def test_the_fates_of_an_award_are_all_that_can_follow():
    assert fates(AWARD.id) == (
        f"collect:{AWARD.id}",
        f"wither:{AWARD.id}",
        f"reversal:{AWARD.id}",
    )


def test_by_one_policy_what_is_collected_stays():
    before = collected(earned(AWARD))
    refusal = reversing(before.purse, *before.transfers, policy=ReversalPolicy.PENDING_ONLY)
    assert refusal == AlreadyCollected(id=AWARD.id, collected_at=NOON)
    ripe = reversing(earned(AWARD), policy=ReversalPolicy.PENDING_ONLY)
    assert isinstance(ripe, Moved)
    assert ripe.purse == Purse()


def test_by_another_what_is_missing_is_owed_and_repaid_first():
    before = collected(earned(AWARD))
    lots = (msgspec.structs.replace(before.purse.lots[0], amount=5),)
    spent = msgspec.structs.replace(before.purse, lots=lots, seeds=5)
    owing = reversing(spent, *before.transfers, policy=ReversalPolicy.DEBT)
    assert isinstance(owing, Moved)
    assert (owing.purse.seeds, owing.purse.debt) == (0, 15)
    assert [each.reason for each in owing.transfers] == [
        Reason.LEND,
        Reason.COLLECT_REVERSAL,
        Reason.AWARD_REVERSAL,
    ]
    assert balances(owing.transfers)["programme:debts"] == -15
    some = collected(earned(award(10, period="p2"), purse=owing.purse))
    assert (some.purse.seeds, some.purse.debt) == (0, 5)
    rest = collected(earned(award(8, period="p3"), purse=some.purse))
    assert (rest.purse.seeds, rest.purse.debt) == (3, 0)
    assert [each.amount for each in rest.transfers if each.reason is Reason.REPAY] == [5]


def test_nothing_is_lent_where_nothing_is_missing():
    before = collected(earned(AWARD))
    moved = reversing(before.purse, *before.transfers, policy=ReversalPolicy.DEBT)
    assert isinstance(moved, Moved)
    assert (moved.purse, len(moved.transfers)) == (Purse(), 2)


def test_what_is_set_aside_is_not_there_to_be_taken():
    before = collected(earned(AWARD))
    hold = Hold(id="h", ends_at=NOON + DAY, lots=before.purse.lots)
    purse = with_lots(before.purse, (), (hold,))
    assert reversing(purse, *before.transfers) == NotEnoughSeeds(wanted=20, available=0)
