"""Jobs run in the API's processes, or are left to one of their own: SEEDBANK_JOBS."""

import time
from pathlib import Path
from typing import Any

import pytest

from service.jobs.timetable import TIMETABLE
from tests.serving import SECRET, run, serving

pytestmark = pytest.mark.slow


def first_looks(database: Any, *, wanted: int) -> int:
    """How many jobs have been looked at, once there are as many as wanted; or after 10 s."""
    deadline = time.monotonic() + 10
    while (found := database.slots.count_documents({})) < wanted and time.monotonic() < deadline:
        time.sleep(0.05)
    return int(found)


def test_an_api_process_keeps_time(
    mongo_url: str, database_name: str, admin: Any, tmp_path: Path
) -> None:
    settings = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    with serving(tmp_path / "output", **settings) as server:
        # At least: something may come due meanwhile.
        assert first_looks(admin[database_name], wanted=len(TIMETABLE)) >= len(TIMETABLE)
        assert server.stop() == 0


def test_an_api_process_without_jobs_leaves_them_alone(
    mongo_url: str, database_name: str, admin: Any, tmp_path: Path
) -> None:
    settings = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    with serving(tmp_path / "output", **settings, jobs="off") as server:
        assert server.http.get("/health/ready").status_code == 200
        assert admin[database_name].slots.count_documents({}) == 0
        assert server.stop() == 0


def test_a_setting_that_is_neither_is_refused() -> None:
    ended = run("serve", jobs="maybe")
    assert ended.returncode == 2
    assert "SEEDBANK_JOBS must be one of on, off" in ended.stderr
