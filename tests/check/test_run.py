"""The check on a real database, with damage done behind the product's back."""

from typing import Any

import pytest

from service.check.run import check
from service.store.connect import connect
from service.store.schema.page import ACCOUNTS
from tests.people import ALICE, BOB, account_of


@pytest.fixture
async def store(mongo_url: str, database_name: str) -> Any:
    store = await connect(mongo_url, database_name)
    yield store
    await store.close()


async def test_an_empty_programme_is_green(store: Any) -> None:
    report = await check(store)
    assert report.green
    assert report.accounts == 0


async def test_every_account_is_looked_at_and_progress_is_told(
    store: Any, admin: Any, database_name: str
) -> None:
    people = [account_of(one) for one in (ALICE, BOB)]
    admin[database_name].accounts.insert_many([ACCOUNTS.encode(one) for one in people])
    heard = []
    report = await check(store, heard.append)
    assert report.accounts == 2
    assert heard == [report]


async def test_seeds_that_nobody_holds_are_found(
    store: Any, admin: Any, database_name: str
) -> None:
    from service.store.schema.page import TRANSFERS
    from tests.check.test_account_chunk import AWARD

    admin[database_name].transfers.insert_one(TRANSFERS.encode(AWARD))
    report = await check(store)
    assert [violation.subject for violation in report.violations] == ["alice"]
