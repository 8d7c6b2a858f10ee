"""`seedbank programme`, as a person starts it."""

import json
import subprocess
from pathlib import Path

import pytest

from service.programme import write
from service.programme.schema import schema_text
from service.programme_demo import DEMO
from tests.serving import run

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
