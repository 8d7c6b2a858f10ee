"""Several processes as one: what the dead have counted stays, their levels go."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from service.metrics.processes import Processes
from service.metrics.workers import VARIABLE, Workers, make_folder
from tests.metrics.reading import here, value

COUNTS = """
import os
from service.metrics import http, jobs
from service.metrics.page import QUEUE
for _ in range({times}):
    http.answered("/v1/me", "GET", 200, None, 0.02)
http.answered("/v1/me", "GET", 403, "not_allowed", 0.2)
jobs.started("a", 3.0)
QUEUE.set({queue})
print(os.getpid())
"""


def worked(folder: Path, times: int, queue: int) -> int:
    """A worker that counts and ends; its process id."""
    ended = subprocess.run(
        [sys.executable, "-c", COUNTS.format(times=times, queue=queue)],
        env=os.environ | {VARIABLE: str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return int(ended.stdout)


def test_workers_are_added_up(tmp_path: Path) -> None:
    folder = tmp_path / "metrics"
    make_folder(folder)
    first, second = worked(folder, 3, 10), worked(folder, 4, 5)
    registry, alive = CollectorRegistry(), {first, second}
    registry.register(Workers(folder, lambda: alive))
    found = here(registry)
    count, labels = "seedbank_http_request_seconds_count", {"method": "GET", "route": "/v1/me"}
    assert value(found, count, **labels, status="2xx") == 7
    assert value(found, count, **labels, status="4xx") == 2
    assert value(found, "seedbank_refusals_total", code="not_allowed") == 2
    assert value(found, "seedbank_queue_commands") == 15
    buckets = "seedbank_http_request_seconds_bucket"
    assert value(found, buckets, **labels, status="2xx", le="0.025") == 7
    assert value(found, buckets, **labels, status="2xx", le="0.01") == 0

    alive.remove(first)  # it is killed, and another comes
    alive.add(worked(folder, 1, 2))
    found = here(registry)
    assert value(found, count, **labels, status="2xx") == 8
    assert value(found, "seedbank_queue_commands") == 7


def test_the_folder_of_an_earlier_run_is_emptied(tmp_path: Path) -> None:
    folder = tmp_path / "metrics" / "8000"
    make_folder(folder)
    worked(folder, 1, 1)
    assert list(folder.iterdir())
    make_folder(folder)
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OSError, match="file"):
        make_folder(tmp_path / "file" / "metrics")


def test_processes_and_those_that_have_ended() -> None:
    registry = CollectorRegistry()
    registry.register(Processes(lambda: [os.getpid(), 2**22 + 1]))
    found = here(registry)
    memory = [amount for (name, _), amount in found.items() if name.endswith("resident_bytes")]
    assert len(memory) == 1
    assert memory[0] > 10_000_000
    assert any(name == "seedbank_build_info" for name, _ in found)
