"""The check finds what it is for: every kind of damage, planted by hand."""

import msgspec
import pytest

from rewards.economy import LedgerNumbers
from rewards.ledger.earn import earn
from rewards.ledger.purse import Moved
from rewards.perks.rentals.rental import RentalState
from rewards.score.evidence import EvidenceKind
from service.check.account_chunk import check_accounts
from service.members.account import Account
from service.store.outbox import Event
from tasks.completion import Completion, award
from tests.people import ALICE, DAY, NOON, account_of
from tests.rewards.perks.rentals.helpers import in_state

DONE = Completion(
    id="task:t:alice:once",
    task="t",
    account="alice",
    period="once",
    seeds=20,
    source="umbrella-kiosk",
    reference="umbrella-kiosk:e1",
    event_at=NOON,
    at=NOON,
    evidence=EvidenceKind.TASK_COMPLETED,
)
PAID = award(DONE)
assert PAID is not None
MOVED = earn(account_of(ALICE).purse, PAID, existing=None, numbers=LedgerNumbers())
assert isinstance(MOVED, Moved)
(AWARD,) = MOVED.transfers
RICH: Account = msgspec.structs.replace(account_of(ALICE), purse=MOVED.purse, version=2)
EVENT = Event(
    id="alice:000000000002:000",
    account="alice",
    sequence=2,
    part=0,
    kind="task_completed",
    data=b"{}",
    at=NOON,
)


RENTAL, LINE = in_state(RentalState.ACTIVE)
LENDING: Account = msgspec.structs.replace(RICH, line=LINE)


def invariants(  # type: ignore[no-untyped-def]
    *,
    accounts=(RICH,),
    transfers=(AWARD,),
    completions=(DONE,),
    events=(EVENT,),
    rentals=(),
    now=None,
):
    report = check_accounts(accounts, transfers, completions, events, rentals, now)
    return {violation.invariant for violation in report.violations}


def test_what_is_right_is_green() -> None:
    report = check_accounts([RICH], [AWARD], [DONE], [EVENT])
    assert report.green
    assert (report.accounts, report.transfers, report.issued) == (1, 1, 20)


def test_what_is_lent_stands_in_the_line() -> None:
    now = NOON + DAY  # past its end, and within the day that the job may be down
    assert invariants(accounts=(LENDING,), rentals=(RENTAL,), now=now) == set()


def changed(value, **fields):  # type: ignore[no-untyped-def]
    return (msgspec.structs.replace(value, **fields),)


POORER = msgspec.structs.replace(RICH.purse, ripe=19)
EMPTIER = msgspec.structs.replace(RICH.purse, basket=())


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ({"transfers": ()}, {"I2", "I7"}),
        ({"transfers": changed(AWARD, amount=21)}, {"I2", "I7"}),
        ({"transfers": changed(AWARD, credit="seeds:alice")}, {"I1", "I2"}),
        ({"transfers": changed(AWARD, reverses="task:t:alice:x")}, {"I1"}),
        ({"accounts": changed(RICH, purse=POORER)}, {"I2", "I3"}),
        ({"accounts": changed(RICH, purse=EMPTIER)}, {"I3"}),
        ({"completions": ()}, {"I7"}),
        ({"completions": changed(DONE, seeds=21)}, {"I7"}),
        ({"completions": (DONE, *changed(DONE, id="task:t:alice:two"))}, {"I7"}),
        ({"completions": changed(DONE, returned=20)}, {"I7"}),
        ({"completions": changed(DONE, revoked_at=NOON, returned=20)}, {"I7"}),
        ({"events": changed(EVENT, sequence=3)}, {"I7"}),
        ({"events": changed(EVENT, part=1)}, {"I7"}),
        ({"events": (EVENT, EVENT)}, {"I7"}),
        ({"accounts": ()}, {"I7"}),
        ({"accounts": (LENDING,)}, {"I5"}),
        ({"rentals": (RENTAL,)}, {"I5"}),
        ({"accounts": (LENDING,), "rentals": changed(RENTAL, limit=1_999)}, {"I5"}),
        ({"accounts": (LENDING,), "rentals": changed(RENTAL, account="bob")}, {"I5"}),
        ({"accounts": (LENDING,), "rentals": (RENTAL,), "now": NOON + 2 * DAY}, {"I5"}),
    ],
)
def test_damage_is_found(damage, found) -> None:  # type: ignore[no-untyped-def]
    assert invariants(**damage) == found
