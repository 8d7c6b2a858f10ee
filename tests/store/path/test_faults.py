"""Faults of a real server: nothing lost, nothing twice, and the first caller hears the answer."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from pymongo import MongoClient

from service.store.connect import DRIVERS, OPTIONS
from service.store.embedded import Mongod, command, start_mongod
from service.store.path.command import Answered
from service.store.path.limits import Limits
from service.store.path.refusals import Busy, OutcomeUnknown
from service.store.store import Store
from tests.store.path.failing import failing
from tests.store.path.toy import JARS, SECRET_DROP, TOYS, Drop, Dropped, Jar, drop
from tests.store.path.toy import command as command_of

WRITE_CONFLICT, LOCK_TIMEOUT, NO_SUCH_TRANSACTION = 112, 24, 251
SNAPSHOT_UNAVAILABLE, TEMPORARILY_UNAVAILABLE, INTERRUPTED = 246, 365, 11601
NOT_WRITABLE_PRIMARY, STEPPED_DOWN, SHUTDOWN, TIME_LIMIT = 10107, 189, 91, 50

TRANSIENT = {"errorLabels": ["TransientTransactionError"]}
STATEMENTS = ("find", "insert", "update")
STATEMENT_FAULTS = [
    {"closeConnection": True},
    {"errorCode": NOT_WRITABLE_PRIMARY},
    {"errorCode": STEPPED_DOWN},
    {"errorCode": SHUTDOWN},
    {"errorCode": TIME_LIMIT},
    {"errorCode": LOCK_TIMEOUT},
    {"errorCode": WRITE_CONFLICT, **TRANSIENT},
    {"errorCode": NO_SUCH_TRANSACTION, **TRANSIENT},
    {"errorCode": SNAPSHOT_UNAVAILABLE, **TRANSIENT},
    {"errorCode": TEMPORARILY_UNAVAILABLE, **TRANSIENT},
]
UNSATISFIED = {"writeConcernError": {"code": 100, "errmsg": "x"}}
# The commit was done; only its answer, or the word of the majority, is missing.
COMMITTED_FAULTS = [
    {"writeConcernError": {"code": SHUTDOWN, "errmsg": "x"}},
    {"writeConcernError": {"code": STEPPED_DOWN, "errmsg": "x"}},
    {"writeConcernError": {"code": 64, "errmsg": "x", "errInfo": {"wtimeout": True}}},
    {"writeConcernError": {"code": INTERRUPTED, "errmsg": "x"}},
    UNSATISFIED,
]
# The commit was not done, and the caller cannot know.
UNCOMMITTED_FAULTS = [
    {"closeConnection": True},
    {"errorCode": NOT_WRITABLE_PRIMARY},
    {"errorCode": STEPPED_DOWN},
    {"errorCode": TIME_LIMIT},
    {"errorCode": NO_SUCH_TRANSACTION, **TRANSIENT},
]
DEADLINE_S = 4
MANY = 12  # the driver asks twice, the path five times: the second attempt has to settle it


def name_of(fault: Any) -> str:
    return "-".join(
        str(one.get("code") if isinstance(one, dict) else one) for one in fault.values()
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mongod]:
    """A server of this module's own, with fail points."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(command.PARAMETERS, "enableTestCommands", "1")
        started = start_mongod(tmp_path_factory.mktemp("failing"), cache_gb=0.25)
    with started:
        yield started


@pytest.fixture(scope="module")
def own(server: Mongod) -> Iterator[MongoClient[dict[str, Any]]]:
    with MongoClient(server.url, tz_aware=True) as client:
        yield client


@pytest.fixture
def toys(own: MongoClient[dict[str, Any]], database_name: str) -> Iterator[Any]:
    database = own[database_name]
    for name in TOYS:
        database.create_collection(name)
    database[JARS.name].insert_many([JARS.encode(Jar(id=f"j{n}")) for n in range(1, 5)])
    yield database
    own.drop_database(database_name)


