"""The TypeScript client as anybody makes one: installed, generated from the document, compiled."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "typescript"
PROGRAM = Path(sys.executable).with_name("seedbank")
PATIENCE_S = 60


def missing() -> list[str]:
    """Which programs this machine lacks."""
    return [name for name in ("node", "npm") if shutil.which(name) is None]


def run(*words: str | Path, env: Mapping[str, str] | None = None) -> str:
    """What a program said on stdout. AssertionError with everything it said if it failed."""
    done = subprocess.run(
        words,
        cwd=FOLDER,
        env=os.environ | dict(env or {}),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}"
    return done.stdout


def install() -> None:
    """Exactly what the lock file names; from npm's own cache where it has it."""
    run("npm", "ci", "--silent", "--prefer-offline")


def generate() -> None:
    """Types from the document that this checkout serves."""
    (FOLDER / "openapi.json").write_text(run(PROGRAM, "openapi"))
    run("npm", "run", "--silent", "generate")


def compile_all() -> None:
    """tsc, with the settings of tsconfig.json. AssertionError names each error."""
    run("npm", "run", "--silent", "compile")


def journey(env: Mapping[str, str]) -> str:
    """The lines of the journey against the server of `env`."""
    return run("npm", "run", "--silent", "journey", env=env)
