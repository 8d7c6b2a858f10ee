"""`seedbank programme`, as a person starts it."""

import getpass
import json
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from service.members.consents import Purpose
from service.programme import Programme, write
from service.programme.numbers import ChangeNumbers
from service.programme.schema import schema_text
from service.programme_demo import DEMO
from tests.people import DAY, HOUR
from tests.serving import SECRET, Serving, run, serving

pytestmark = pytest.mark.slow


def programme(*arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """`seedbank programme ...`."""
    return run("programme", *arguments, **settings)


def file_of(folder: Path, document: bytes) -> str:
    """A file with this document."""
    file = folder / "programme.json"
    file.write_bytes(document)
    return str(file)


def test_the_schema_needs_no_database() -> None:
    printed = programme("schema")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout.encode() == schema_text()


def test_a_document_that_can_be_used(tmp_path: Path) -> None:
    file = file_of(tmp_path, write(DEMO))
    found = programme("lint", file)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == f"{file}: demo version 1 can be used\n"


def test_texts_without_a_translation_are_named_and_are_no_fault(tmp_path: Path) -> None:
    document = json.loads(write(DEMO))
    document["boards"][0]["title"] = "Seeds of the week"
    del document["translations"]["zh-CN"]["Seeds this week"]
    found = programme("lint", file_of(tmp_path, json.dumps(document).encode()))
    assert (found.returncode, found.stderr) == (0, "")
    assert "not in zh-CN: 'Seeds of the week'" in found.stdout


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (b"", ["Input data was truncated"]),
        (b"{}", ["missing required field"]),
        (
            write(DEMO).replace(b'"seeds": 20', b'"seeds": -20'),
            ["Expected `int` >= 1 - at `$.tasks[1].seeds`"],
        ),
        (write(DEMO).replace(b'"zone"', b'"zome"'), ["unknown field `zome`"]),
        (
            write(DEMO)
            .replace(b"Europe/Berlin", b"Mars/Base")
            .replace(b'"level": "sprout",\n      "rental"', b'"level": "oak",\n      "rental"'),
            ["'Mars/Base' is not an IANA time zone", "level 'oak' is not in the scheme"],
        ),
    ],
)
def test_all_that_is_wrong_is_said(tmp_path: Path, document: bytes, says: list[str]) -> None:
    file = file_of(tmp_path, document)
    found = programme("lint", file)
    assert (found.returncode, found.stdout) == (1, "")
    lines = found.stderr.splitlines()
    assert len(lines) == len(says), lines
    for line, said in zip(lines, says, strict=True):
        assert line.startswith(f"{file}: ")
        assert said in line


def test_a_file_that_is_not_there() -> None:
    found = programme("lint", "/nothing/here.json")
    assert (found.returncode, found.stdout) == (2, "")
    assert "No such file" in found.stderr


WHO = f"console:{getpass.getuser()}"
SOON = datetime.now(UTC).replace(microsecond=0) + HOUR


@pytest.fixture
def settings(mongo_url: str, database_name: str) -> dict[str, object]:
    return {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}


# What stands when things are taken out: a translation of what is not there is a fault.
BARE: dict[str, Any] = {"translations": {}, "consent_texts": DEMO.consent_texts[: len(Purpose)]}


def second(**changes: Any) -> bytes:
    """The demo's second version, which takes effect in an hour."""
    return write(msgspec.structs.replace(DEMO, **{"version": 2, "effective_at": SOON} | changes))


def test_an_operator_drafts_compares_and_applies_a_version(
    settings: dict[str, object], tmp_path: Path, admin: Any, database_name: str
) -> None:
    assert run("clock", **settings).returncode == 0  # a database begins with the demo
    drafted = programme("show", "--next", **settings)
    assert (drafted.returncode, drafted.stderr) == (0, "")
    document = json.loads(drafted.stdout)
    assert document["version"] == 2
    document["numbers"]["ledger"]["ripe_days"] = 45
    document["tasks"][1]["seeds"] = 15
    file = file_of(tmp_path, json.dumps(document).encode())
    compared = programme("diff", file, **settings)
    assert (compared.returncode, compared.stderr) == (0, "")
    assert compared.stdout.splitlines() == [
        "! tasks[return-umbrella].seeds: 20 -> 15",
        "  numbers.ledger.ripe_days: 30 -> 45",
        "",
        "! members have to be told: it gives them less, or asks more of them",
    ]
    applied = programme("apply", file, "--reason", "a longer spring", **settings)
    assert (applied.returncode, applied.stderr) == (0, "")
    assert applied.stdout.startswith("demo version 2 takes effect at 20")
    row = admin[database_name].audit_log.find_one({"action": "apply_programme"})
    assert (row["actor"], row["subject"], row["reason"]) == (WHO, "programme:2", "a longer spring")
    again = programme("apply", file, "--reason", "by mistake", **settings)
    assert (again.returncode, again.stderr) == (0, "")
    assert "version 2 was stored before: it takes effect at" in again.stdout
    assert admin[database_name].programmes.count_documents({}) == 2
    listed = programme("versions", **settings).stdout.splitlines()
    assert listed[0] == "version 1: in force since 2026-01-01T00:00:00+00:00"
    assert listed[1].startswith("version 2: takes effect at ")
    assert listed[2] == "  ! tasks[return-umbrella].seeds: 20 -> 15"
    assert run("check", **settings).returncode == 0


