"""A client generated from the document compiles strictly, and plays the journey."""

import json
import re
from pathlib import Path

import pytest

from tests.client import toolchain
from tests.client.demo import running_demo

STEP = re.compile(r"^ *(\d+) (.*?)  +(.*)$", re.MULTILINE)
STRICT = (
    "strict",
    "exactOptionalPropertyTypes",
    "noUncheckedIndexedAccess",
    "noPropertyAccessFromIndexSignature",
)
# What makes a compiler believe something.
BELIEVED = re.compile(r"\bany\b|@ts-ignore|@ts-nocheck|\bas (?!const\b)\w|<any>|!\.|\w!;")


def sources() -> list[Path]:
    return sorted((toolchain.FOLDER / "src").glob("*.ts"))


def test_versions_are_pinned_and_the_lock_names_no_address() -> None:
    package = json.loads((toolchain.FOLDER / "package.json").read_text())
    for name, version in package["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
    lock = (toolchain.FOLDER / "package-lock.json").read_text()
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    assert all("integrity" in each for name, each in packages.items() if name)


def test_the_compiler_is_told_to_believe_nothing() -> None:
    settings = json.loads((toolchain.FOLDER / "tsconfig.json").read_text())["compilerOptions"]
    assert all(settings[name] is True for name in STRICT)
    assert settings["skipLibCheck"] is False
    assert len(sources()) > 5
    for path in sources():
        code = re.sub(r"/\*.*?\*/|//.*", "", path.read_text(), flags=re.DOTALL)
        assert BELIEVED.findall(code) == [], path.name


@pytest.mark.slow
@pytest.mark.skipif(bool(toolchain.missing()), reason="there is no node, or no npm")
def test_the_generated_client_plays_the_journey(data_dir: Path) -> None:
    toolchain.install()
    toolchain.generate()
    toolchain.compile_all()
    with running_demo(data_dir) as env:
        said = toolchain.journey(env)
    found = {text: result for _, text, result in STEP.findall(said)}
    assert "all 33 steps went right" in said
    assert len(found) == 33
    for text, result in EXPECTED.items():
        assert found[text].startswith(result), said


EXPECTED = {
    "a wrong code opens nothing": "422 code_refused",
    "a body with a field too many is refused by name": "422 invalid_request",
    "without a key nothing is changed": "400 idempotency_key_missing",
    "the same key for something else is refused": "422 key_reused",
    "the same report again changes nothing": "already counted",
    "finds ripe seeds and collects them": "20 seeds, once",
    "the kiosk checks it: yes, and no score": "yes",
    "a pass is good for one check": "409 pass_used",
    "a key without the scope hands nothing over": "403 scope_missing",
    "another merchant finds no such rental": "404 rental_unknown",
    "handed over; twice is refused, with what may follow": "409 wrong_rental_state",
    "brought back, and settled": "a promise kept",
}
