"""What must be true when everything is acknowledged: nothing lost, nothing twice, all adds up."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from service.check.run import check
from service.store.store import Store
from tests.faults.book import Book
from tests.faults.crowd import SEEDS, Order
from tests.faults.load import Load


async def prove(
    store: Store, database: Any, orders: Sequence[Order], book: Book, ports: Sequence[int]
) -> None:
    """Sends every order once more, then counts what is stored and runs `seedbank check`."""
    assert not book.wrong, book.wrong[:5]
    assert set(book.answers) == {order.key for order in orders}
    assert max(book.firsts.values()) <= 1, "an answer was given twice as if it were new"
    await repeat(orders, book, ports)
    await asyncio.to_thread(count, database, orders, book)
    report = await check(store)
    assert report.green, report.violations[:5]


async def repeat(orders: Sequence[Order], book: Book, ports: Sequence[int]) -> None:
    """Each order gets its answer again, marked as a repetition."""
    again = Book(answers=dict(book.answers))
    chance = random.Random(0)
    await Load(orders, again, lambda _: chance.choice(ports), chance).run()
    assert not again.wrong, again.wrong[:5]
    assert not +again.firsts, "a repetition was not marked as one"


def count(database: Any, orders: Sequence[Order], book: Book) -> None:
    """The stored effects are those of the acknowledged answers, each once."""
    answers = {order.key: book.answers[order.key] for order in orders}
    done = {(order.account, order.task) for order in orders if order.task}
    stored = [(raw["account"], raw["task"]) for raw in database.completions.find()]
    assert Counter(stored) == Counter(done)
    tokens = [said["token"] for _, said in answers.values() if "token" in said]
    assert Counter(raw["_id"] for raw in database.passes.find()) == Counter(tokens)
    assert _sums(database, "award") == Counter(
        {who: SEEDS * times for who, times in Counter(who for who, _ in done).items()}
    )
    collected: Counter[str] = Counter()
    for order in orders:
        collected[order.account] += answers[order.key][1].get("collected", 0)
    assert _sums(database, "collect") == +collected


def _sums(database: Any, reason: str) -> Counter[str]:
    sums: dict[str, int] = defaultdict(int)
    for raw in database.transfers.find({"reason": reason}):
        sums[raw["account"]] += raw["amount"]
    return Counter(sums)
