"""`seedbank verify` on the bundle of a game: a file, and nothing else."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from rewards.games.guess import Answer
from rewards.games.verify_game import GameBundle
from service.cli.verify import verify
from tests.rewards.games.helpers import bundled

replace = msgspec.structs.replace
GAME = bundled()
WRONG = replace(GAME.entries[0].last, answer=Answer(podium=("b1", "b0")))


def run(tmp_path: Path, document: bytes) -> tuple[int, str, str]:
    path = tmp_path / "bundle.json"
    path.write_bytes(document)
    result = CliRunner().invoke(verify, [str(path)])
    return result.exit_code, result.stdout, result.stderr


def test_a_sound_game_is_verified(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, msgspec.json.encode(GAME))
    assert (code, err) == (0, "")
    assert out.startswith("settlement:game.g1:1 is right")


@pytest.mark.parametrize(
    "forged",
    [
        replace(GAME, entries=(replace(GAME.entries[0], guesses=(WRONG,)), *GAME.entries[1:])),
        replace(GAME, entries=GAME.entries[1:]),
        replace(GAME, game=replace(GAME.game, root="0" * 64)),
        replace(GAME, game=replace(GAME.game, locks_at=GAME.game.opens_at)),
        replace(GAME, game=replace(GAME.game, outcome=None)),
    ],
)
def test_what_was_changed_is_said(tmp_path: Path, forged: GameBundle) -> None:
    code, out, err = run(tmp_path, msgspec.json.encode(forged))
    assert (code, out) == (1, "")
    assert "I12 " in err


@pytest.mark.parametrize("document", [b'{"game": 1}', b'{"game": {}}', b'{"game": {}'])
def test_what_is_no_game_is_one_line(tmp_path: Path, document: bytes) -> None:
    code, out, err = run(tmp_path, document)
    assert (code, out) == (1, "")
    assert "this is nothing that can be verified" in err
    assert "Traceback" not in err
