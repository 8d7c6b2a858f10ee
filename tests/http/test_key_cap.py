"""So many keys of a merchant open anything at a time, however many are asked for at once."""

import asyncio
from collections.abc import AsyncIterator

import msgspec
import pytest

from rewards.economy import StoreNumbers
from service.check.key_rings import check_key_rings
from service.check.run import check
from service.programme import Programme
from service.programme_demo import DEMO
from tests.http.doors import BIKES, KIOSK, Doors, is_problem, open_doors
from tests.http.test_own_keys import KEYS, LOST, OFFICE, WANTED, give, id_of
from tests.people import DAY

BY_OPERATOR = "/v1/operator/merchant-keys"


def few_keys() -> Programme:
    numbers = DEMO.numbers
    perks = msgspec.structs.replace(numbers.perks, stores=StoreNumbers(keys_max=3))
    few = msgspec.structs.replace(numbers, perks=perks)
    return msgspec.structs.replace(DEMO, numbers=few)


@pytest.fixture
async def few(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    """Doors where a merchant has three keys at most."""
    async with open_doors(mongo_url, database_name, programme=few_keys()) as opened:
        yield opened


async def test_of_two_that_ask_at_once_for_the_last_one_gets_it(few: Doors) -> None:
    office, admin = await few.merchant(scopes=OFFICE), await few.operator()
    await give(few, office)
    wanted = WANTED | {"merchant": KIOSK}
    answers = await asyncio.gather(
        few.call("POST", KEYS, office, json=WANTED),
        few.call("POST", BY_OPERATOR, admin, json=wanted),
        few.call("POST", KEYS, office, json=WANTED),
    )
    assert sorted(each.status_code for each in answers) == [201, 409, 409]
    for each in answers:
        if each.status_code == 409:
            problem = is_problem(each, 409, "too_many_keys")
            assert problem["refusal"] == {"keys_max": 3}
            assert "end one" in problem["detail"]
    keys = few.context.store.driver.db.merchant_keys
    assert await keys.count_documents({"merchant": KIOSK}) == 3
    # Another merchant's are its own.
    assert (await few.call("POST", KEYS, await few.merchant(BIKES, OFFICE), json=WANTED)).is_success


async def test_an_ended_key_makes_room_and_one_that_is_over_too(few: Doors) -> None:
    office = await few.merchant(scopes=OFFICE)
    second = await give(few, office)
    await give(few, office, days=1)
    is_problem(await few.call("POST", KEYS, office, json=WANTED), 409, "too_many_keys")
    for _ in range(2):
        ended = await few.call("POST", f"{KEYS}/{second['id']}/revoke", office, json=LOST)
        assert ended.status_code == 200, ended.text
    third = await give(few, office)
    is_problem(await few.call("POST", KEYS, office, json=WANTED), 409, "too_many_keys")
    few.clock.advance(DAY)
    fourth = await give(few, office)
    is_problem(await few.call("POST", KEYS, office, json=WANTED), 409, "too_many_keys")
    ring = await few.context.store.driver.db.key_rings.find_one({"_id": KIOSK})
    assert [each["id"] for each in ring["keys"]] == [id_of(office), third["id"], fourth["id"]]


async def test_what_the_ring_does_not_count_is_found(few: Doors) -> None:
    """A ring that is short by one would let one more key be given than there may be."""
    office, bikes = await few.merchant(scopes=OFFICE), await few.merchant(BIKES, OFFICE)
    ended, kept = [await give(few, office, days=each) for each in (1, 2)]
    assert (await check(few.context.store)).green
    few.clock.advance(DAY)
    third = await give(few, office)
    assert (await check(few.context.store)).green
    db = few.context.store.driver.db
    off, gone = {"$pull": {"keys": {"id": third["id"]}}}, {"_id": kept["id"]}
    await db.key_rings.update_one({"_id": KIOSK}, off)
    await db.merchant_keys.update_one(gone, {"$set": {"revoked_at": few.clock.server_now()}})
    await db.key_rings.delete_one({"_id": BIKES})
    found = (await check(few.context.store)).violations
    of = [(each.invariant, each.subject, each.sentence) for each in found if each.invariant == "I3"]
    assert sorted(of) == [
        ("I3", f"key_ring:{BIKES}", f"does not name {id_of(bikes)}, which opens something"),
        ("I3", f"key_ring:{KIOSK}", f"does not name {third['id']}, which opens something"),
        ("I3", f"key_ring:{KIOSK}", f"names {kept['id']}, which is revoked"),
    ]
    assert ended["id"] not in str(of)


async def test_the_check_is_right_while_keys_are_given_and_ended(few: Doors) -> None:
    office = await few.merchant(scopes=OFFICE)

    async def one_after_another() -> None:
        for _ in range(5):
            made = await give(few, office)
            ended = await few.call("POST", f"{KEYS}/{made['id']}/revoke", office, json=LOST)
            assert ended.is_success

    busy = asyncio.gather(one_after_another(), one_after_another())
    looks = 0
    while not busy.done() or not looks:
        assert await check_key_rings(few.context.store) == []
        looks += 1
    await busy


async def test_a_rotated_key_is_the_same_key(few: Doors) -> None:
    office, admin = await few.merchant(scopes=OFFICE), await few.operator()
    await give(few, office)
    await give(few, office)
    rotation = f"{BY_OPERATOR}/{id_of(office)}/rotation"
    assert (await few.call("POST", rotation, admin, json={"reason": "yearly"})).is_success
    is_problem(await few.call("POST", KEYS, office, json=WANTED), 409, "too_many_keys")
