"""I9: what merchants' endpoints were told of a chunk of accounts, and of tests."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from rewards.ledger.invariants import Violation
from service.members.account import Account
from service.members.states import State
from service.store.outbox import EVENT_WAITS, Event
from service.store.schema.page import DELIVERIES, DELIVERY_LINES, ENDPOINTS
from service.store.snapshot import Snapshot
from service.store.store import Store
from service.webhooks.delivery import Delivery, Line
from service.webhooks.endpoint import Endpoints
from service.webhooks.event import subject_of
from service.webhooks.invariants import event_is_told, in_lines, line_holds
from service.webhooks.numbers import KEPT_DAYS_MIN

TESTS = ("",)
"""The account of lines that are nobody's."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """All that is stored of what was told of some accounts, at one moment; `waits` are the ids of
    events that are not queued yet, `books` the endpoints of the merchants that events name."""

    events: Sequence[Event] = ()
    waits: frozenset[str] = frozenset()
    lines: Sequence[Line] = ()
    deliveries: Sequence[Delivery] = ()
    books: Sequence[Endpoints] = ()


async def check_webhooks(
    snapshot: Snapshot, accounts: Sequence[Account], events: Sequence[Event], now: datetime | None
) -> list[Violation]:
    """Accounts that are erased are being swept, row by row."""
    ids = [each.id for each in accounts if each.state is not State.ERASED]
    alive = {*ids}
    named = [each for each in events if each.merchant and each.account in alive]
    told = Told(
        events=named,
        waits=frozenset(each.id for each in await snapshot.of_accounts(EVENT_WAITS, ids)),
        lines=await snapshot.of_accounts(DELIVERY_LINES, ids),
        deliveries=await snapshot.of_accounts(DELIVERIES, ids),
        books=await snapshot.of(ENDPOINTS, "_id", sorted({each.merchant for each in named})),
    )
    return [*webhooks_hold(told, now)]


async def check_tests(store: Store, now: datetime | None) -> list[Violation]:
    """The same of what endpoints had sent to themselves."""
    async with store.snapshot() as snapshot:
        told = Told(
            lines=await snapshot.of_accounts(DELIVERY_LINES, TESTS),
            deliveries=await snapshot.of_accounts(DELIVERIES, TESTS),
        )
    return [*webhooks_hold(told, now)]


def webhooks_hold(told: Told, now: datetime | None) -> Iterable[Violation]:
    """All that is wrong with it, by the programme's time `now`. Without one nothing is said of
    events whose deliveries might be forgotten by now. Events have the server's time, which is
    never later: where a sandbox's clock was moved, they only seem older."""
    since = None if now is None else now - timedelta(days=KEPT_DAYS_MIN)
    queued = {each.id for each in told.deliveries}
    books = {each.id: each for each in told.books}
    for event in told.events:
        subject, book = subject_of(event.kind), books.get(event.merchant)
        kept = since is not None and event.at >= since and event.id not in told.waits
        if kept and subject is not None and book is not None:
            yield from event_is_told(event.id, event.at, subject, book.endpoints, queued)
    lines = {each.id: each for each in told.lines}
    by_line: dict[str, list[Delivery]] = defaultdict(list)
    for each in told.deliveries:
        by_line[each.line].append(each)
    yield from in_lines(told.deliveries, lines)
    for id_, line in lines.items():
        yield from line_holds(line, by_line.get(id_, ()), kept_since=since, now=now)
