"""A message goes out: who takes it up, what each place says, when it is tried again or given up."""

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from service.members.deliver import Answer, Tried, claim, note
from service.members.delivery import Delivery, DeliveryState
from service.members.message import Message, MessageKind
from service.members.new_message import new_message
from service.members.numbers import NoticeNumbers
from service.members.see import see
from tests.people import HOUR, MINUTE, NOON

NUMBERS = NoticeNumbers()
EMAIL, PHONE, TABLET = "email", "push:phone", "push:tablet"
MS = timedelta(milliseconds=1)


def waiting(kind: MessageKind = MessageKind.PRIZE_WON) -> Message:
    return new_message("m", account="alice", kind=kind, at=NOON, parameters={})


def claimed(message: Message, at: datetime = NOON, name: str = "one") -> Message:
    taken = claim(message, name, at=at, numbers=NUMBERS)
    assert taken is not None
    return taken


def after(
    message: Message, at: datetime = NOON, name: str = "one", **answers: Answer
) -> Message | None:
    named = {"email": EMAIL, "phone": PHONE, "tablet": TABLET}
    tried = tuple(Tried(place=named[key], answer=said) for key, said in answers.items())
    return note(message, name, tried, at=at, numbers=NUMBERS)


def noted(message: Message, at: datetime = NOON, **answers: Answer) -> Message:
    found = after(claimed(message, at), at, **answers)
    assert found is not None
    return found


def state(message: Message) -> DeliveryState | None:
    return None if message.delivery is None else message.delivery.state


def delivery(message: Message) -> Delivery:
    assert message.delivery is not None
    return message.delivery


def test_of_two_who_take_it_up_one_has_it_until_its_time_is_over() -> None:
    mine = claimed(waiting())
    until = NOON + NUMBERS.claim_minutes * MINUTE
    assert claim(mine, "two", at=until - MS, numbers=NUMBERS) is None
    theirs = claimed(mine, until, "two")
    assert after(theirs, until, "one", email=Answer.TAKEN) is None
    assert after(theirs, until, "two", email=Answer.TAKEN) is not None
    assert delivery(theirs).tries == 2


@pytest.mark.parametrize(
    "message",
    [
        waiting(MessageKind.WELCOME),
        noted(waiting(), email=Answer.TAKEN),
        noted(waiting(), email=Answer.REFUSED),
        see(waiting(), NOON),
        replace(waiting(), delivery=replace(delivery(waiting()), next_try_at=NOON + MS)),
    ],
)
def test_what_does_not_wait_is_not_taken_up(message: Message) -> None:
    assert claim(message, "one", at=NOON, numbers=NUMBERS) is None
    assert after(message, email=Answer.TAKEN) is None


def test_taken_by_one_it_is_delivered_and_the_others_are_still_tried() -> None:
    first = noted(waiting(), email=Answer.LATER, phone=Answer.TAKEN, tablet=Answer.GONE)
    assert first.delivered_at == NOON
    assert state(first) is DeliveryState.PENDING
    assert delivery(first).closed == {PHONE, TABLET}
    later = NOON + MINUTE
    second = noted(first, later, email=Answer.TAKEN)
    assert (state(second), second.delivered_at) == (DeliveryState.SENT, NOON)
    assert delivery(second).next_try_at is None
    assert set(delivery(second).taken_by) == {EMAIL, PHONE}


@pytest.mark.parametrize("said", [Answer.REFUSED, Answer.GONE])
def test_refused_everywhere_for_good_it_has_failed_at_once(said: Answer) -> None:
    found = noted(waiting(), email=said)
    assert (state(found), found.delivered_at) == (DeliveryState.FAILED, None)


def test_it_is_tried_again_later_each_time_and_given_up_after_three_days() -> None:
    message, at, tries = waiting(), NOON, 0
    waits = []
    while state(message) is DeliveryState.PENDING:
        message, tries = noted(message, at, email=Answer.LATER), tries + 1
        if (then := delivery(message).next_try_at) is not None:
            waits.append(then - at)
            at = then
    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert waits == sorted(waits)
    assert max(waits) == 6 * HOUR
    assert NOON + 66 * HOUR < at <= NOON + 72 * HOUR
    assert (state(message), message.delivered_at) == (DeliveryState.FAILED, None)
    assert tries == delivery(message).tries == len(waits) + 1


def test_given_up_at_one_place_it_is_sent_if_another_took_it() -> None:
    first = noted(waiting(), phone=Answer.TAKEN, email=Answer.LATER)
    last = noted(first, NOON + 72 * HOUR, email=Answer.LATER)
    assert state(last) is DeliveryState.SENT


def test_without_a_place_it_stays_in_the_inbox() -> None:
    found = noted(waiting())
    assert (found.delivery, found.delivered_at) == (None, None)


def test_what_starts_a_clock_waits_for_a_place_and_is_given_up_in_its_time() -> None:
    first = noted(waiting(MessageKind.SCHEME_CHANGED))
    assert state(first) is DeliveryState.PENDING
    found = noted(first, NOON + HOUR, email=Answer.TAKEN)
    assert (state(found), found.delivered_at) == (DeliveryState.SENT, NOON + HOUR)
    never = noted(first, NOON + 72 * HOUR)
    assert (state(never), never.delivered_at) == (DeliveryState.FAILED, None)


def test_what_starts_a_clock_is_not_given_up_because_one_place_refused_it() -> None:
    first = noted(waiting(MessageKind.SCHEME_CHANGED), email=Answer.REFUSED)
    assert state(first) is DeliveryState.PENDING
    assert delivery(first).closed == {EMAIL}


def test_who_has_seen_it_is_not_told_again() -> None:
    seen = see(waiting(), NOON + HOUR)
    assert seen is not None
    assert (seen.seen_at, seen.delivered_at) == (NOON + HOUR, NOON + HOUR)
    assert (state(seen), delivery(seen).next_try_at) == (DeliveryState.SENT, None)
    assert see(seen, NOON + 2 * HOUR) is None


def test_seen_after_it_was_taken_it_was_delivered_before() -> None:
    seen = see(noted(waiting(), email=Answer.TAKEN), NOON + HOUR)
    assert seen is not None
    assert (seen.delivered_at, seen.seen_at) == (NOON, NOON + HOUR)


def test_seen_when_it_had_been_given_up_it_is_delivered_then() -> None:
    seen = see(noted(waiting(), email=Answer.REFUSED), NOON + HOUR)
    assert seen is not None
    assert (seen.delivered_at, state(seen)) == (NOON + HOUR, DeliveryState.FAILED)
