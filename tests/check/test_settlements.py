"""I4 over a subject: every kind of damage, planted by hand."""

import msgspec
import pytest

from rewards.ledger.transfer import Transfer
from rewards.settlement.escrow import fund, leave, pay, unclaimed
from rewards.settlement.progress import Progress, SettlementState
from service.check.settlements import Settled, check_subject
from tests.people import NOON
from tests.rewards.settlement.helpers import SUBJECT, planned

replace = msgspec.structs.replace

BUNDLE = planned(5, 9)
LEFT = leave(BUNDLE.plan, NOON)
assert LEFT is not None
BOOKED = (fund(SUBJECT, 180, NOON), *(pay(each, NOON) for each in BUNDLE.awards), LEFT)
DONE = Progress(id=BUNDLE.plan.id, awards=2, applied=2, state=SettlementState.VERIFIED)


def found(transfers=BOOKED, progress: Progress | None = DONE, bundle=BUNDLE):  # type: ignore[no-untyped-def]
    return check_subject(SUBJECT, transfers, [Settled(bundle, progress)])


def test_what_is_right_is_green() -> None:
    assert found() == []


def test_an_unclaimed_award_is_right() -> None:
    left = unclaimed(BUNDLE.awards[0], SUBJECT, NOON)
    assert found((BOOKED[0], left, *BOOKED[2:])) == []


def test_half_paid_is_right_if_the_progress_says_so() -> None:
    half = replace(DONE, applied=1, state=SettlementState.APPLYING)
    assert found(BOOKED[:2], half) == []
    assert found(BOOKED[:1], replace(half, applied=0, state=SettlementState.DRAFTED)) == []


def test_an_escrow_that_waits_for_its_plan_is_right() -> None:
    assert check_subject(SUBJECT, BOOKED[:1], []) == []


def changed(position: int, **fields: object) -> tuple[Transfer, ...]:
    return (
        *BOOKED[:position],
        replace(BOOKED[position], **fields),
        *BOOKED[position + 1 :],
    )


@pytest.mark.parametrize(
    "damage",
    [
        {"transfers": BOOKED[1:]},  # never funded
        {"transfers": (BOOKED[0], *BOOKED[2:])},  # one award not paid
        {"transfers": BOOKED[:-1]},  # the remainder not moved
        {"transfers": changed(1, amount=101)},
        {"transfers": changed(1, account="a9")},
        {"transfers": changed(1, id=f"settlement:{SUBJECT}:1:a9")},
        {"transfers": changed(1, id=f"settlement:{SUBJECT}:2:a1")},
        {"transfers": (*BOOKED, BOOKED[1])},
        {"progress": None},
        {"progress": replace(DONE, applied=1)},
        {"progress": replace(DONE, state=SettlementState.APPLYING, applied=1)},
        {"bundle": replace(BUNDLE, awards=BUNDLE.awards[1:])},
        {"bundle": replace(BUNDLE, inputs=())},
        {"bundle": replace(BUNDLE, plan=replace(BUNDLE.plan, remainder=31))},
    ],
)
def test_damage_is_found(damage) -> None:  # type: ignore[no-untyped-def]
    violations = found(**damage)
    assert {each.invariant for each in violations} == {"I4"}


def test_what_is_paid_without_a_plan_is_found() -> None:
    sentences = [each.sentence for each in check_subject(SUBJECT, BOOKED, [])]
    assert sentences == ["is paid out of no plan"] * 3
