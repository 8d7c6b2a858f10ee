"""Metrics of a real server with two workers, apart from its public port; and of job runners."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import psutil
import pytest

from tests.metrics.reading import Samples, samples, value
from tests.serving import PROGRAM, SECRET, environment, free_port, run, serving

pytestmark = pytest.mark.slow

COUNT = "seedbank_http_request_seconds_count"
LIVE = {"method": "GET", "route": "/v1/me", "status": "4xx"}


def scraped(port: int) -> Samples:
    answer = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=20)
    assert answer.status_code == 200
    return samples(answer.text)


def until(port: int, true: Callable[[Samples], bool]) -> Samples:
    """Asks again until it is so, at most 30 s."""
    deadline = time.monotonic() + 30
    while True:
        try:
            if true(found := scraped(port)):
                return found
        except httpx.TransportError:
            pass
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_two_workers_and_one_that_is_killed(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    port = free_port()
    given = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET, "workers": 2}
    with serving(tmp_path / "out", data_dir=tmp_path, metrics_port=port, **given) as server:
        for path in ("/metrics", "/v1/metrics"):
            assert server.http.get(path).status_code == 404
        for _ in range(40):
            # Each on a connection of its own, so that both workers get some.
            httpx.get(f"http://127.0.0.1:{server.port}/v1/me", timeout=20)
        found = scraped(port)
        assert value(found, COUNT, **LIVE) == 40
        assert value(found, "seedbank_refusals_total", code="not_authenticated") == 40
        workers = server.workers()
        seen = {dict(labels).get("pid") for name, labels in found if "process_cpu" in name}
        assert {str(pid) for pid in workers} <= seen
        until(port, lambda now: value(now, "seedbank_primary_reachable") == 1)

        killed = workers.pop()
        os.kill(killed, signal.SIGKILL)
        psutil.wait_procs([psutil.Process(killed)] if psutil.pid_exists(killed) else [], 10)
        found = until(port, lambda now: value(now, COUNT, **LIVE) >= 40)
        assert value(found, COUNT, **LIVE) == 40
        folder = tmp_path / "metrics" / str(server.port)
        assert not list(folder.glob(f"gauge_live*_{killed}.db"))
        assert list(folder.glob(f"histogram_{killed}.db"))


def test_off_by_default(mongo_url: str, database_name: str, tmp_path: Path) -> None:
    given = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    with serving(tmp_path / "out", data_dir=tmp_path, **given) as server:
        master = psutil.Process(server.process.pid)
        listening = {each.laddr.port for each in master.net_connections() if not each.raddr}
        assert listening <= {server.port}
        assert not (tmp_path / "metrics").exists()


def test_a_port_that_is_taken(mongo_url: str, database_name: str, tmp_path: Path) -> None:
    port = free_port()
    with _listening(port):
        ended = run(
            "serve",
            mongo_url=mongo_url,
            database=database_name,
            secret=SECRET,
            data_dir=tmp_path,
            port=free_port(),
            metrics_port=port,
        )
    assert ended.returncode == 2
    assert f"SEEDBANK_METRICS_PORT {port} on SEEDBANK_METRICS_HOST 127.0.0.1" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_job_runner(mongo_url: str, database_name: str, tmp_path: Path) -> None:
    port = free_port()
    env = environment(
        mongo_url=mongo_url,
        database=database_name,
        secret=SECRET,
        data_dir=tmp_path,
        metrics_port=port,
    )
    with (
        (tmp_path / "out").open("wb") as sink,
        subprocess.Popen([PROGRAM, "jobs", "--run"], env=env, stdout=sink, stderr=sink) as runner,
    ):
        try:
            found = until(port, lambda now: value(now, "seedbank_primary_reachable") == 1)
            assert value(found, "seedbank_jobs_failed") == 0
            assert any(name == "seedbank_jobs_newest_run_age_seconds" for name, _ in found)
            assert any(name == "seedbank_build_info" for name, _ in found)
        finally:
            runner.terminate()
            assert runner.wait(30) == 0


def _listening(port: int) -> socket.socket:
    taken = socket.socket()
    taken.bind(("127.0.0.1", port))
    taken.listen()
    return taken
