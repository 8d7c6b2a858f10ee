"""Which message is the answer to the pass on the screen."""

from datetime import timedelta

import pytest

from service.http.me.list_inbox import InboxMessage
from service.members.message import MessageKind
from service.pages.member.perks.passes import heard
from tests.people import HOUR, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

MS = timedelta(milliseconds=1)


def message(
    *,
    kind: MessageKind = MessageKind.PERK_ANSWERED,
    perk: str = "umbrella",
    merchant: str = UMBRELLA_KIOSK,
    after: timedelta = MS,
) -> InboxMessage:
    texts = {"perk": perk, "merchant": merchant, "answer": "yes"}
    return InboxMessage(id="m", kind=kind, at=NOON + after, texts=texts, numbers={})


def finds(*messages: InboxMessage) -> InboxMessage | None:
    return heard(messages, perk="umbrella", merchant=UMBRELLA_KIOSK, since=NOON)


def test_the_newest_answer_about_this_perk_at_this_merchant() -> None:
    mine, older = message(after=HOUR), message()
    other = message(perk="bicycle", merchant=RIVERSIDE_BIKES)
    assert finds(other, mine, older) is mine
    assert finds(message(after=0 * MS)) is not None


@pytest.mark.parametrize(
    "other",
    [
        message(after=-MS),
        message(perk="power-bank"),
        message(merchant=RIVERSIDE_BIKES),
        message(kind=MessageKind.RENTAL_AUTHORISED),
    ],
)
def test_nothing_else_is_an_answer(other: InboxMessage) -> None:
    assert finds(other) is None
    assert finds() is None
