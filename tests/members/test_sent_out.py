"""What goes out of the inbox, and that nobody makes a message past the table."""

import re
from pathlib import Path

import pytest

import service
from service.members.delivery import Delivery, DeliveryState
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.sent_out import SENT_OUT, starts_clock
from tests.people import NOON

MADE_IN = {"members/new_message.py"}
MAKES = re.compile(r"(?<![A-Za-z_])Message\((?!msgspec)")


@pytest.mark.parametrize("kind", MessageKind)
def test_who_is_in_the_table_waits_to_go_out_and_nobody_else(kind: MessageKind) -> None:
    made = new_message("m", account="alice", kind=kind, at=NOON, parameters={})
    waits = Delivery(state=DeliveryState.PENDING, next_try_at=NOON)
    assert made.delivery == (waits if kind in SENT_OUT else None)


def test_every_line_says_why() -> None:
    assert all(len(line.why) > 20 for line in SENT_OUT.values())


def test_only_what_is_sent_out_starts_a_clock() -> None:
    assert not starts_clock(MessageKind.WELCOME)
    assert starts_clock(MessageKind.SCHEME_CHANGED)


def test_messages_are_made_in_one_place() -> None:
    root = Path(service.__file__).parent
    makers = {
        str(path.relative_to(root)) for path in root.rglob("*.py") if MAKES.search(path.read_text())
    }
    assert makers == MADE_IN
