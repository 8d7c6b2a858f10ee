"""What each check makes of its numbers."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.doctor import (
    clocks,
    compressors,
    election,
    jobs,
    lifetime,
    majority,
    open_files,
    signing_key,
    storage,
    version,
)
from service.doctor.finding import Finding, Judgement, Verdict
from service.doctor.releases import leaks_by_zlib, version_of
from service.doctor.risky_settings import sentences
from service.doctor.run import worst
from service.doctor.where import on_loopback
from service.settings import Settings

OK, WARNING, FAILED = Verdict
NOW = datetime(2026, 11, 1, tzinfo=UTC)
GB = 10**9


def is_(found: Judgement, verdict: Verdict, says: str = "") -> None:
    assert found.verdict is verdict, found
    assert says in found.sentence
    assert found.sentence.endswith(".")


@pytest.mark.parametrize(
    ("number", "near", "today", "verdict", "says"),
    [
        ((6, 0, 5), True, "2026-11-01", WARNING, "CVE-2025-14847"),
        ((6, 0, 5), False, "2026-11-01", FAILED, "others reach it"),
        ((6, 0, 27), False, "2026-11-01", WARNING, "out of support since July 2025"),
        ((6, 0, 27), False, "2025-07-01", WARNING, "supported until July 2025 only"),
        ((7, 0, 27), False, "2026-11-01", FAILED, "CVE-2025-14847"),
        ((7, 0, 28), False, "2026-11-01", OK, "August 2027"),
        ((8, 0, 16), True, "2026-11-01", WARNING, "CVE-2025-14847"),
        ((8, 0, 17), False, "2026-11-01", OK, "October 2029"),
        ((9, 0, 0), False, "2026-11-01", WARNING, "none that this program knows"),
    ],
)
def test_versions(
    number: tuple[int, int, int], near: bool, today: str, verdict: Verdict, says: str
) -> None:
    is_(version.judge(number, date.fromisoformat(today), near=near), verdict, says)


def test_which_versions_leak() -> None:
    leaking = ["3.6.0", "4.4.29", "6.0.26", "7.0.0", "7.3.1", "8.0.16", "8.2.2"]
    mended = ["6.0.27", "7.0.28", "8.0.17", "8.2.3", "8.3.0", "9.0.0-rc1"]
    assert all(leaks_by_zlib(version_of(each)) for each in leaking)
    assert not any(leaks_by_zlib(version_of(each)) for each in mended)


@pytest.mark.parametrize(
    ("hello", "near"),
    [
        ({"hosts": ["127.0.0.1:27017"]}, True),
        ({"hosts": ["[::1]:27017", "localhost:27018"]}, True),
        ({"hosts": ["127.0.0.1:27017", "db.example:27017"]}, False),
        ({"me": "10.0.0.1:27017"}, False),
        ({}, False),
    ],
)
def test_where_a_server_is(hello: dict[str, Any], near: bool) -> None:
    assert on_loopback(hello) is near


def test_compressors() -> None:
    is_(compressors.judge(["snappy", "zstd"], (6, 0, 5)), OK)
    is_(compressors.judge([], (6, 0, 5)), OK, "none")
    is_(compressors.judge(["zlib"], (6, 0, 5)), WARNING, "--networkMessageCompressors snappy,zstd")
    is_(compressors.judge(["zlib"], (8, 0, 17)), OK)


@pytest.mark.parametrize(
    ("apart_s", "doubt_s", "verdict"),
    [
        *((0.2, 0, OK), (-0.2, 0, OK), (1.5, 1, OK), (2, 0.1, WARNING), (-2, 0.1, WARNING)),
        *((61, 0, FAILED), (-3600, 0, FAILED)),
    ],
)
def test_clocks(apart_s: float, doubt_s: float, verdict: Verdict) -> None:
    theirs = NOW + timedelta(seconds=apart_s)
    is_(clocks.judge(NOW, theirs, timedelta(seconds=doubt_s)), verdict)


@pytest.mark.parametrize(("s", "verdict"), [(0.004, OK), (0.3, WARNING), (2.5, FAILED)])
def test_majority(s: float, verdict: Verdict) -> None:
    is_(majority.judge(s), verdict)


@pytest.mark.parametrize(("s", "verdict"), [(5, OK), (10, OK), (60, WARNING)])
def test_lifetime(s: int, verdict: Verdict) -> None:
    is_(lifetime.judge(s), verdict)


@pytest.mark.parametrize(
    ("settings", "verdict"),
    [
        ({"electionTimeoutMillis": 2000}, OK),
        ({"electionTimeoutMillis": 10_000}, WARNING),
        ({}, WARNING),
    ],
)
def test_elections(settings: dict[str, Any], verdict: Verdict) -> None:
    is_(election.judge(settings), verdict)


@pytest.mark.parametrize(
    ("size", "free", "verdict"),
    [
        (100 * GB, 50 * GB, OK),
        (100 * GB, 4 * GB, WARNING),
        (1000 * GB, 90 * GB, WARNING),
        (100 * GB, GB // 2, FAILED),
        (1000 * GB, 10 * GB, FAILED),
    ],
)
def test_storage(size: int, free: int, verdict: Verdict) -> None:
    is_(storage.judge(size, free), verdict)


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        *((20_000, 64_000, OK), (20_000, None, OK), (-1, None, OK)),
        *((4096, 64_000, WARNING), (20_000, 1024, WARNING), (256, 64_000, FAILED)),
    ],
)
def test_open_files(ours: int, theirs: int | None, verdict: Verdict) -> None:
    is_(open_files.judge(ours, theirs), verdict)


@pytest.mark.parametrize(
    ("newest_min", "oldest_min", "failures", "verdict", "says"),
    [
        (None, None, 0, WARNING, "no job has ever run"),
        (5, None, 0, OK, "5 min ago"),
        (5, 3, 0, OK, ""),
        (5, 30, 0, WARNING, "waited for 30 min"),
        (5, None, 2, WARNING, "2 runs have failed"),
        (300, None, 0, FAILED, "5 h"),
    ],
)
def test_jobs(
    newest_min: int | None, oldest_min: int | None, failures: int, verdict: Verdict, says: str
) -> None:
    newest = {} if newest_min is None else {"a": NOW - timedelta(minutes=newest_min)}
    oldest = None if oldest_min is None else NOW - timedelta(minutes=oldest_min)
    is_(jobs.judge(newest, oldest, failures, NOW), verdict, says)


def test_signing_keys() -> None:
    day = timedelta(days=1)
    is_(signing_key.judge([], NOW), OK, "never been rotated")
    is_(signing_key.judge([NOW - 500 * day, NOW - 30 * day], NOW), OK, "30 days")
    is_(signing_key.judge([NOW - 400 * day, NOW + day], NOW), WARNING, "400 days")


@pytest.mark.parametrize(
    ("change", "sandbox", "says"),
    [
        ({"sender": "console"}, False, "SEEDBANK_SENDER=console"),
        ({"sender": "mailbox"}, False, "SEEDBANK_SENDER=mailbox"),
        ({"workers": 9}, True, "SEEDBANK_WORKERS=9"),
        ({"workers": 8}, True, "SEEDBANK_WORKERS=8"),
        ({"metrics_port": 9, "metrics_host": "0.0.0.0"}, True, "SEEDBANK_METRICS_HOST"),
        ({"log_level": "debug"}, True, "SEEDBANK_LOG_LEVEL"),
    ],
)
def test_risky_settings(tmp_path: Path, change: dict[str, Any], sandbox: bool, says: str) -> None:
    settings = Settings(data_dir=tmp_path, **change)
    [found] = sentences(settings, sandbox=sandbox, near=True, cores=8)
    assert says in found


def test_a_secret_beside_an_external_database(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x" * 64)
    settings = Settings(data_dir=tmp_path, mongo_url="mongodb://db.example/")
    [found] = sentences(settings, sandbox=True, near=False, cores=8)
    assert "SEEDBANK_SECRET" in found
    assert "x" * 64 not in found


def test_the_same_secret_kept_in_a_file_is_well(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x" * 64 + "\n")
    settings = Settings(data_dir=tmp_path, mongo_url="mongodb://db.example/", secret="x" * 64)
    assert sentences(settings, sandbox=True, near=False, cores=8) == []


def test_settings_that_are_well(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, workers=8, metrics_port=9464)
    assert sentences(settings, sandbox=True, near=False, cores=8) == []


def test_the_worst_decides_the_exit_code() -> None:
    def found(verdict: Verdict) -> Finding:
        return Finding(check="any", verdict=verdict, sentence=".")

    assert worst([found(OK)]).exit_code == 0
    assert worst([found(OK), found(WARNING), found(OK)]).exit_code == 1
    assert worst([found(WARNING), found(FAILED), found(OK)]).exit_code == 2
