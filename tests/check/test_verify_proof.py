"""`seedbank verify` on the proof of a transfer: a file, a key, and nothing else."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from rewards.ledger.days.signature import text_of
from service.cli.verify import verify
from service.http.absent import without_nulls
from tests.rewards.games.helpers import bundled
from tests.rewards.ledger.days.helpers import KEY, OTHER_KEY
from tests.rewards.ledger.days.test_proof import CHANGES, PROOF

MINE = text_of(KEY.public)
FILE = msgspec.json.encode(without_nulls(PROOF))


def run(tmp_path: Path, document: bytes, *more: str) -> tuple[int, str, str]:
    path = tmp_path / "proof.json"
    path.write_bytes(document)
    result = CliRunner().invoke(verify, [str(path), *more])
    return result.exit_code, result.stdout, result.stderr


def test_with_the_key_one_line_says_what_is_proved(tmp_path: Path) -> None:
    assert run(tmp_path, FILE, "--key", MINE) == (
        0,
        "task:walk:alice:n6 is right: 7 seeds from programme:mint to ripe:alice, booked at "
        "2026-03-04T12:00:06+00:00, are leaf 6 of 11 of 2026-03-04, signed with key "
        f"{KEY.id}\n",
        "",
    )


def test_without_a_key_it_says_which_one_it_has_believed(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, FILE)
    assert (code, err) == (0, "")
    assert f"compare {MINE} with GET /v1/ledger/keys" in out.splitlines()[1]


def test_another_key_is_not_believed(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, FILE, "--key", text_of(OTHER_KEY.public))
    assert (code, out) == (1, "")
    assert err.startswith("I14 task:walk:alice:n6: it names the key ")


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_said(tmp_path: Path, name: str) -> None:
    change, wanted = CHANGES[name]
    code, out, err = run(tmp_path, msgspec.json.encode(change(PROOF)), "--key", MINE)
    assert (code, out) == (1, "")
    assert wanted in err
    assert all(line.startswith("I14 ") for line in err.splitlines())


@pytest.mark.parametrize(
    "document",
    [
        b'{"signed": 1}',
        b'{"signed": {}}',
        msgspec.json.encode(replace(PROOF, path="x")),
        msgspec.json.encode(replace(PROOF, index="6")),
        msgspec.json.encode(replace(PROOF, transfer=replace(PROOF.transfer, amount=0))),
        msgspec.json.encode(replace(PROOF, transfer=replace(PROOF.transfer, reason="gift of god"))),
        b"[" * 100_000,
        b"",
    ],
)
def test_what_is_no_proof_is_one_line(tmp_path: Path, document: Any) -> None:
    code, out, err = run(tmp_path, document)
    assert (code, out) == (1, "")
    assert "this is nothing that can be verified" in err
    assert len(err.splitlines()) == 1


def test_a_bundle_has_no_key(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, msgspec.json.encode(bundled()), "--key", MINE)
    assert code == 2
    assert "--key is for proofs and days of the ledger" in err
