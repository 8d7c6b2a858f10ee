"""What can be asked of a MongoDB before it is trusted: for `seedbank doctor`, which judges it.

Nothing is required of the server and nothing is migrated. Every method raises what the driver
raises, and NotPermitted where the user may not look.
"""

import time
from collections.abc import Awaitable
from datetime import UTC, datetime
from typing import Any

from pymongo.errors import OperationFailure

from service.store.driver.port import MAJORITY, Driver
from service.store.schema.documents import StoredProgramme
from service.store.schema.migrate import MIGRATIONS
from service.store.schema.number_versions import first_of
from service.store.schema.page import PAGE, PROBES, PROGRAMMES, TOKEN_KEYS
from service.store.schema.validator import validator_for
from service.store.slots import Slots

NOT_PERMITTED = (13, 8000)  # MongoDB's own, and that of its hosted service
PROBE = "doctor"


class NotPermitted(Exception):
    """The user of the URL may not look at this."""


class Examination:
    """One server, and one database on it."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    async def ask(self, command: dict[str, Any]) -> dict[str, Any]:
        """The answer to an administration command."""
        return await _permitted(self._driver.client.admin.command(command))

    async def parameter(self, name: str) -> Any:
        """A server parameter's value."""
        return (await self.ask({"getParameter": 1, name: 1}))[name]

    async def clock(self) -> tuple[datetime, datetime, float]:
        """This machine's time, the server's at the same moment, and by how many seconds that may be
        wrong."""
        samples = [await self._sample() for _ in range(5)]
        doubt_s, ours, theirs = min(samples)
        return ours, theirs, doubt_s

    async def _sample(self) -> tuple[float, datetime, datetime]:
        before, begun = time.monotonic(), time.time()
        hello = await self.ask({"hello": 1})
        half_s = (time.monotonic() - before) / 2
        ours = datetime.fromtimestamp(begun + half_s, UTC)
        return half_s, ours, hello["localTime"].astimezone(UTC)

    async def transact(self) -> None:
        """One transaction that reads and writes, called off at its end."""
        async with self._driver.start_session() as session:
            await self._driver.start_transaction(session)
            probes = self._driver.db[PROBES.name]
            await probes.find_one({"_id": PROBE}, session=session)
            at = datetime.now(UTC)
            change = {"$set": {"at": at}}
            await probes.update_one({"_id": PROBE}, change, upsert=True, session=session)
            await session.abort_transaction()

    async def write_s(self) -> float:
        """How many seconds a write takes until a majority has it on disk."""
        probes = self._driver.db.get_collection(PROBES.name, write_concern=MAJORITY)
        begun, change = time.monotonic(), {"$set": {"at": datetime.now(UTC)}}
        await probes.update_one({"_id": PROBE}, change, upsert=True)
        return time.monotonic() - begun

    async def schema(self) -> tuple[int, int]:
        """The number of the database's schema, 0 for none, and the newest that we know."""
        found = await self._driver.db["meta"].find_one({"_id": "schema"})
        return int(found["number"]) if found else 0, max(MIGRATIONS)

    async def indexes(self) -> tuple[list[str], list[str]]:
        """Missing and unexpected ones, as `collection.index`."""
        missing, unexpected = [], []
        for stored in PAGE:
            name = stored.collection.name
            wanted = {index.name for index in stored.indexes}
            there = {each["name"] for each in await self._driver.list_indexes(name)} - {"_id_"}
            missing += [f"{name}.{index}" for index in sorted(wanted - there)]
            unexpected += [f"{name}.{index}" for index in sorted(there - wanted)]
        return missing, unexpected

    async def validators(self) -> list[str]:
        """Collections that are missing, or whose validator is not ours."""
        listed = await _permitted(
            self._driver.db.command({"listCollections": 1, "cursor": {"batchSize": 1000}})
        )
        there = {each["name"]: each["options"] for each in listed["cursor"]["firstBatch"]}
        return [
            stored.collection.name
            for stored in PAGE
            if there.get(stored.collection.name, {}).get("validator")
            != validator_for(stored.collection.type, stored.collection.packed)
        ]

    async def storage(self) -> tuple[int, int]:
        """Bytes that the server's file system has, and bytes of them that are free."""
        stats = await _permitted(self._driver.db.command({"dbStats": 1}))
        size = int(stats["fsTotalSize"])
        return size, size - int(stats["fsUsedSize"])

    async def programmes(self) -> list[StoredProgramme]:
        """Every stored version of the programme, in order of their numbers."""
        found = self._driver.db[PROGRAMMES.name].find(sort=[("_id", 1)])
        return [_programme(raw) for raw in await found.to_list(None)]

    async def slots(self) -> tuple[dict[str, datetime], datetime | None, int]:
        """When each job's newest run was due, the oldest unfinished one, how many have failed."""
        slots = Slots(self._driver)
        return await slots.newest_of_each(), await slots.waiting_since(), await slots.failed()

    async def offset_ms(self) -> int:
        """By how much domain time is ahead of the server's."""
        found = await self._driver.db["clocks"].find_one({"_id": "current"})
        return int(found["offset_ms"]) if found else 0

    async def signing_since(self) -> list[datetime]:
        """When each stored token key began to sign, or will."""
        found = await self._driver.db[TOKEN_KEYS.name].find_one({})
        return [] if found is None else [key.signs_from for key in TOKEN_KEYS.decode(found).keys]

    async def close(self) -> None:
        """Closes every connection."""
        await self._driver.close()


def _programme(raw: dict[str, Any]) -> StoredProgramme:
    # A database of an older schema has one document without a number.
    return PROGRAMMES.decode(raw) if "version" in raw else first_of(bytes(raw["document"]))


async def _permitted(asked: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    try:
        return await asked
    except OperationFailure as error:
        if error.code in NOT_PERMITTED:
            raise NotPermitted from error
        raise
