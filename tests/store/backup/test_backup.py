"""A backup is the whole of one moment, or nothing; a restored database is the same, or closed."""

import asyncio
import gzip
import json
import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from bson import encode
from bson.int64 import Int64

from service.store.backup.manifest import NAME, BackupError, read_manifest
from service.store.backup.restore import fill, finish, is_empty, require_whole
from service.store.backup.write import documents_in, write_backup
from service.store.connect import DRIVERS, OPTIONS, connect
from service.store.driver.port import Driver
from service.store.schema.migrate import MIGRATIONS, SchemaError
from tests.prepared import fresh_name

Dump = dict[str, list[bytes]]


@pytest.fixture(params=["pymongo", "motor"])
async def driver(
    request: pytest.FixtureRequest, mongo_url: str, database_name: str
) -> AsyncIterator[Driver]:
    opened = DRIVERS[request.param](mongo_url, database_name, **OPTIONS)
    yield opened
    await opened.close()


@pytest.fixture
async def other(mongo_url: str, admin: Any, driver: Driver) -> AsyncIterator[Driver]:
    """Another database, with nothing in it."""
    name = fresh_name()
    opened = type(driver)(mongo_url, name, **OPTIONS)
    yield opened
    await opened.close()
    admin.drop_database(name)


async def dump(driver: Driver) -> Dump:
    names = [name for name in await driver.db.list_collection_names() if "system." not in name]
    found = {}
    for name in names:
        rows = await driver.db[name].find({}, sort=[("_id", 1)]).to_list(None)
        if rows:
            found[name] = [encode(row) for row in rows]
    return found


async def plant(driver: Driver, rows: int = 2_500) -> None:
    """Rows for more than two batches, with all that BSON can tell apart."""
    odd = {
        "long": Int64(1),
        "double": 1.0,
        "int": 1,
        "bytes": b"\x00",
        "text": "\u6f22",
        "no": None,
    }
    await driver.db["odd"].insert_many([{"_id": f"r{n:05d}", **odd} for n in range(rows)])


async def test_what_comes_back_is_the_same_to_the_byte(
    driver: Driver, other: Driver, tmp_path: Path
) -> None:
    await plant(driver)
    before = await dump(driver)
    made = await write_backup(driver, tmp_path / "b")
    assert (made.schema, made.database) == (max(MIGRATIONS), driver.db.name)
    assert made.documents == sum(map(len, before.values()))
    assert await is_empty(other)
    await fill(other, tmp_path / "b", read_manifest(tmp_path / "b"))
    await finish(other)
    assert await dump(other) == before
    names, validators = [], []
    for each in (driver, other):
        names.append([spec["name"] for spec in await each.list_indexes("transfers")])
        told = await each.db.command("listCollections", filter={"name": "accounts"})
        validators.append(told["cursor"]["firstBatch"][0]["options"]["validator"])
    assert names[0] == names[1]
    assert validators[0] == validators[1]


