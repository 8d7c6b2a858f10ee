"""Every transfer can be read: who stood at each side, what changed, and what it was for."""

import pytest

from rewards.ledger import ids
from rewards.ledger.reasons import ROUTES, Reason
from rewards.ledger.statement import (
    About,
    Changes,
    OwnSide,
    Party,
    PartyKind,
    about,
    about_id,
    changes,
    parties,
    taken_back_by,
    touching,
)
from rewards.ledger.transfer import Transfer, move, reversal
from tests.people import ALICE, NOON

AWARD = ids.award_id(task="tour", account=ALICE.account, period="once")
PRIZE = ids.settlement_id(subject="week", revision=1, account=ALICE.account)
SPEND = ids.spend_id(account=ALICE.account, spending="h1")
IDS = {
    Reason.AWARD: AWARD,
    Reason.STREAK: ids.streak_id(account=ALICE.account, day="2026-03-04"),
    Reason.COLLECT: ids.collect_id(AWARD),
    Reason.WITHER: ids.wither_id(PRIZE),
    Reason.PRIZE: PRIZE,
    Reason.INVITATION: ids.invitation_id(invitation="i1", stage="first", who="inviter"),
    Reason.EXPIRE: ids.expiry_id(account=ALICE.account, day="2026-03-01"),
    Reason.SPEND: SPEND,
    Reason.VOUCHER: ids.voucher_id(account=ALICE.account, voucher="v1"),
    Reason.VOUCHER_REDEEM: ids.voucher_redeem_id(account=ALICE.account, voucher="v1"),
    Reason.GIFT: ids.gift_id(pool="meadow", gift="g1"),
    Reason.LEND: ids.lend_id(AWARD),
    Reason.REPAY: ids.repay_id(AWARD),
}


def of(reason: Reason, amount: int = 20) -> Transfer:
    reversed_ = ROUTES[reason].reverses
    if reversed_ is not None:
        return reversal(of(reversed_, amount), NOON)
    return move(reason, transfer_id=IDS[reason], amount=amount, account=ALICE.account, at=NOON)


RIPE, SEEDS = Party(kind=PartyKind.RIPE), Party(kind=PartyKind.SEEDS)
PROGRAMME, SPENT = Party(kind=PartyKind.PROGRAMME), Party(kind=PartyKind.SPENT)
MEADOW = Party(kind=PartyKind.CHARITY, id="meadow")
POOL, DEBT = Party(kind=PartyKind.PRIZE_POOL, id="week"), Party(kind=PartyKind.DEBT)
VOUCHERS, V1 = Party(kind=PartyKind.VOUCHERS), (About.VOUCHER, "v1")
TOUR, H1 = (About.TASK, "tour"), (About.HOLD, "h1")


@pytest.mark.parametrize(
    ("reason", "sides", "ripe", "seeds", "named"),
    [
        (Reason.AWARD, (PROGRAMME, RIPE), +20, 0, TOUR),
        (Reason.STREAK, (PROGRAMME, RIPE), +20, 0, (About.STREAK, "2026-03-04")),
        (Reason.COLLECT, (RIPE, SEEDS), -20, +20, TOUR),
        (Reason.WITHER, (RIPE, PROGRAMME), -20, 0, (About.SUBJECT, "week")),
        (Reason.AWARD_REVERSAL, (RIPE, PROGRAMME), -20, 0, TOUR),
        (Reason.COLLECT_REVERSAL, (SEEDS, RIPE), +20, -20, TOUR),
        (Reason.PRIZE, (POOL, RIPE), +20, 0, (About.SUBJECT, "week")),
        (Reason.INVITATION, (PROGRAMME, RIPE), +20, 0, (About.INVITATION, "i1")),
        (Reason.EXPIRE, (SEEDS, PROGRAMME), 0, -20, None),
        (Reason.SPEND, (SEEDS, SPENT), 0, -20, H1),
        (Reason.REFUND, (SPENT, SEEDS), 0, +20, H1),
        (Reason.VOUCHER, (SEEDS, VOUCHERS), 0, -20, V1),
        (Reason.VOUCHER_RETURN, (VOUCHERS, SEEDS), 0, +20, V1),
        (Reason.VOUCHER_REDEEM, (VOUCHERS, SPENT), 0, 0, V1),
        (Reason.VOUCHER_REFUND, (SPENT, VOUCHERS), 0, 0, V1),
        (Reason.GIFT, (SEEDS, MEADOW), 0, -20, (About.CHARITY, "meadow")),
        (Reason.LEND, (DEBT, SEEDS), 0, +20, TOUR),
        (Reason.REPAY, (SEEDS, DEBT), 0, -20, TOUR),
    ],
)
def test_a_transfer_in_words(reason, sides, ripe, seeds, named):
    transfer = of(reason)
    assert parties(transfer) == sides
    assert changes(transfer) == Changes(ripe=ripe, seeds=seeds)
    assert about(transfer) == named


@pytest.mark.parametrize("reason", [*IDS, *(r for r in Reason if ROUTES[r].reverses)])
def test_a_side_is_touched_exactly_if_a_balance_changes(reason):
    changed = changes(of(reason))
    assert (reason in touching(OwnSide.RIPE)) is (changed.ripe != 0)
    assert (reason in touching(OwnSide.SEEDS)) is (changed.seeds != 0)


def test_what_can_be_taken_back_names_its_reversal_and_nothing_else_does():
    assert taken_back_by(of(Reason.AWARD)) == f"reversal:{AWARD}"
    assert taken_back_by(of(Reason.SPEND)) == f"reversal:{SPEND}"
    assert taken_back_by(of(Reason.COLLECT)) == f"reversal:collect:{AWARD}"
    for reason in (Reason.GIFT, Reason.REFUND, Reason.EXPIRE, Reason.PRIZE, Reason.WITHER):
        assert taken_back_by(of(reason)) is None


@pytest.mark.parametrize(
    ("award", "named"),
    [
        ("task:tour:alice:always", (About.TASK, "tour")),
        ("streak:alice:2026-03-08", (About.STREAK, "2026-03-08")),
        ("invitation:i1:newcomer", (About.INVITATION, "i1")),
        ("settlement:week:1:alice", (About.SUBJECT, "week")),
        ("something:else", None),
    ],
)
def test_an_award_in_the_basket_is_named_by_its_id(award, named):
    assert about_id(award) == named
