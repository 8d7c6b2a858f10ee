"""`seedbank doctor` as a user meets it."""

import json
from pathlib import Path

import pytest

from tests.serving import SECRET, run

pytestmark = pytest.mark.slow


def test_warnings_and_their_exit_code(mongo_url: str, database_name: str, tmp_path: Path) -> None:
    given = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    ended = run("doctor", data_dir=tmp_path, **given)
    assert ended.returncode == 1, ended.stderr
    assert "replica set" in ended.stdout
    assert mongo_url not in ended.stdout + ended.stderr


def test_for_programs(mongo_url: str, database_name: str, tmp_path: Path) -> None:
    given = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
    ended = run("doctor", "--json", data_dir=tmp_path, **given)
    found = json.loads(ended.stdout)
    assert {"check", "verdict", "sentence"} == set(found[0])
    assert {each["verdict"] for each in found} == {"ok", "warning"}


def test_a_standalone_server(standalone: str, tmp_path: Path) -> None:
    ended = run("doctor", "--json", data_dir=tmp_path, mongo_url=standalone, secret=SECRET)
    assert ended.returncode == 2
    [only] = json.loads(ended.stdout)
    assert "standalone" in only["sentence"]
