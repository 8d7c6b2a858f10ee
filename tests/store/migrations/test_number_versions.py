"""The one programme that there was becomes the first of its versions."""

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from service.programme import write
from service.programme.succession import Past
from service.programme_demo import DEMO
from service.store.driver.port import Driver
from service.store.schema.fourth_ground import fill_fourth_ground
from service.store.schema.number_versions import number_versions
from service.store.schema.page import (
    PROGRAMMES,
)


async def test_the_one_programme_becomes_the_first_of_its_versions(
    driver: Driver, admin: Any, unused_name: str
) -> None:
    old = admin[unused_name].programmes
    document = write(replace(DEMO, version=7))
    old.insert_one({"_id": "current", "document": document})
    await fill_fourth_ground(driver)
    await fill_fourth_ground(driver)
    [row] = old.find()
    stored = PROGRAMMES.decode(row)
    assert (stored.id, stored.version, stored.document) == ("00000007", 7, document)
    assert (stored.effective_at, stored.applied_at) == (DEMO.effective_at, None)
    assert (stored.changes, stored.past) == ((), Past())


@pytest.mark.parametrize("document", [b"{}", b"", b"[" * 2_000, b'{"version": "two"}'])
async def test_a_programme_that_is_none_is_kept_to_be_looked_at(
    driver: Driver, admin: Any, unused_name: str, document: bytes
) -> None:
    admin[unused_name].programmes.insert_one({"_id": "current", "document": document})
    await asyncio.gather(number_versions(driver), number_versions(driver))
    [row] = admin[unused_name].programmes.find()
    assert (row["_id"], row["document"]) == ("00000001", document)


async def test_a_database_without_a_programme_gets_none(
    driver: Driver, admin: Any, unused_name: str
) -> None:
    await fill_fourth_ground(driver)
    assert admin[unused_name].programmes.count_documents({}) == 0
