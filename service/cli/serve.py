"""`seedbank serve`: the API, until it is told to stop."""

import asyncio
import multiprocessing
import os
from pathlib import Path

import click
import msgspec
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import MPServer

from service.cli.address import require_free
from service.cli.announce import announce
from service.cli.metrics import metrics_of_workers, require_metrics_free
from service.http.heads import BUFFER_BYTES
from service.keys.secret import secret_of
from service.opening import open_context, open_database
from service.senders.of_settings import pusher_of, sender_of
from service.settings import Settings

TARGET = "service.cli.worker:application"
# A client that has not sent its headers by then is not going to.
HEADERS_MS = 10_000
# What a worker gets beyond the deadline of commands to answer who waits. One that is told to stop
# while it still starts may miss the signal, and is ended after that time.
DRAIN_MARGIN_S = 5
# The server's own words go through our logs, which know what not to say.
THROUGH_OURS = {"loggers": {"_granian": {"propagate": True}, "granian.access": {"propagate": True}}}


@click.command()
def serve() -> None:
    """Serve the API. Without SEEDBANK_MONGO_URL a MongoDB of our own is started."""
    settings = Settings.load(os.environ)
    require_free(settings.host, settings.port)
    require_metrics_free(settings)
    secret = secret_of(settings)
    # What is missing stops here, and not in every worker.
    sender_of(settings)
    pusher_of(settings)
    with open_database(settings) as url:
        opened = msgspec.structs.replace(settings, mongo_url=url, secret=secret)
        asyncio.run(_prepare(opened))
        run_server(opened)


def run_server(settings: Settings) -> None:
    """Serves until told to stop, on a database that is open and prepared."""
    _tell_workers(settings)
    with metrics_of_workers(settings):
        _server(settings).serve()


async def _prepare(settings: Settings) -> None:
    """Schema and programme, once and before any worker: what is wrong stops here, in one line."""
    async with open_context(settings):
        pass


def _tell_workers(settings: Settings) -> None:
    """Workers read the environment; what was found or made in this process is added to it."""
    known = {
        "SEEDBANK_MONGO_URL": settings.mongo_url or "",
        "SEEDBANK_SECRET": settings.secret or "",
        "SEEDBANK_DATABASE": settings.database,
        "SEEDBANK_DATA_DIR": str(settings.data_dir),
        "SEEDBANK_SENDER": settings.sender,
    }
    for name, text in known.items():
        os.environ[name] = text
        os.environ.pop(f"{name}_FILE", None)  # or it would now be given twice


def _server(settings: Settings) -> MPServer:
    # Not forked: a worker must not hold what keeps the embedded server's data folder locked.
    multiprocessing.set_start_method("spawn", force=True)
    server = MPServer(
        TARGET,
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        loop=Loops.uvloop,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_MS, max_buffer_size=BUFFER_BYTES),
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=THROUGH_OURS,
        workers_kill_timeout=settings.deadline_ms // 1000 + DRAIN_MARGIN_S,
        respawn_failed_workers=True,
        working_dir=Path.cwd(),
    )
    address = f"http://{settings.host}:{settings.port}"
    server.on_startup(lambda: announce(address))
    return server
