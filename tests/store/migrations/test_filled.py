"""What documents of an older schema lack is filled in, and they can be changed afterwards."""

from typing import Any

import pytest
from msgspec.structs import replace
from pymongo.errors import OperationFailure

from rewards.ledger.purse import Purse
from service.store.collection import Collection
from service.store.driver.port import Driver
from service.store.schema import fifth_ground, fourth_ground, sixth_ground, third_ground
from service.store.schema import migrate as module
from service.store.schema.fourth_ground import FILLED
from service.store.schema.migrate import migrate
from service.store.schema.page import (
    ACCOUNTS,
    COMPLETIONS,
    DELIVERIES,
    ENDPOINTS,
    EVIDENCE,
    INBOX,
    MEMBERS,
    MERCHANT_KEYS,
    PASSES,
    PREMISES,
    PUBLICATIONS,
    RENTALS,
    SEASONS,
)
from service.webhooks.endpoint import Endpoints
from tests.rewards.perks.rentals.helpers import quoted
from tests.rewards.perks.test_invariants import OPEN as OPEN_PASS
from tests.store.migrations.older import (
    ALICE_ACCOUNT,
    ALICE_MEMBER,
    DONE,
    OLD_SHOPS,
    POINTER,
    VERIFIED,
    WEEK,
    WELCOME,
    without,
)
from tests.store.test_note_older import KEY as KIOSK_KEY
from tests.webhooks.test_delivery import delivery
from tests.webhooks.test_endpoint import endpoint


async def test_an_account_of_the_first_schema_gets_what_it_lacks(driver: Driver) -> None:
    """Its validator would refuse every later change of it."""
    await migrate(driver)
    accounts: Any = driver.db["accounts"]
    old = ACCOUNTS.encode(ALICE_ACCOUNT)
    for name in ("line", "inviting"):
        del old[name]
    await driver.db.command("collMod", "accounts", validator={})
    await accounts.insert_one(old)
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 1}})
    assert await migrate(driver) == max(module.MIGRATIONS)
    assert ACCOUNTS.decode(await accounts.find_one({"_id": old["_id"]})) == ALICE_ACCOUNT
    await accounts.update_one({"_id": old["_id"]}, {"$set": {"epoch": old["epoch"]}})
    with pytest.raises(OperationFailure):
        await accounts.update_one({"_id": old["_id"]}, {"$unset": {"line": 1}})


async def test_what_schema_2_lacks_is_filled_in_and_what_is_there_stays(driver: Driver) -> None:
    await migrate(driver)
    accounts: Any = driver.db["accounts"]
    lacking = ACCOUNTS.encode(ALICE_ACCOUNT)
    del lacking["purse"]["holds"], lacking["purse"]["debt"]
    owing = ACCOUNTS.encode(replace(ALICE_ACCOUNT, id="owing", purse=Purse(debt=7)))
    await driver.db.command("collMod", "accounts", validator={})
    await accounts.insert_many([lacking, owing])
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 2}})
    assert await migrate(driver) == max(module.MIGRATIONS)
    assert ACCOUNTS.decode(await accounts.find_one({"_id": lacking["_id"]})) == ALICE_ACCOUNT
    assert (await accounts.find_one({"_id": "owing"}))["purse"]["debt"] == 7
    await accounts.update_one({"_id": lacking["_id"]}, {"$set": {"epoch": lacking["epoch"]}})


async def test_what_schema_3_lacks_is_filled_in_and_can_be_changed(driver: Driver) -> None:
    await migrate(driver)
    documents: dict[Collection[Any], Any] = {ACCOUNTS: ALICE_ACCOUNT, COMPLETIONS: DONE}
    for collection, whole in documents.items():
        lacking = {field for of, field, _ in FILLED if of is collection}
        await driver.db.command("collMod", collection.name, validator={})
        kept = {k: v for k, v in collection.encode(whole).items() if k not in lacking}
        await driver.db[collection.name].insert_one(kept)
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 3}})
    assert await migrate(driver) == max(module.MIGRATIONS)
    for collection, whole in documents.items():
        stored: Any = driver.db[collection.name]
        assert collection.decode(await stored.find_one({"_id": whole.id})) == whole
        await stored.update_one({"_id": whole.id}, {"$inc": {"version": 1}})


Filled = tuple[tuple[Collection[Any], str, Any], ...]


