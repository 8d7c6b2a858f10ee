"""Where metrics are read: a listener of its own, so that the public port never has them."""

from pathlib import Path

from prometheus_client import CollectorRegistry, start_http_server

from service.metrics.page import REGISTRY
from service.metrics.processes import Pids, Processes
from service.metrics.workers import Workers, living
from service.settings import Settings


def listen_for_workers(settings: Settings, folder: Path) -> None:
    """In a master, about its workers, whose files are in `folder`."""
    registry = CollectorRegistry()
    registry.register(Workers(folder))
    _listen(settings, registry, living)


def listen_here(settings: Settings) -> None:
    """In a process that does the work itself."""
    registry = CollectorRegistry()
    registry.register(REGISTRY)
    _listen(settings, registry, living)


def _listen(settings: Settings, registry: CollectorRegistry, pids: Pids) -> None:
    """In threads that end with the process. OSError if the address cannot be had."""
    registry.register(Processes(pids))
    assert settings.metrics_port is not None
    start_http_server(settings.metrics_port, addr=settings.metrics_host, registry=registry)
