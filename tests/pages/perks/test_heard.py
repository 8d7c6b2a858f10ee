"""Which message is the answer to the pass on the screen."""

import pytest

from rewards.perks.passes import mark_of
from service.http.me.list_inbox import InboxMessage
from service.members.message import MessageKind
from service.pages.member.perks.passes import heard
from tests.people import NOON, UMBRELLA_KIOSK

TOKEN, OTHER = "a" * 32, "b" * 32


def message(
    token: str = TOKEN, kind: MessageKind = MessageKind.PERK_ANSWERED, **more: str
) -> InboxMessage:
    texts = {"perk": "umbrella", "merchant": UMBRELLA_KIOSK, "pass": mark_of(token), **more}
    return InboxMessage(id="m", kind=kind, at=NOON, texts=texts, numbers={})


def test_each_of_two_passes_for_the_same_counter_finds_its_own() -> None:
    first, second = message(TOKEN), message(OTHER)
    assert heard((second, first), mark_of(TOKEN)) is first
    assert heard((second, first), mark_of(OTHER)) is second


@pytest.mark.parametrize("mark", ["", mark_of("c" * 32), TOKEN])
def test_nothing_else_is_an_answer(mark: str) -> None:
    without = InboxMessage(
        id="m", kind=MessageKind.PERK_ANSWERED, at=NOON, texts={"perk": "umbrella"}, numbers={}
    )
    other = message(kind=MessageKind.RENTAL_AUTHORISED)
    assert heard((message(), message(OTHER), without), mark) is None
    assert heard((other,), mark_of(TOKEN)) is None
    assert heard((), mark_of(TOKEN)) is None


def test_a_mark_is_none_of_the_token() -> None:
    assert len(mark_of(TOKEN)) == 32
    assert mark_of(TOKEN) not in (TOKEN, mark_of(OTHER))
