"""Patients: a database in order, and a server that is not."""

import socket
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from service.doctor.patient import Patient
from service.settings import Settings
from service.store.connect import connect, open_unchecked
from service.store.embedded.binary import find_mongod
from service.store.examination import Examination


@asynccontextmanager
async def patient_of(
    url: str, database: str, *, driver: str = "pymongo", settings: Settings | None = None
) -> AsyncIterator[Patient]:
    """What the checks look at."""
    server = Examination(open_unchecked(url, database, driver=driver))
    try:
        yield Patient(settings or Settings(mongo_url=url, database=database), server)
    finally:
        await server.close()


@pytest.fixture
async def patient(mongo_url: str, database_name: str) -> AsyncIterator[Patient]:
    """A database whose schema is up to date."""
    await (await connect(mongo_url, database_name)).close()
    async with patient_of(mongo_url, database_name) as opened:
        yield opened


@pytest.fixture(scope="session")
def standalone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server as it comes: no replica set, MongoDB's own parameters and compressors."""
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
