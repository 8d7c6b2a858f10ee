"""Migrations: once, in order, by one process at a time, and never backwards."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from pymongo.errors import OperationFailure, PyMongoError, WriteError

from rewards.boards.board import season_of
from rewards.boards.season import schedule
from rewards.ledger.purse import Purse
from rewards.perks.badges.counts import Counts
from rewards.perks.badges.share import Badges
from rewards.perks.stores.key_ring import HeldKey
from rewards.perks.stores.premises import OwnStore, Premises, Terminal
from rewards.score.evidence import EvidenceKind, Status
from service.members.account import Account
from service.members.member import Member
from service.members.message import Message, MessageKind
from service.members.states import State
from service.programme import write
from service.programme.succession import Past
from service.programme_demo import DEMO
from service.store.collection import Collection
from service.store.connect import DRIVERS, OPTIONS
from service.store.driver.port import Driver
from service.store.schema import fifth_ground, fourth_ground, sixth_ground, third_ground
from service.store.schema import migrate as module
from service.store.schema.documents import EvidenceRow, Publication
from service.store.schema.fourth_ground import FILLED, fill_fourth_ground
from service.store.schema.lease import LEASE_S, give_back, take
from service.store.schema.migrate import SchemaError, migrate
from service.store.schema.number_versions import number_versions
from service.store.schema.page import (
    ACCOUNTS,
    COMPLETIONS,
    DELIVERIES,
    ENDPOINTS,
    EVIDENCE,
    INBOX,
    KEY_RINGS,
    MEMBERS,
    MERCHANT_KEYS,
    PASSES,
    PREMISES,
    PROGRAMMES,
    PUBLICATIONS,
    RENTALS,
    SEASONS,
)
from service.webhooks.endpoint import Endpoints
from tasks.completion import Completion
from tests.people import NOON
from tests.rewards.perks.rentals.helpers import quoted
from tests.rewards.perks.test_invariants import OPEN as OPEN_PASS
from tests.store.test_note_older import KEY as KIOSK_KEY
from tests.webhooks.test_delivery import delivery
from tests.webhooks.test_endpoint import endpoint

ALICE_ACCOUNT = Account(
    id="alice",
    version=1,
    state=State.PENDING,
    state_at=datetime(2026, 3, 4, tzinfo=UTC),
    epoch=1,
    zone="Europe/Berlin",
    created_at=datetime(2026, 3, 4, tzinfo=UTC),
)


DONE = Completion(
    id="task:return-umbrella:alice:2026-03-04",
    task="return-umbrella",
    account="alice",
    period="2026-03-04",
    seeds=20,
    source="umbrella-kiosk",
    reference="task:return-umbrella:alice:2026-03-04",
    event_at=datetime(2026, 3, 4, tzinfo=UTC),
    at=datetime(2026, 3, 4, tzinfo=UTC),
    evidence=EvidenceKind.TASK_COMPLETED,
)


OLD_SHOPS = Premises(
    id="umbrella-kiosk",
    stores=tuple(
        OwnStore(id=each, name="Harbour", address="", opened_at=NOON, opened_by=None)
        for each in ("harbour", "hill")
    ),
    terminals=(
        Terminal(
            id="till-1", store="hill", name="", opened_at=NOON, opened_by=None, closed_at=NOON
        ),
        # One that came while a later program was in use already.
        Terminal(id="till-2", store="hill", name="", opened_at=NOON, opened_by="k1"),
    ),
)


ALICE_MEMBER = Member(
    id="member-alice",
    account="alice",
    contact_hash="0" * 64,
    display_name="Alice",
    created_at=datetime(2026, 3, 4, tzinfo=UTC),
    state=State.PENDING,
    state_at=datetime(2026, 3, 4, tzinfo=UTC),
)

VERIFIED = EvidenceRow(
    id="contact_verified:alice",
    account="alice",
    kind=EvidenceKind.CONTACT_VERIFIED,
    at=datetime(2026, 3, 4, tzinfo=UTC),
    source="app",
    status=Status.COUNTED,
    reference="contact_verified:alice",
    recorded_at=datetime(2026, 3, 4, tzinfo=UTC),
)


WELCOME = Message(
    id="welcome",
    account="alice",
    kind=MessageKind.WELCOME,
    at=datetime(2026, 3, 4, tzinfo=UTC),
    parameters={},
)


POINTER = Publication(
    id="current",
    cycle="2026-02",
    revision=1,
    cut_off=datetime(2026, 2, 28, tzinfo=UTC),
    published_at=datetime(2026, 3, 6, tzinfo=UTC),
)

WEEK = schedule(
    DEMO.boards[0],
    season_of(DEMO.boards[0], NOON, DEMO.zone),
    at=NOON,
    numbers=DEMO.numbers.seasons,
)


@pytest.fixture(params=["pymongo", "motor"])
async def driver(
    request: pytest.FixtureRequest, mongo_url: str, unused_name: str
) -> AsyncIterator[Driver]:
    opened = DRIVERS[request.param](mongo_url, unused_name, **OPTIONS)
    yield opened
    await opened.close()


class Steps:
    """Migrations that note when they begin and end."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def upto(self, count: int) -> dict[int, Any]:
        return {number: self._step(number) for number in range(1, count + 1)}

    def _step(self, number: int) -> Any:
        async def step(driver: Driver) -> None:
            self.seen.append(f"{number} begins")
            await driver.db["done"].update_one({"_id": number}, {"$inc": {"n": 1}}, upsert=True)
            self.seen.append(f"{number} ends")

        return step


