"""Every transaction says what it needs: snapshot reads, and a majority that has it on disk."""

import asyncio
from typing import Any

import pytest
from pymongo.monitoring import CommandListener

from service.store.connect import DRIVERS, OPTIONS
from service.store.path.command import Answered
from service.store.path.limits import Limits
from service.store.store import Store
from tests.store.path.test_chunk import fence
from tests.store.path.toy import JARS, TOYS, Jar, drop

CONNECTION = {"saslStart", "saslContinue", "endSessions"}
MAJORITY = {"w": "majority", "j": True}


class Transactions(CommandListener):
    """Notes what begins and ends a transaction, and what ran outside of one."""

    def __init__(self) -> None:
        self.begun: list[dict[str, Any]] = []
        self.ended: list[dict[str, Any]] = []
        self.outside: list[str] = []

    def started(self, event: Any) -> None:
        sent = event.command
        if "startTransaction" in sent:
            self.begun.append(dict(sent))
        elif event.command_name == "commitTransaction":
            self.ended.append(dict(sent))
        elif "autocommit" not in sent:
            self.outside.append(event.command_name)

    def succeeded(self, event: Any) -> None:
        pass

    def failed(self, event: Any) -> None:
        pass


async def test_every_transaction_names_its_concerns_and_nothing_is_written_outside(
    mongo_url: str, database_name: str, driver_name: str, database: Any
) -> None:
    database.accounts.insert_one(JARS.encode(Jar(id="slot")))
    seen = Transactions()
    driver = DRIVERS[driver_name](mongo_url, database_name, event_listeners=[seen], **OPTIONS)
    store = Store(driver, Limits(), TOYS)
    await asyncio.gather(*(store.apply(drop(f"s{n}")) for n in range(5)))
    replay = await store.apply(drop("s1"))
    await store.apply_chunk(fence(), [drop("s9")])
    await store.close()
    assert isinstance(replay, Answered)
    assert replay.replayed
    assert len(seen.begun) == len(seen.ended) >= 3
    for sent in seen.begun:
        assert sent["readConcern"]["level"] == "snapshot"
        assert sent["$db"] == database_name
    for sent in seen.ended:
        assert sent["writeConcern"] == MAJORITY
    assert set(seen.outside) <= CONNECTION


@pytest.mark.parametrize("commands", [1, 32])
async def test_a_batch_costs_a_fixed_number_of_round_trips(
    mongo_url: str, database_name: str, driver_name: str, database: Any, commands: int
) -> None:
    seen = Transactions()
    names: list[str] = []
    seen.succeeded = lambda event: names.append(event.command_name)  # type: ignore[method-assign]
    driver = DRIVERS[driver_name](mongo_url, database_name, event_listeners=[seen], **OPTIONS)
    store = Store(driver, Limits(), TOYS)
    await asyncio.gather(*(store.apply(drop(f"s{n}")) for n in range(commands)))
    await store.close()
    # accounts, slips, records; accounts; slips, records, outbox
    assert [name for name in names if name not in CONNECTION] == [
        *["find"] * 3,
        "update",
        *["insert"] * 3,
        "commitTransaction",
    ]
