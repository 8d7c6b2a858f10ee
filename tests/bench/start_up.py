"""How long `seedbank serve` takes on an environment that exists, and what it holds at rest."""

import tempfile
import time

import msgspec
import psutil

from tests.bench.server import serving

READY_S_MAX = 5.0
RESIDENT_MB_MAX = 120.0
REST_S = 2.0


class StartUp(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds to ready, embedded MongoDB included; megabytes of the one process with the API."""

    ready_s: float
    resident_mb: float
    supervisor_mb: float


def start_up() -> StartUp:
    """The second start on a new data folder: the first one lays the ground."""
    with tempfile.TemporaryDirectory() as folder:
        with serving(DATA_DIR=folder):
            pass
        with serving(DATA_DIR=folder) as server:
            time.sleep(REST_S)
            processes = [psutil.Process(pid) for pid in server.pids]
            held = {one: one.memory_info().rss / 1e6 for one in processes}
            supervisor = held.pop(processes[0])
            python = [held[one] for one in held if "mongod" not in one.name()]
            return StartUp(
                ready_s=server.ready_s, resident_mb=max(python), supervisor_mb=supervisor
            )