async def test_the_files_are_nobody_else_s_to_read(driver: Driver, tmp_path: Path) -> None:
    await write_backup(driver, tmp_path / "b")
    for path in (tmp_path / "b", *(tmp_path / "b").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


async def test_what_is_there_is_never_written_over(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(BackupError, match="there already"):
        await write_backup(driver, tmp_path / "b")
    assert list((tmp_path / "b").iterdir()) == []


async def test_what_goes_wrong_leaves_nothing(driver: Driver, tmp_path: Path) -> None:
    class Cut(Exception):
        pass

    def cut(name: str, _count: int) -> None:
        if name == "members":
            raise Cut

    with pytest.raises(Cut):
        await write_backup(driver, tmp_path / "b", cut)
    assert os.listdir(tmp_path) == []


async def test_a_database_without_a_schema_is_not_backed_up(other: Driver, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="nothing of Seedbank"):
        await write_backup(other, tmp_path / "b")


async def test_any_damage_is_found_before_anything_is_touched(
    driver: Driver, tmp_path: Path
) -> None:
    await plant(driver, 10)
    folder = tmp_path / "b"
    await write_backup(driver, folder)
    path = folder / "odd.bson.gz"
    whole = path.read_bytes()
    for broken in (whole[:-1], whole + b"\0", b"", whole[:20] + b"\xff" + whole[21:]):
        path.write_bytes(broken)
        with pytest.raises(BackupError, match="damaged or missing"):
            read_manifest(folder)
    path.unlink()
    with pytest.raises(BackupError, match="damaged or missing"):
        read_manifest(folder)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"form": "x"}'])
def test_what_is_no_backup_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(BackupError, match="no backup"):
        read_manifest(tmp_path)
    (tmp_path / NAME).write_text(text)
    with pytest.raises(BackupError, match="no backup"):
        read_manifest(tmp_path)


async def test_a_name_in_a_manifest_leads_nowhere_else(driver: Driver, tmp_path: Path) -> None:
    await write_backup(driver, tmp_path / "b")
    path = tmp_path / "b" / NAME
    told = json.loads(path.read_text())
    told["collections"][0]["name"] = "../b/" + told["collections"][0]["name"]
    path.write_text(json.dumps(told))
    with pytest.raises(BackupError, match="damaged or missing"):
        read_manifest(tmp_path / "b")


async def test_a_newer_one_is_refused(driver: Driver, other: Driver, tmp_path: Path) -> None:
    await write_backup(driver, tmp_path / "b")
    path = tmp_path / "b" / NAME
    path.write_text(path.read_text().replace(f'"schema": {max(MIGRATIONS)}', '"schema": 99'))
    with pytest.raises(BackupError, match="schema 99"):
        await fill(other, tmp_path / "b", read_manifest(tmp_path / "b"))
    assert await is_empty(other)


async def test_an_older_one_is_brought_up_to_date(
    driver: Driver, other: Driver, tmp_path: Path
) -> None:
    await driver.db["meta"].update_one({"_id": "schema"}, {"$set": {"number": 4}})
    made = await write_backup(driver, tmp_path / "b")
    assert made.schema == 4
    await fill(other, tmp_path / "b", made)
    found = await other.db["meta"].find_one({"_id": "schema"})
    assert found["number"] == max(MIGRATIONS)


async def test_half_a_backup_can_not_be_opened(
    driver: Driver, other: Driver, mongo_url: str, tmp_path: Path
) -> None:
    await plant(driver)
    made = await write_backup(driver, tmp_path / "b")

    class Cut(Exception):
        pass

    def cut(name: str, count: int) -> None:
        if name == "odd" and count > 1_000:
            raise Cut

    with pytest.raises(Cut):
        await fill(other, tmp_path / "b", made, cut)
    assert not await is_empty(other)
    with pytest.raises(SchemaError, match="being restored"):
        await connect(mongo_url, other.db.name)
    await fill(other, tmp_path / "b", made)
    with pytest.raises(SchemaError, match="being restored"):
        await require_whole(other)
    await finish(other)
    await (await connect(mongo_url, other.db.name)).close()
    assert await dump(other) == await dump(driver)


async def test_what_was_there_is_gone(driver: Driver, other: Driver, tmp_path: Path) -> None:
    await plant(driver, 10)
    await other.db["stranger"].insert_one({"_id": "x"})
    await other.db["meta"].insert_one({"_id": "schema", "number": Int64(99)})
    made = await write_backup(driver, tmp_path / "b")
    await fill(other, tmp_path / "b", made)
    await finish(other)
    assert await dump(other) == await dump(driver)


async def test_it_is_one_moment_while_others_write(
    driver: Driver, other: Driver, tmp_path: Path
) -> None:
    """Two counters that are always written together are equal in every backup."""
    pair = [driver.db["a_left"], driver.db["z_right"]]
    for each in pair:
        await each.insert_one({"_id": "n", "n": Int64(0)})
    await plant(driver)
    stop = asyncio.Event()

    async def write() -> int:
        times = 0
        while not stop.is_set():
            async with driver.start_session() as session:
                await driver.start_transaction(session)
                for each in pair:
                    await each.update_one({"_id": "n"}, {"$inc": {"n": 1}}, session=session)
                await session.commit_transaction()
            times += 1
        return times

    writing = asyncio.create_task(write())
    for number in range(5):
        await write_backup(driver, tmp_path / f"b{number}")
    stop.set()
    assert await writing > 5
    seen = []
    for number in range(5):
        [left] = documents_in(tmp_path / f"b{number}" / "a_left.bson.gz")
        [right] = documents_in(tmp_path / f"b{number}" / "z_right.bson.gz")
        assert left["n"] == right["n"]
        seen.append(left["n"])
    assert seen == sorted(set(seen))


def test_a_file_that_ends_too_soon_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x.bson.gz"
    for content in (encode({"a": 1})[:-2], b"\x05", b"\x00\x00\x00\x00"):
        path.write_bytes(gzip.compress(content))
        with pytest.raises(BackupError, match="middle of a document"):
            list(documents_in(path))
