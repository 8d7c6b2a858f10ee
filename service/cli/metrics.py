"""Turns metrics on for a program, if a port is set for them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.cli.address import require_free
from service.cli.stops import StartError
from service.metrics.listener import listen_for_workers, listen_here
from service.metrics.workers import VARIABLE, make_folder
from service.settings import Settings


def require_metrics_free(settings: Settings) -> None:
    """StartError if metrics cannot be listened for where they are wanted."""
    if settings.metrics_port is not None:
        require_free(settings.metrics_host, settings.metrics_port, of="METRICS_")


def next_port(settings: Settings) -> int | None:
    """The port after the API's, if it is free: the demo's."""
    port = settings.port + 1
    try:
        require_free(settings.metrics_host, port, of="METRICS_")
    except (StartError, OverflowError):
        return None
    return port


def metrics_here(settings: Settings) -> None:
    """Listens in a process that does the work itself. StartError."""
    if settings.metrics_port is not None:
        with _told(settings):
            listen_here(settings)


@contextmanager
def metrics_of_workers(settings: Settings) -> Iterator[None]:
    """Listens in the master for what workers count that are started in the block. StartError."""
    if settings.metrics_port is None:
        yield
        return
    folder = _folder(settings)
    os.environ[VARIABLE] = str(folder)  # read by workers, before they count
    with _told(settings):
        listen_for_workers(settings, folder)
    try:
        yield
    finally:
        os.environ.pop(VARIABLE, None)


def _folder(settings: Settings) -> Path:
    """This server's own: nobody else can have its port."""
    folder = settings.data_dir / "metrics" / str(settings.port)
    try:
        make_folder(folder)
    except OSError as error:
        raise StartError(
            f"SEEDBANK_DATA_DIR: {folder} cannot be made for the metrics ({error.strerror})"
        ) from error
    return folder


@contextmanager
def _told(settings: Settings) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StartError(
            f"SEEDBANK_METRICS_PORT {settings.metrics_port} cannot be used "
            f"({error.strerror or error}): choose another"
        ) from error