async def number_of(driver: Driver) -> int | None:
    found = await driver.db["meta"].find_one({"_id": "schema"})
    return found and int(found["number"])


async def test_migrations_run_in_order_and_once(driver: Driver) -> None:
    steps = Steps()
    assert await migrate(driver, steps.upto(2)) == 2
    assert await migrate(driver, steps.upto(3)) == 3
    assert steps.seen == [f"{n} {what}" for n in (1, 2, 3) for what in ("begins", "ends")]


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


def without(raw: dict[str, Any], paths: set[str]) -> dict[str, Any]:
    """The document as it was before there were these fields, also those within others."""
    for path in paths:
        *way, last = path.split(".")
        place = raw
        for name in way:
            place = place[name]
        del place[last]
    return raw


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


async def test_the_last_migration_lays_the_ground(driver: Driver) -> None:
    """Whichever is the last: one that is added after it takes this over."""
    await migrate(driver)
    passes: Any = driver.db[PASSES.name]
    before = await passes.index_information()
    await passes.drop_indexes()
    await driver.db.command("collMod", PASSES.name, validator={})
    last = max(module.MIGRATIONS)
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": last - 1}})
    await migrate(driver)
    assert await passes.index_information() == before
    with pytest.raises(WriteError):
        await passes.insert_one({"_id": "a pass that is none"})


async def test_badges_count_what_was_kept_before_there_were_any(driver: Driver) -> None:
    """Also when it is repeated, and nothing of an account that was erased."""
    await migrate(driver)
    at, db = datetime(2026, 3, 4, tzinfo=UTC), driver.db
    kept = [
        ("alice", EvidenceKind.RENTAL_KEPT_SMALL, Status.COUNTED),
        ("alice", EvidenceKind.RENTAL_KEPT_LARGE, Status.COUNTED),
        ("alice", EvidenceKind.RENTAL_KEPT_SMALL, Status.REVERSED),
        ("alice", EvidenceKind.RETURNED_ON_TIME, Status.COUNTED),
        ("erased", EvidenceKind.RENTAL_KEPT_SMALL, Status.COUNTED),
        ("nobody", EvidenceKind.RENTAL_KEPT_SMALL, Status.COUNTED),
        ("alice", EvidenceKind.CHARITY_TASK_COMPLETED, Status.REVERSED),
    ]
    rows = [
        replace(VERIFIED, id=f"e{number}", account=account, kind=kind, status=status)
        for number, (account, kind, status) in enumerate(kept)
    ]
    charity = replace(DONE, evidence=EvidenceKind.CHARITY_TASK_COMPLETED)
    # e6 was done, says who saw it, and was not, says a challenge.
    done = [DONE, *(replace(charity, id=id_) for id_ in ("c1", "e6"))]
    done.append(replace(charity, id="c2", revoked_at=at))
    accounts = [ALICE_ACCOUNT, replace(ALICE_ACCOUNT, id="erased", state=State.ERASED)]
    raws = [ACCOUNTS.encode(each) for each in accounts]
    for raw in raws:
        del raw["badges"]
    await db.command("collMod", "accounts", validator={})
    await db["accounts"].insert_many(raws)
    await db["evidence"].insert_many([EVIDENCE.encode(row) for row in rows])
    await db["completions"].insert_many([COMPLETIONS.encode(each) for each in done])
    for _ in range(2):
        await db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 5}})
        await migrate(driver)
    found = {each["_id"]: ACCOUNTS.decode(each) async for each in db["accounts"].find()}
    assert set(found) == {"alice", "erased"}
    assert found["alice"].badges.counts == Counts(rentals_kept=2, charity_tasks=1)
    assert found["erased"].badges == Badges()


async def test_keys_of_before_are_counted_with_those_that_are_given_now(driver: Driver) -> None:
    await migrate(driver)
    at, db = datetime(2026, 3, 4, tzinfo=UTC), driver.db
    ends_at = at + timedelta(days=1)
    keys = [
        replace(KIOSK_KEY, id="k1", revoked_at=None, created_at=at),
        replace(KIOSK_KEY, id="k2", revoked_at=None, created_at=ends_at, expires_at=ends_at),
        replace(KIOSK_KEY, id="k3", created_at=at, revoked_at=at),
        replace(KIOSK_KEY, id="k4", revoked_at=None, created_at=at, merchant="riverside-bikes"),
    ]
    await db["merchant_keys"].insert_many([MERCHANT_KEYS.encode(each) for each in keys])
    for _ in range(2):
        await db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 5}})
        await migrate(driver)
        ring = KEY_RINGS.decode(await db["key_rings"].find_one({"_id": KIOSK_KEY.merchant}))
        assert ring.keys == (HeldKey(id="k1"), HeldKey(id="k2", ends_at=ends_at))
        # What was given since stays as it is counted, however often this is done.
        await db["merchant_keys"].delete_one({"_id": "k1"})
    assert await db["key_rings"].count_documents({}) == 2


