"""Days are closed one by one, every transfer is in exactly one, and the check agrees."""

import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rewards.merkle import root
from service.jobs.close_ledger_day import closing_times
from service.programme_demo import DEMO
from tests.ledger.book import Book, award
from tests.people import DAY, HOUR, MINUTE, NOON

MIDNIGHT = datetime(2026, 3, 4, 23, tzinfo=UTC)  # in Berlin, the programme's zone
CLOSING = MIDNIGHT + 10 * MINUTE
MS = timedelta(milliseconds=1)


async def test_before_the_first_transfer_nothing_is_closed(book: Book) -> None:
    await book.close(NOON + 30 * DAY)
    assert book.days() == []
    assert book.database.ledger_closings.count_documents({}) == 0


async def test_the_transfers_of_a_day_are_under_its_root_and_no_others(book: Book) -> None:
    book.write(award(1, MIDNIGHT - MS), award(2, NOON), award(3, MIDNIGHT), award(0, NOON))
    await book.close(CLOSING)
    [day] = book.days()
    ids = [award(number, NOON).id for number in (0, 2, 1)]
    assert book.leaves() == {"2026-03-04": ids}
    head = day.signed.head
    assert (head.day, head.zone, head.size) == ("2026-03-04", "Europe/Berlin", 3)
    assert (head.ends_at, head.closed_at) == (MIDNIGHT, CLOSING)
    assert await book.wrong() == []


async def test_it_is_not_closed_a_moment_too_early(book: Book) -> None:
    book.awards([0], NOON)
    await book.close(CLOSING - MS)
    assert book.days() == []
    await book.close(CLOSING)
    assert len(book.days()) == 1


async def test_days_without_transfers_are_closed_too_so_that_none_is_left_out(book: Book) -> None:
    book.awards([0], NOON)
    book.awards([1], NOON + 3 * DAY)
    await book.close(CLOSING + 3 * DAY)
    assert [day.id for day in book.days()] == [f"2026-03-0{n}" for n in (4, 5, 6, 7)]
    assert [day.signed.head.size for day in book.days()] == [1, 0, 0, 1]
    assert book.days()[1].signed.head.root == root([]).hex()
    assert await book.wrong() == []


async def test_closing_again_changes_nothing(book: Book) -> None:
    book.awards(range(3), NOON)
    await book.close(CLOSING)
    before = (book.days(), book.chunks())
    await book.close(CLOSING + HOUR)
    assert (book.days(), book.chunks()) == before


async def test_what_turns_up_late_is_in_the_next_day(book: Book) -> None:
    book.awards([0], NOON)
    await book.close(CLOSING)
    book.awards([1], NOON)
    book.awards([2], MIDNIGHT - MS)
    book.awards([3], MIDNIGHT)
    assert await book.wrong() == []  # it may still turn up
    await book.close(CLOSING + DAY)
    ids = [award(number, NOON).id for number in range(4)]
    assert book.leaves() == {"2026-03-04": ids[:1], "2026-03-05": ids[1:]}
    assert await book.wrong() == []


@pytest.mark.usefixtures("few")
async def test_what_turns_up_behind_the_last_chunk_is_in_the_next_day(book: Book) -> None:
    book.awards(range(6), NOON)
    rows = [award(number, NOON).id for number in range(8)]
    before = book.database.ledger_days.count_documents
    await book.close(CLOSING)
    assert before({}) == 1
    book.awards([6, 7], NOON)
    await book.close(CLOSING + DAY)
    assert book.leaves() == {"2026-03-04": rows[:6], "2026-03-05": rows[6:]}
    assert await book.wrong() == []


async def test_a_transfer_that_is_far_too_late_is_in_no_day_and_the_check_says_so(
    book: Book,
) -> None:
    """Nobody books like this: it is what backdating looks like."""
    book.awards([0], NOON)
    for night in range(3):
        await book.close(CLOSING + night * DAY)
    book.awards([1], NOON)
    await book.close(CLOSING + 3 * DAY)
    assert await book.wrong() == [
        "ledger 1 transfers from before 2026-03-06T23:00:00+00:00 are in no day",
        f"{award(1, NOON).id} is in no day",
    ]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("count", [1, 3, 4, 5, 8, 13])