async def filled_in(
    driver: Driver, number: int, filled: Filled, documents: dict[Collection[Any], Any]
) -> None:
    """From schema `number`, without what is `filled`: afterwards they are whole, and can change."""
    await migrate(driver)
    assert {collection for collection, _, _ in filled} == {*documents}
    for collection, whole in documents.items():
        lacking = {field for of, field, _ in filled if of is collection}
        await driver.db.command("collMod", collection.name, validator={})
        kept = without(collection.encode(whole), lacking)
        await driver.db[collection.name].insert_one(kept)
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": number}})
    assert await migrate(driver) == max(module.MIGRATIONS)
    for collection, whole in documents.items():
        stored: Any = driver.db[collection.name]
        assert collection.decode(await stored.find_one({"_id": whole.id})) == whole
        await stored.update_one({"_id": whole.id}, {"$inc": {"version": 1}})


async def test_what_schema_4_lacks_is_filled_in_and_can_be_changed(driver: Driver) -> None:
    documents: dict[Collection[Any], Any] = {
        ACCOUNTS: ALICE_ACCOUNT,
        MEMBERS: ALICE_MEMBER,
        EVIDENCE: VERIFIED,
        INBOX: WELCOME,
        PUBLICATIONS: POINTER,
        SEASONS: WEEK,
    }
    await filled_in(driver, 4, fifth_ground.FILLED, documents)


async def test_what_schema_5_lacks_is_filled_in_and_can_be_changed(driver: Driver) -> None:
    documents: dict[Collection[Any], Any] = {
        ACCOUNTS: ALICE_ACCOUNT,
        PASSES: OPEN_PASS,
        MERCHANT_KEYS: KIOSK_KEY,
        RENTALS: quoted(),
    }
    await filled_in(driver, 5, sixth_ground.FILLED, documents)


async def test_what_several_schemas_brought_is_filled_in_at_once(driver: Driver) -> None:
    """No validator comes in between: it would refuse the first field for lack of the others."""
    await migrate(driver)
    brought = (third_ground, fourth_ground, fifth_ground, sixth_ground)
    lacking = {field for schema in brought for of, field, _ in schema.FILLED if of is ACCOUNTS}
    await driver.db.command("collMod", ACCOUNTS.name, validator={})
    old = without(ACCOUNTS.encode(ALICE_ACCOUNT), lacking)
    await driver.db[ACCOUNTS.name].insert_one(old)
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 2}})
    assert await migrate(driver) == max(module.MIGRATIONS)
    accounts: Any = driver.db[ACCOUNTS.name]
    assert ACCOUNTS.decode(await accounts.find_one()) == ALICE_ACCOUNT


async def test_what_schema_6_lacks_is_filled_in_and_can_be_changed(driver: Driver) -> None:
    """Whatever its database had of it: here a rental of the first of them, and an endpoint."""
    await migrate(driver)
    db, rental, waiting = driver.db, quoted(), delivery()
    lacking = {field for of, field, _ in sixth_ground.FILLED if of is RENTALS}
    for name in ("rentals", "endpoints", "deliveries", "premises"):
        await db.command("collMod", name, validator={})
    await db["rentals"].insert_one(without(RENTALS.encode(rental), lacking))
    book = Endpoints(id="umbrella-kiosk", endpoints=(endpoint("a"), endpoint("b")))
    told = ENDPOINTS.encode(book)
    for each in told["endpoints"]:
        del each["told_since"]
    await db["endpoints"].insert_one(told)
    await db["deliveries"].insert_one(without(DELIVERIES.encode(waiting), {"replayed_at"}))
    shops = PREMISES.encode(OLD_SHOPS)
    for each in (*shops["stores"], *shops["terminals"][:1]):
        del each["opened_by"], each["closed_by"]
    await db["premises"].insert_one(shops)
    await db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 6}})
    assert await migrate(driver) == max(module.MIGRATIONS)
    assert PREMISES.decode(await db["premises"].find_one()) == OLD_SHOPS
    assert RENTALS.decode(await db["rentals"].find_one()) == rental
    assert ENDPOINTS.decode(await db["endpoints"].find_one()) == book
    assert DELIVERIES.decode(await db["deliveries"].find_one()) == waiting
    for name in ("rentals", "endpoints", "deliveries", "premises"):
        await db[name].update_one({}, {"$inc": {"version": 1}})
