"""What is stored can be read back as it was, and stays small."""

import msgspec
import pytest

from rewards.economy import LedgerNumbers
from rewards.ledger.earn import earn
from rewards.ledger.purse import Moved
from service.members.access_entry import AccessEntry, Looker
from service.members.account import Account
from service.members.consents import Purpose
from service.members.message import Message, MessageKind
from service.members.numbers import MemberNumbers
from tasks.join import Joined
from tasks.numbers import TaskNumbers
from tests.members.helpers import enrolled, granted
from tests.people import ALICE, MINUTE, NOON, UMBRELLA_KIOSK
from tests.rewards.ledger.helpers import award

MESSAGE = Message(
    id="m1",
    account=ALICE.account,
    kind=MessageKind.SEEDS_RIPE,
    at=NOON,
    parameters={"task": "return-umbrella", "seeds": 20},
)
ENTRY = AccessEntry(
    id="a1",
    account=ALICE.account,
    looker=Looker.MERCHANT,
    who=UMBRELLA_KIOSK,
    purpose=Purpose.ELIGIBILITY,
    why="umbrella",
    at=NOON,
    answered="yes",
)


def fullest() -> Account:
    """An account with as much in it as the numbers allow."""
    account = enrolled()
    for number in range(MemberNumbers().consents_max - 1):
        account = granted(account, counterparty=f"merchant-{number}")
    purse = account.purse
    for number in range(LedgerNumbers().ripe_entries_max):
        each = award(1, period=f"2026-03-{number}", at=NOON + number * MINUTE)
        moved = earn(purse, each, existing=None, numbers=LedgerNumbers())
        assert isinstance(moved, Moved)
        purse = moved.purse
    joined = tuple(Joined(task=f"t{n}", at=NOON) for n in range(TaskNumbers().joined_max))
    return msgspec.structs.replace(account, purse=purse, joined=joined)


@pytest.mark.parametrize("value", [MESSAGE, ENTRY, granted(enrolled())])
def test_what_is_written_is_what_is_read(value):
    assert msgspec.json.decode(msgspec.json.encode(value), type=type(value)) == value


def test_the_fullest_account_stays_under_64_kilobytes():
    assert len(msgspec.json.encode(fullest())) < 64 * 1024


@pytest.mark.parametrize(
    ("field", "value"), [("why", ""), ("answered", ""), ("looker", "nobody"), ("at", "2026-03-04")]
)
def test_a_look_has_a_looker_a_reason_and_an_answer(field, value):
    document = msgspec.to_builtins(ENTRY) | {field: value}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(document, AccessEntry)