def test_what_is_shown_can_be_linted_and_is_the_version_asked_for(
    settings: dict[str, object], tmp_path: Path
) -> None:
    file = file_of(tmp_path, second(perks=(), **BARE))
    assert run("clock", **settings).returncode == 0
    assert programme("apply", file, "--reason", "no perks", **settings).returncode == 0
    shown = programme("show", **settings)
    assert shown.stderr == "version 2 is announced: see --version 2\n"
    assert msgspec.json.decode(shown.stdout, type=Programme) == DEMO
    announced = programme("show", "--version", "2", **settings)
    assert (announced.returncode, announced.stderr) == (0, "")
    assert programme("lint", file_of(tmp_path, announced.stdout.encode())).returncode == 0
    assert json.loads(announced.stdout)["perks"] == []
    back = programme("diff", file_of(tmp_path, write(DEMO)), "--against", "2", **settings)
    lines = back.stdout.splitlines()
    assert {"  perks[umbrella]: added", "  perks[bicycle]: added"} <= set(lines)
    assert "! consent_texts[score zh-CN]: added" in lines
    assert programme("show", "--version", "9", **settings).returncode == 1
    assert programme("show", "--version", "1", "--next", **settings).returncode == 2


def test_a_new_database_begins_with_a_programme_of_ones_own(
    settings: dict[str, object], tmp_path: Path, admin: Any, database_name: str
) -> None:
    own = msgspec.structs.replace(DEMO, id="spring", sandbox=False)
    refused = programme("apply", file_of(tmp_path, second()), "--reason", "begin", **settings)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "has no programme yet: apply one as version 1" in refused.stderr
    assert programme("show", **settings).returncode == 2
    assert admin[database_name].programmes.count_documents({}) == 0
    began = programme("apply", file_of(tmp_path, write(own)), "--reason", "begin", **settings)
    assert (began.returncode, began.stderr) == (0, "")
    assert "spring is no sandbox" in run("clock", **settings).stdout
    assert admin[database_name].audit_log.count_documents({"subject": "programme:1"}) == 1


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (b"{}", "missing required field"),
        (second(version=3), "The next version is 2, not 3"),
        (second(version=1), "There is a version 1 already"),
        (second(boards=(), games=(), **BARE), "The board seeds-weekly stays"),
    ],
)
def test_what_cannot_follow_is_refused_and_nothing_is_stored(
    settings: dict[str, object],
    tmp_path: Path,
    admin: Any,
    database_name: str,
    document: bytes,
    says: str,
) -> None:
    assert run("clock", **settings).returncode == 0
    applied = programme("apply", file_of(tmp_path, document), "--reason", "why", **settings)
    assert (applied.returncode, applied.stdout) == (1, "")
    assert says in applied.stderr
    assert admin[database_name].programmes.count_documents({}) == 1
    assert admin[database_name].audit_log.count_documents({"action": "apply_programme"}) == 0


def test_a_reason_is_asked_for(settings: dict[str, object], tmp_path: Path) -> None:
    ended = programme("apply", file_of(tmp_path, second()), **settings)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "--reason" in ended.stderr


def test_all_that_stands_against_it_is_said_before(
    settings: dict[str, object], tmp_path: Path
) -> None:
    assert run("clock", **settings).returncode == 0
    wrong = second(
        zone="UTC",
        effective_at=SOON - DAY,
        numbers=msgspec.structs.replace(DEMO.numbers, changes=ChangeNumbers(notice_seconds=60)),
    )
    compared = programme("diff", file_of(tmp_path, wrong), **settings)
    assert compared.returncode == 1
    assert '  zone: "Europe/Berlin" -> "UTC"' in compared.stdout.splitlines()
    assert len(compared.stderr.splitlines()) == 2
    same = programme("diff", file_of(tmp_path, second()), **settings)
    assert (same.returncode, same.stdout) == (0, "nothing differs\n")


def test_a_server_of_several_workers_goes_over_at_the_time_and_not_before(
    settings: dict[str, object], tmp_path: Path
) -> None:
    longer = msgspec.structs.replace(DEMO.numbers.ledger, ripe_days=45)
    numbers = msgspec.structs.replace(DEMO.numbers, ledger=longer)
    with serving(tmp_path / "output", workers=2, **settings) as server:
        file = file_of(tmp_path, second(numbers=numbers))
        applied = programme("apply", file, "--reason", "a longer spring", **settings)
        assert (applied.returncode, applied.stderr) == (0, "")
        until(lambda: _versions(server) == {2})
        assert _days(server) == {30}
        assert run("clock", "--forward", "2h", "--jump", **settings).returncode == 0
        until(lambda: _days(server) == {45})
        assert server.stop() == 0


def until(true: Callable[[], bool], within_s: float = 2.0) -> None:
    """What every process is promised to need at most."""
    deadline = time.monotonic() + within_s
    while not true():
        assert time.monotonic() < deadline


def _versions(server: Serving) -> set[int]:
    """The last version that workers know; asked often enough to have met both."""
    told = [_fresh(server, "/v1/programme/versions").json()["versions"][0] for _ in range(8)]
    return {each["version"] for each in told}


def _days(server: Serving) -> set[int]:
    told = [_fresh(server, "/v1/programme").json()["numbers"]["ledger"] for _ in range(8)]
    return {each["ripe_days"] for each in told}


def _fresh(server: Serving, path: str) -> Any:
    """On a connection of its own, which any worker may take."""
    return httpx.get(f"http://127.0.0.1:{server.port}{path}", timeout=20)