async def test_of_any_size(book: Book, count: int) -> None:
    for number in range(count):
        book.write(award(number, NOON + number * MS, f"member-{number % 3}"))
    await book.close(CLOSING)
    assert book.leaves() == {
        "2026-03-04": [award(n, NOON, f"member-{n % 3}").id for n in range(count)]
    }
    assert len(book.chunks()) == -(-count // 4)
    assert await book.wrong() == []


async def test_each_account_has_one_salt_key_for_all_days(book: Book) -> None:
    book.awards([0], NOON)
    await book.close(CLOSING)
    [first] = book.database.ledger_salts.find()
    book.awards([1], MIDNIGHT)
    book.awards([2], MIDNIGHT, "bob")
    await book.close(CLOSING + DAY)
    keys = {raw["_id"]: raw["key"] for raw in book.database.ledger_salts.find()}
    assert keys.keys() == {"alice", "bob"}
    assert keys["alice"] == first["key"] != keys["bob"]
    assert {len(key) for key in keys.values()} == {32}


async def test_an_erased_key_leaves_every_head_and_every_other_leaf_as_it_was(book: Book) -> None:
    book.awards([0], NOON)
    book.awards([1], NOON, "bob")
    await book.close(CLOSING)
    before = (book.days(), book.chunks())
    book.database.ledger_salts.update_one({"_id": "alice"}, {"$set": {"key": None}})
    assert (book.days(), book.chunks()) == before
    assert await book.wrong() == []
    book.awards([2], MIDNIGHT)
    await book.close(CLOSING + DAY)
    assert book.database.ledger_salts.find_one({"_id": "alice"})["key"] is None
    assert book.leaves()["2026-03-05"] == [award(2, NOON).id]
    assert await book.wrong() == []


@pytest.mark.parametrize(
    ("noon", "midnights"),
    [
        (datetime(2026, 3, 28, 12, tzinfo=UTC), ("2026-03-28T23:00", "2026-03-29T22:00")),
        (datetime(2026, 10, 24, 12, tzinfo=UTC), ("2026-10-24T22:00", "2026-10-25T23:00")),
    ],
)
async def test_a_day_of_23_and_one_of_25_hours(
    book: Book, noon: datetime, midnights: tuple[str, str]
) -> None:
    first, second = (datetime.fromisoformat(f"{each}+00:00") for each in midnights)
    times = [first - MS, first, second - MS, second]
    book.write(*(award(number, at) for number, at in enumerate(times)))
    due = closing_times(DEMO)(noon)
    assert (due, closing_times(DEMO)(due)) == (first + 10 * MINUTE, second + 10 * MINUTE)
    await book.close(second + 10 * MINUTE)
    assert [day.signed.head.ends_at for day in book.days()] == [first, second]
    assert [day.signed.head.size for day in book.days()] == [1, 2]
    await book.close(second + 2 * DAY)
    assert await book.wrong() == []


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    nights=st.lists(
        st.lists(st.tuples(st.integers(-1500, 71), st.sampled_from("abc")), max_size=12), max_size=5
    )
)
@pytest.mark.usefixtures("few")
async def test_whenever_they_turn_up_every_transfer_is_in_exactly_one_day(
    book: Book, nights: list[list[tuple[int, str]]]
) -> None:
    """Before each closing some are booked, some of them for the day that is closed already."""
    book.begin()
    number, written = 0, []
    for night, rows in enumerate(nights):
        book.clock.set(CLOSING + night * DAY)
        for minutes, account in rows:
            written.append(award(number, MIDNIGHT + night * DAY + minutes * MINUTE, account))
            number += 1
        if rows:
            book.write(*written[-len(rows) :])
        await book.close()
    await book.close(CLOSING + len(nights) * DAY)
    await book.close(CLOSING + (len(nights) + 1) * DAY)
    leaves = [id_ for ids in book.leaves().values() for id_ in ids]
    assert sorted(leaves) == sorted(row.id for row in written)
    assert await book.wrong() == []


async def test_a_row_that_is_no_transfer_stops_the_closing_and_not_quietly(
    book: Book, database: Any
) -> None:
    book.awards([0], NOON)
    await book.close(CLOSING)
    database.command("collMod", "transfers", validator={})
    database.transfers.insert_one({"_id": "strange", "at": MIDNIGHT})
    with pytest.raises(AssertionError, match="missing required field"):
        await book.close(CLOSING + DAY)
    database.transfers.delete_one({"_id": "strange"})
    await book.close(CLOSING + DAY + MINUTE)
    assert len(book.days()) == 2


@pytest.mark.slow
async def test_a_large_day_is_closed_in_the_memory_of_a_few_chunks(book: Book) -> None:
    for start in range(0, 12_000, 2_000):
        book.awards(range(start, start + 2_000), NOON)
    tracemalloc.start()
    await book.close(CLOSING)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * 2**20
    assert [day.signed.head.size for day in book.days()] == [12_000]
    assert len(book.chunks()) == 12