@pytest.fixture(params=["pymongo", "motor"])
async def store(
    request: pytest.FixtureRequest, server: Mongod, database_name: str, toys: Any
) -> AsyncIterator[Store]:
    driver = DRIVERS[request.param](server.url, database_name, **OPTIONS)
    opened = Store(driver, Limits(deadline_s=DEADLINE_S), TOYS)
    yield opened
    await opened.close()


@pytest.mark.parametrize("fault", STATEMENT_FAULTS, ids=name_of)
@pytest.mark.parametrize("statement", STATEMENTS)
async def test_a_statement_that_fails_is_tried_again(
    store: Store, own: Any, toys: Any, statement: str, fault: Any
) -> None:
    with failing(own, statement, **fault):
        answers = await asyncio.gather(*(store.apply(drop(f"s{n}")) for n in range(3)))
    assert answers == [Answered(Dropped(coins=n)) for n in (1, 2, 3)]
    assert toys.accounts.find_one({"_id": "j1"})["coins"] == 3
    assert store.stats.conflicts + store.stats.outages > 0


ONCE = [(1, fault) for fault in COMMITTED_FAULTS + UNCOMMITTED_FAULTS]
OFTEN = [(MANY, fault) for fault in (*COMMITTED_FAULTS[2:], *UNCOMMITTED_FAULTS[3:])]


@pytest.mark.parametrize(("times", "fault"), ONCE + OFTEN)
async def test_a_commit_whose_result_is_unknown_happens_once_and_is_no_replay(
    store: Store, own: Any, toys: Any, times: int, fault: Any
) -> None:
    secret = command_of(SECRET_DROP, Drop(jar="j1", slip="s"), "secret")
    with failing(own, "commitTransaction", times=times, **fault):
        answers = await asyncio.gather(store.apply(drop("a")), store.apply(secret))
    assert answers == [Answered(Dropped(coins=1)), Answered(Dropped(coins=2))]
    assert toys.accounts.find_one({"_id": "j1"})["coins"] == 2
    assert toys.slips.count_documents({}) == 2
    assert toys.outbox.count_documents({}) == 2
    assert await store.apply(drop("a")) == Answered(Dropped(coins=1), replayed=True)
    assert await store.apply(secret) == Answered(None, replayed=True)


async def test_a_commit_unknown_until_the_deadline_is_called_so_and_can_be_sent_again(
    store: Store, own: Any, toys: Any
) -> None:
    """Also when every later attempt meets a conflict, which proves nothing about the first."""
    with failing(own, "commitTransaction", times=None, **UNSATISFIED):
        asked = asyncio.ensure_future(store.apply(drop("a")))
        async with asyncio.timeout(5):
            while not store.stats.outages:
                await asyncio.sleep(0)
    with failing(own, "find", times=None, errorCode=WRITE_CONFLICT, **TRANSIENT):
        assert await asked == Answered(OutcomeUnknown())
    assert await store.apply(drop("a")) == Answered(Dropped(coins=1), replayed=True)
    assert toys.slips.count_documents({}) == 1


async def test_an_outage_before_the_commit_is_answered_as_not_done(
    store: Store, own: Any, toys: Any
) -> None:
    with failing(own, "find", times=None, errorCode=NOT_WRITABLE_PRIMARY):
        assert await store.apply(drop("a")) == Answered(Busy())
    await store.apply(drop("b", jar="j2"))
    assert toys.slips.find_one({"_id": "a"}) is None


async def test_what_the_server_refuses_for_good_is_no_fault(
    store: Store, own: Any, toys: Any
) -> None:
    with failing(own, "insert", times=None, errorCode=13):
        (refused,) = await asyncio.gather(store.apply(drop("a")), return_exceptions=True)
    assert isinstance(refused, Exception)
    assert (await store.apply(drop("a"))).answer == Dropped(coins=1)
