"""The other driver closes days just as well."""

from dataclasses import replace
from typing import Any

from service.flows.context import Context
from service.ledger.prove import prove
from service.programme_demo import DEMO
from service.store.connect import connect
from tests.ledger.book import LEDGER_KEY, Book, award
from tests.ledger.test_close import CLOSING
from tests.people import DAY, NOON


async def test_a_day_a_late_transfer_a_proof_and_the_check(
    context: Context, mongo_url: str, database_name: str, database: Any
) -> None:
    store = await connect(mongo_url, database_name, driver="motor")
    book = Book(replace(context, store=store), database)
    book.awards([0], NOON)
    await book.close(CLOSING)
    book.awards([1], NOON)
    await book.close(CLOSING + DAY)
    assert [len(ids) for ids in book.leaves().values()] == [1, 1]
    assert await book.wrong() == []
    proof = await prove(
        store,
        award(1, NOON).id,
        account="alice",
        public=LEDGER_KEY.public,
        programme=DEMO,
        now=CLOSING,
    )
    await store.close()
    assert getattr(proof, "index", None) == 0
