"""I14 on a real database: whoever changes the past behind the product's back is found out."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from rewards.ledger.days.closing import SaltKey
from service.check.ledger_days import check_ledger_days
from service.check.run import check
from service.flows.context import Context
from service.store.schema.page import LEDGER_SALTS
from tests.jobs.toy import open_toys
from tests.ledger.book import KEYS, Book, award
from tests.ledger.test_close import CLOSING, MIDNIGHT
from tests.people import DAY, NOON
from tests.rewards.ledger.days.helpers import OTHER_KEY

FIRST, SECOND = "2026-03-04", "2026-03-05"
ONE, TWO, LATER = (award(number, NOON).id for number in range(3))


@pytest.fixture
async def context(mongo_url: str, database_name: str) -> AsyncIterator[Context]:
    opened = await open_toys(mongo_url, database_name)
    yield opened
    await opened.store.close()


@pytest.fixture
async def book(context: Context, admin: Any, database_name: str) -> Book:
    """Two transfers on the first day, one on the second, none on the third."""
    kept = Book(context, admin[database_name])
    kept.awards([0, 1], NOON)
    kept.awards([2], MIDNIGHT)
    for night in range(3):
        await kept.close(CLOSING + night * DAY)
    assert await kept.wrong() == []
    for name in ("transfers", "ledger_days", "ledger_leaves"):
        kept.database.command("collMod", name, validator={})
    return kept


def update(collection: str, id_: str, **fields: Any) -> Callable[[Any], Any]:
    return lambda database: database[collection].update_one({"_id": id_}, {"$set": fields})


def delete(collection: str, id_: str) -> Callable[[Any], Any]:
    return lambda database: database[collection].delete_one({"_id": id_})


def backdate(database: Any) -> None:
    raw = database.transfers.find_one({"_id": ONE}) | {"_id": "task:walk:alice:forged"}
    database.transfers.insert_one(raw)


def forge_leaf(database: Any) -> None:
    raw = database.ledger_leaves.find_one({"_id": f"{FIRST}:000000"})
    database.ledger_leaves.insert_one(raw | {"_id": f"{SECOND}:000001"})


DAMAGE: dict[str, tuple[Callable[[Any], Any], str]] = {
    "an amount": (update("transfers", ONE, amount=2), f"{ONE} is not what it was when {FIRST}"),
    "a side": (update("transfers", ONE, credit="ripe:bob"), f"{ONE} is not what it was"),
    "a time": (update("transfers", LATER, at=NOON), f"{LATER} is not what it was when {SECOND}"),
    "a transfer gone": (delete("transfers", TWO), f"{TWO} is a leaf of {FIRST} and is not booked"),
    "a transfer backdated": (backdate, "task:walk:alice:forged is in no day"),
    "a salt": (update("ledger_salts", "alice", key=b"x" * 32), f"{ONE} is not what it was"),
    "a salt gone": (delete("ledger_salts", "alice"), "alice has no salt key"),
    "leaves": (
        update("ledger_leaves", f"{FIRST}:000000", hashes=b"x" * 64),
        f"{FIRST}:000000 has other leaves than were signed",
    ),
    "leaves gone": (delete("ledger_leaves", f"{FIRST}:000000"), "chunk 0 of its leaves is missing"),
    "a leaf twice": (forge_leaf, f"{ONE} is a leaf 2 times"),
    "a root": (
        update("ledger_days", FIRST, roots=b"x" * 32),
        "its root is not that over its chunks",
    ),
    "a head": (
        update("ledger_days", FIRST, **{"signed.head.root": "0" * 64}),
        f"{FIRST} its signature is not that of key",
    ),
    "a signature": (
        update("ledger_days", SECOND, **{"signed.signature": "0" * 128}),
        f"{SECOND} its signature is not that of key",
    ),
    "the first day gone": (delete("ledger_days", FIRST), "the day before it is missing"),
    "a day gone": (delete("ledger_days", SECOND), f"it is not the day after {FIRST}"),
    "the last day gone": (delete("ledger_days", "2026-03-06"), "of 2026-03-06 is missing"),
}


@pytest.mark.parametrize("what", DAMAGE)
async def test_damage_is_found(book: Book, what: str) -> None:
    harm, wanted = DAMAGE[what]
    harm(book.database)
    found = await book.wrong()
    assert any(wanted in sentence for sentence in found), found


async def test_a_past_that_was_written_anew_and_signed_by_somebody_else(book: Book) -> None:
    days, written = book.days(), list(book.database.transfers.find())
    book.begin()
    book.database.transfers.insert_many(written)
    for night in range(3):
        await book.close(CLOSING + night * DAY, OTHER_KEY)
    assert [day.id for day in book.days()] == [day.id for day in days]
    found = await book.wrong()
    assert [sentence.split()[0] for sentence in found] == [day.id for day in days]
    assert all(f"key {OTHER_KEY.id}, which nobody here knows" in sentence for sentence in found)


async def test_without_keys_all_but_the_signatures_is_proved(book: Book) -> None:
    update("ledger_days", FIRST, **{"signed.signature": "0" * 128})(book.database)
    assert await check_ledger_days(book.context.store) == []
    delete("transfers", ONE)(book.database)
    assert len(await check_ledger_days(book.context.store)) == 1


async def test_it_is_part_of_the_whole_check(book: Book) -> None:
    book.database.transfers.delete_many({})
    report = await check(book.context.store, keys=KEYS)
    assert {one.subject for one in report.violations} == {ONE, TWO, LATER}
    assert {one.invariant for one in report.violations} == {"I14"}


async def test_a_day_that_is_being_closed_is_not_looked_at_yet(book: Book) -> None:
    """Nor is a key that was made for one that never got any further."""
    book.database.ledger_salts.insert_one(
        LEDGER_SALTS.encode(SaltKey(id="bob", key=b"b" * 32, made_at=NOON))
    )
    book.database.ledger_closings.update_one({}, {"$set": {"day": "2026-03-07", "open": True}})
    assert await book.wrong() == []
