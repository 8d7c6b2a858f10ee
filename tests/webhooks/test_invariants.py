"""I9: what is right is not complained of, and every fault is found by its own sentence."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from service.webhooks.delivery import Delivery, DeliveryState, Line, delivery_id
from service.webhooks.endpoint import Endpoint, Subject, told_of
from service.webhooks.invariants import event_is_told, in_lines, line_holds
from tests.people import DAY, HOUR, MINUTE, MS, NOON
from tests.webhooks.test_endpoint import endpoint

LINE = Line(
    id="e1:alice", merchant="kiosk", endpoint="e1", account="alice", numbered=3, next_try_at=NOON
)
DONE: dict[str, Any] = {"state": DeliveryState.DELIVERED, "status": 200, "tries": 1}
SECOND = timedelta(seconds=1)


def told(number: int, **more: Any) -> Delivery:
    """The delivery with a number, a second after the one before."""
    row = Delivery(
        id=f"msg_{number}",
        merchant="kiosk",
        endpoint="e1",
        account="alice",
        line=LINE.id,
        number=number,
        kind="rental_started",
        subject="rentals",
        body=b"{}",
        at=NOON,
    )
    return msgspec.structs.replace(row, **more)


def done(number: int, at: Any = None, **more: Any) -> Delivery:
    when = at or NOON + number * SECOND
    return told(number, **{**DONE, "tries_since": when, "tried_at": when, **more})


def failed(number: int, at: Any = NOON, **more: Any) -> Delivery:
    return told(number, tries=2, tries_since=at, tried_at=at + MINUTE, status=500, **more)


def dead(number: int, at: Any = NOON) -> Delivery:
    return failed(number, at, state=DeliveryState.DEAD)


REPLAYED = {"replayed_at": NOON + DAY}
AGAIN = {"state": DeliveryState.WAITING, "tries": 0, "tries_since": None, **REPLAYED}

RIGHT: dict[str, Sequence[Delivery]] = {
    "nothing": [],
    "all waits": [told(1), told(2), told(3)],
    "the first fails": [failed(1), told(2), told(3)],
    "one after the other": [done(1), done(2), done(3)],
    "the first was given up": [dead(1), done(2, NOON + HOUR), told(3)],
    "the first is replayed later": [done(1, **AGAIN), done(2), told(3)],
    "and has come": [done(1, NOON + 2 * DAY, **REPLAYED), done(2), done(3)],
    "what is withheld has no time": [
        done(1),
        told(2, state=DeliveryState.WITHHELD, body=b""),
        done(3),
    ],
    "the clocks of two runners": [done(1, NOON + 4 * SECOND), done(2, NOON), done(3)],
    "the beginning is forgotten": [done(3)],
}


@pytest.mark.parametrize("deliveries", RIGHT.values(), ids=[*RIGHT])
def test_what_is_right_is_not_complained_of(deliveries: Sequence[Delivery]) -> None:
    assert not [*line_holds(LINE, deliveries, kept_since=None, now=NOON)]
    assert not [*in_lines(deliveries, {LINE.id: LINE})]


ASLEEP = msgspec.structs.replace(LINE, next_try_at=None)
FAR = msgspec.structs.replace(LINE, next_try_at=NOON + 2 * DAY + MS)

WRONG: dict[str, tuple[Line, Sequence[Delivery], str]] = {
    "a gap": (LINE, [done(1), done(3)], "and not [2]"),
    "the last is gone": (LINE, [done(1), done(2)], "and not [3]"),
    "a number twice": (LINE, [done(1), done(2), done(2), done(3)], "[1, 2, 2, 3]"),
    "one more than numbered": (LINE, [done(1), done(2), done(3), done(4)], "[1, 2, 3, 4]"),
    "the second before the first": (LINE, [told(1), done(2), told(3)], "2 was sent while 1 still"),
    "tried before the first": (LINE, [told(1), failed(2), told(3)], "2 was sent while 1 still"),
    "while the first is tried": (LINE, [failed(1), done(2), told(3)], "2 was sent while 1 still"),
    "withheld before the first": (
        LINE,
        [told(1), told(2, state=DeliveryState.WITHHELD, body=b""), told(3)],
        "2 was sent while 1 still",
    ),
    "out of order": (LINE, [done(1, NOON + 9 * SECOND), done(2), done(3)], "2 was sent before"),
    "out of order, one between": (
        LINE,
        [done(1, NOON + HOUR), done(2, NOON + 2 * HOUR, **REPLAYED), done(3)],
        "3 was sent before",
    ),
    "parked and silent": (ASLEEP, [done(1), done(2), told(3)], "nobody will look"),
    "parked for too long": (FAR, [done(1), done(2), told(3)], "longer than any wait"),
    "never sent": (LINE, [told(1, **(DONE | {"tries": 0})), done(2), done(3)], "no receiver said"),
    "not taken": (LINE, [done(1, status=500), done(2), done(3)], "no receiver said"),
    "given up untried": (LINE, [told(1, state=DeliveryState.DEAD), done(2), done(3)], "after 0"),
    "given up though taken": (
        LINE,
        [done(1, state=DeliveryState.DEAD), done(2), done(3)],
        "given up after 1",
    ),
    "nothing to say": (LINE, [told(1, body=b""), told(2), told(3)], "nothing to say"),
}


@pytest.mark.parametrize(("line", "deliveries", "sentence"), WRONG.values(), ids=[*WRONG])
def test_every_fault_of_a_line_is_found(
    line: Line, deliveries: Sequence[Delivery], sentence: str
) -> None:
    found = [*line_holds(line, deliveries, kept_since=None, now=NOON)]
    assert {each.invariant for each in found} == {"I9"}
    assert any(sentence in each.sentence for each in found), found


def test_what_may_be_forgotten_by_now_is_not_asked_for() -> None:
    """The second was queued by a runner whose clock is behind, and is forgotten first."""
    rows = [msgspec.structs.replace(done(1), at=NOON - MS), done(3)]
    assert [*line_holds(LINE, rows, kept_since=NOON - MS, now=NOON)]
    assert not [*line_holds(LINE, rows, kept_since=NOON, now=NOON)]


def test_what_waits_is_looked_at_however_old_it_is() -> None:
    rows = [told(1, at=NOON - 90 * DAY)]
    line = msgspec.structs.replace(ASLEEP, numbered=1)
    [violation] = line_holds(line, rows, kept_since=NOON, now=NOON)
    assert "nobody will look" in violation.sentence


def test_a_delivery_in_no_line_or_in_that_of_another_is_found() -> None:
    others = msgspec.structs.replace(LINE, account="bob")
    for lines, sentence in (({}, "there is not"), ({LINE.id: others}, "of others")):
        [violation] = in_lines([told(1)], lines)
        assert (violation.invariant, violation.subject) == ("I9", "msg_1")
        assert sentence in violation.sentence


LATER = NOON + MINUTE
HOLDS = (Subject.HOLDS,)
ENDPOINT = endpoint()


@pytest.mark.parametrize(
    ("told_by", "at", "found"),
    [
        (ENDPOINT, LATER, True),
        (ENDPOINT, LATER - MS, False),  # may have been added afterwards
        (told_of(ENDPOINT, HOLDS, at=NOON), LATER, False),
        (told_of(told_of(ENDPOINT, HOLDS, at=NOON), ENDPOINT.subjects, at=LATER), LATER, False),
        (told_of(ENDPOINT, ENDPOINT.subjects, at=LATER), LATER, True),
    ],
)
def test_an_event_that_is_queued_nowhere_is_found(
    told_by: Endpoint, at: Any, *, found: bool
) -> None:
    event = ("alice:000000000001:000", at, Subject.RENTALS, [told_by])
    lost = [*event_is_told(*event, queued=set())]
    assert [each.invariant for each in lost] == ["I9"] * found
    assert not [*event_is_told(*event, queued={delivery_id("e1", event[0])})]