async def test_who_joined_before_there_were_notices_gets_one_after_a_year(driver: Driver) -> None:
    await migrate(driver)
    joined = datetime(2025, 3, 4, tzinfo=UTC)
    old = ACCOUNTS.encode(replace(ALICE_ACCOUNT, active_since=joined))
    del old["notice_due_at"]
    accounts: Any = driver.db["accounts"]
    await driver.db.command("collMod", "accounts", validator={})
    await accounts.insert_one(old)
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 4}})
    await migrate(driver)
    found = ACCOUNTS.decode(await accounts.find_one({"_id": "alice"}))
    assert found.notice_due_at == datetime(2026, 3, 4, tzinfo=UTC)


async def test_an_index_that_a_longer_one_serves_is_dropped(driver: Driver) -> None:
    await migrate(driver)
    transfers: Any = driver.db["transfers"]
    await transfers.create_index([("account", 1), ("at", 1)])
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 3}})
    await migrate(driver)
    names = set(await transfers.index_information())
    assert "account_1_at_1" not in names
    assert "account_1_at_-1__id_-1_reason_1" in names


async def test_the_real_ones_can_be_repeated(driver: Driver) -> None:
    await migrate(driver)
    await driver.db["meta"].delete_many({})
    await migrate(driver)


async def test_of_many_at_once_one_works_and_the_others_wait(driver: Driver) -> None:
    steps = Steps()
    assert await asyncio.gather(*(migrate(driver, steps.upto(2)) for _ in range(5))) == [2] * 5
    assert steps.seen == ["1 begins", "1 ends", "2 begins", "2 ends"]


async def test_a_newer_schema_is_refused_and_nothing_runs(driver: Driver) -> None:
    steps = Steps()
    await migrate(driver, steps.upto(3))
    with pytest.raises(SchemaError, match="schema 3, and this program knows only 2"):
        await migrate(driver, steps.upto(2))


async def test_a_crash_half_way_repeats_that_one_and_not_those_before(driver: Driver) -> None:
    steps = Steps()

    async def crash(_driver: Driver) -> None:
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError):
        await migrate(driver, {**steps.upto(1), 2: crash})
    assert await number_of(driver) == 1
    await migrate(driver, steps.upto(2))
    assert steps.seen == ["1 begins", "1 ends", "2 begins", "2 ends"]


async def test_a_slow_process_whose_lease_ran_out_does_not_turn_the_number_back(
    driver: Driver,
) -> None:
    steps = Steps()

    async def overtaken(driver: Driver) -> None:
        await driver.db["meta"].delete_one({"_id": "lock"})
        await migrate(driver, steps.upto(3))

    assert await migrate(driver, {**steps.upto(3), 1: overtaken}) == 3
    assert await number_of(driver) == 3
    assert steps.seen.count("2 begins") == 1


async def test_a_lease_that_is_held_is_waited_for_and_then_given_up(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_S_MAX", 0.2)
    await take(driver.db["meta"], "somebody")
    with pytest.raises(SchemaError, match="another process has been migrating"):
        await migrate(driver, Steps().upto(1))


async def test_a_lease_is_one_owners_until_it_ends_on_the_databases_clock(driver: Driver) -> None:
    meta = driver.db["meta"]
    assert await take(meta, "a")
    assert await take(meta, "a")
    assert not await take(meta, "b")
    await give_back(meta, "b")
    assert not await take(meta, "b")
    past = {"$dateSubtract": {"startDate": "$until", "unit": "second", "amount": LEASE_S + 1}}
    await meta.update_one({"_id": "lock"}, [{"$set": {"until": past}}])
    assert await take(meta, "b")
    assert not await take(meta, "a")


async def test_twenty_who_reach_for_a_fresh_lease_are_told_apart(driver: Driver) -> None:
    meta = driver.db["meta"]
    got = await asyncio.gather(*(take(meta, f"process {n}") for n in range(20)))
    assert sum(got) == 1


@pytest.mark.parametrize("name", ["pymongo", "motor"])
async def test_a_migration_may_take_longer_than_any_request(
    mongo_url: str, unused_name: str, name: str
) -> None:
    async def slow(driver: Driver) -> None:
        await driver.db["rows"].update_one({"_id": 1}, {"$set": {"n": 1}}, upsert=True)
        await driver.db["rows"].find_one({"$where": "sleep(400) || true"})

    driver = DRIVERS[name](mongo_url, unused_name, **OPTIONS | {"timeoutMS": 200})
    with pytest.raises(PyMongoError):
        await slow(driver)
    assert await migrate(driver, {1: slow}) == 1
    await driver.close()


async def test_what_the_server_refuses_is_not_hidden(driver: Driver) -> None:
    async def wrong(driver: Driver) -> None:
        await driver.db.command("noSuchCommand")

    with pytest.raises(OperationFailure):
        await migrate(driver, {1: wrong})
    assert await take(driver.db["meta"], "the next")


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
