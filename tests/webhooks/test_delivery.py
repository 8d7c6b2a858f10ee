"""Rules of deliveries and their lines: who may take one up, and when it is tried again."""

from datetime import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.webhooks.delivery import (
    Delivery,
    DeliveryState,
    Line,
    claimed,
    delivered,
    delivery_id,
    next_try,
    not_delivered,
    queued,
    released,
    replayed,
    withheld,
    woken,
)
from service.webhooks.event import body_of, subject_of, thing_of_body
from service.webhooks.numbers import WebhookNumbers
from tests.people import HOUR, MINUTE, MS, NOON

NUMBERS = WebhookNumbers()
LINE = Line(id="e1:alice", merchant="kiosk", endpoint="e1", account="alice")


def delivery() -> Delivery:
    return Delivery(
        id="msg_1",
        merchant="kiosk",
        endpoint="e1",
        account="alice",
        line=LINE.id,
        number=1,
        kind="rental_started",
        subject="rentals",
        body=b"{}",
        at=NOON,
    )


def test_a_line_is_taken_up_by_one_and_by_another_when_its_time_is_over() -> None:
    assert claimed(LINE, "a", at=NOON, numbers=NUMBERS) is None
    line = queued(LINE, at=NOON)
    assert claimed(line, "a", at=NOON - MS, numbers=NUMBERS) is None
    taken = claimed(line, "a", at=NOON, numbers=NUMBERS)
    assert taken is not None
    assert claimed(taken, "b", at=NOON + 5 * MINUTE - MS, numbers=NUMBERS) is None
    other = claimed(taken, "b", at=NOON + 5 * MINUTE, numbers=NUMBERS)
    assert other is not None
    assert other.claim == "b"
    assert released(other, None) == msgspec.structs.replace(LINE, numbered=1)


def test_what_comes_meanwhile_makes_nobody_hurry() -> None:
    line = msgspec.structs.replace(LINE, next_try_at=NOON + HOUR, numbered=3)
    assert queued(line, at=NOON) == msgspec.structs.replace(line, numbered=4)
    assert woken(line, at=NOON).next_try_at == NOON
    held = msgspec.structs.replace(line, claim="a")
    assert woken(held, at=NOON) == held


@given(st.floats(min_value=0, max_value=1))
def test_tries_come_later_each_time_and_the_last_when_the_time_is_over(dice: float) -> None:
    at, tried, waits = NOON, delivery(), []
    while tried.state is DeliveryState.WAITING:
        tried = not_delivered(tried, 500, "", at=at, numbers=NUMBERS)
        again = next_try(tried, at=at, dice=dice, numbers=NUMBERS)
        assert again > at
        waits.append((again - at).total_seconds())
        last, at = at, again
    assert tried.state is DeliveryState.DEAD
    assert last == NOON + 72 * HOUR
    assert 30 <= waits[0] <= 36
    assert max(waits[:-2]) <= 8 * 3600 * 1.2
    assert waits[:7] == sorted(waits[:7])
    assert 14 <= tried.tries <= 20


def test_a_replay_has_all_its_tries_before_it() -> None:
    dead = not_delivered(
        msgspec.structs.replace(delivery(), tries=16, tries_since=NOON),
        None,
        "timeout",
        at=NOON + 72 * HOUR,
        numbers=NUMBERS,
    )
    assert (dead.state, dead.error) == (DeliveryState.DEAD, "timeout")
    later = NOON + 90 * HOUR
    again = not_delivered(replayed(dead, at=later), 500, "", at=later, numbers=NUMBERS)
    assert (again.state, again.tries_since, again.tries) == (DeliveryState.WAITING, later, 1)


def test_what_is_withheld_keeps_no_words() -> None:
    assert withheld(delivery()).body == b""
    assert delivered(delivery(), 204, at=NOON).tried_at == NOON


def test_ids_are_the_same_again_and_name_nobody() -> None:
    event = "alice:000000000001:000"
    assert delivery_id("e1", event) == delivery_id("e1", event)
    assert delivery_id("e1", event) != delivery_id("e2", event)
    assert "alice" not in delivery_id("e1", event)


@pytest.mark.parametrize(
    "kind", ["eligibility_checked", "consent_withdrawn", "seeds_collected", "penalty_counted", ""]
)
def test_what_is_no_merchants_business_has_no_subject(kind: str) -> None:
    assert subject_of(kind) is None


@given(st.datetimes(timezones=st.just(NOON.tzinfo)))
def test_a_body_says_what_it_is_about(at: datetime) -> None:
    assert thing_of_body(body_of("rental_started", b'{"id":"r1","x":[1]}', at)) == "r1"


HIGHEST = WebhookNumbers(first_wait_seconds=3_600, wait_factor=10, last_wait_minutes=1_440)
LOWEST = WebhookNumbers(first_wait_seconds=1, wait_factor=1, last_wait_minutes=1, jitter_percent=0)


@pytest.mark.parametrize(
    ("numbers", "tries", "seconds"),
    [
        (NUMBERS, 1, 30),
        (NUMBERS, 2, 90),
        (NUMBERS, 3, 270),
        (NUMBERS, 10_000, 8 * 3600),
        (HIGHEST, 1, 3600),
        (HIGHEST, 10_000, 24 * 3600),
        (LOWEST, 10_000, 1),
    ],
)
def test_waits_are_what_the_programme_says(
    numbers: WebhookNumbers, tries: int, seconds: int
) -> None:
    tried = msgspec.structs.replace(delivery(), tries=tries, tries_since=NOON)
    again = next_try(tried, at=NOON, dice=0, numbers=numbers)
    assert (again - NOON).total_seconds() == seconds
