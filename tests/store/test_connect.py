"""Opening a store: one line that names the setting, for everything that can be wrong with it."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store.connect import ConnectError, connect
from service.store.embedded.binary import find_mongod
from service.store.owner import EVERYBODY
from service.store.schema.migrate import SchemaError
from service.store.schema.page import ACCOUNTS

BOTH = pytest.mark.parametrize("driver", ["pymongo", "motor"])


async def refused(url: str, driver: str) -> str:
    with pytest.raises(ConnectError) as caught:
        await connect(url, "any", driver=driver)
    line = str(caught.value)
    assert line.startswith("SEEDBANK_MONGO_URL")
    assert "\n" not in line
    assert len(line) < 250
    return line


@BOTH
async def test_a_fresh_database_opens_and_opens_again(
    mongo_url: str, unused_name: str, driver: str
) -> None:
    for _ in range(2):
        store = await connect(mongo_url, unused_name, driver=driver)
        assert await store.get(ACCOUNTS, "nobody", owner=EVERYBODY) is None
        await store.close()


@BOTH
@pytest.mark.parametrize(
    "url",
    [
        "",
        "mongodb://",
        "mongodb://h:99999/",
        "mongodb://h:port/",
        "mongodb://u:p@ss@h/",
        "http://h",
    ],
)
async def test_what_is_no_url(url: str, driver: str) -> None:
    await refused(url, driver)


@BOTH
async def test_a_certificate_that_is_not_there(driver: str) -> None:
    assert "/none" in await refused("mongodb://h/?tls=true&tlsCAFile=/none", driver)


@BOTH
async def test_nobody_listens(driver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)
    assert "no MongoDB answers there" in await refused("mongodb://127.0.0.1:1/", driver)


@BOTH
async def test_a_name_that_no_server_has(driver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    hurry(monkeypatch)
    assert "nosuch.invalid" in await refused("mongodb://nosuch.invalid/", driver)


@BOTH
async def test_a_wrong_password_and_no_password(mongo_url: str, driver: str) -> None:
    place = mongo_url.partition("@")[2]
    wrong = await refused(f"mongodb://seedbank:not-the-one@{place}", driver)
    assert wrong == "SEEDBANK_MONGO_URL: the server refuses us: Authentication failed."
    without = await refused(f"mongodb://{place}", driver)
    assert "requires authentication" in without


@BOTH
async def test_a_standalone_server(standalone: str, driver: str) -> None:
    assert "standalone" in await refused(standalone, driver)


async def test_a_driver_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "service.store.driver.motor", None)
    with pytest.raises(ConnectError, match="SEEDBANK_DRIVER=motor"):
        await connect("mongodb://h/", "any", driver="motor")


@BOTH
async def test_a_schema_from_the_future(
    mongo_url: str, unused_name: str, driver: str, admin: object
) -> None:
    admin[unused_name].meta.insert_one({"_id": "schema", "number": 1000})  # type: ignore[index]
    with pytest.raises(SchemaError, match="schema 1000"):
        await connect(mongo_url, unused_name, driver=driver)


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    from service.store import connect as module

    monkeypatch.setitem(module.OPTIONS, "serverSelectionTimeoutMS", 300)
    monkeypatch.setitem(module.OPTIONS, "timeoutMS", 300)


@pytest.fixture(scope="session")
def standalone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server without a replica set."""
    folder: Path = tmp_path_factory.mktemp("standalone")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        str(find_mongod(None, folder)),
        *("--dbpath", str(folder), "--port", str(port), "--bind_ip", "127.0.0.1"),
        *("--wiredTigerCacheSizeGB", "0.25", "--nounixsocket", "--quiet"),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        yield f"mongodb://127.0.0.1:{port}/"
        server.kill()
