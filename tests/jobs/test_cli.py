"""`seedbank job` and `seedbank jobs`, as a person starts them."""

import os
import subprocess
import sys
from typing import Any

import pytest

pytestmark = pytest.mark.slow


class Ran:
    """What a command said, and how it ended."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code = done.returncode
        self.out, self.err = done.stdout.splitlines(), done.stderr.splitlines()


@pytest.fixture
def seedbank(mongo_url: str, database_name: str) -> Any:
    settings = {
        "SEEDBANK_MONGO_URL": mongo_url,
        "SEEDBANK_DATABASE": database_name,
        # Publications are signed.
        "SEEDBANK_SECRET": "a secret of 32 characters at least",
    }

    def run(*arguments: str) -> Ran:
        command = [sys.executable, "-m", "service.cli", *arguments]
        env = os.environ | settings
        return Ran(subprocess.run(command, env=env, capture_output=True, text=True, check=False))

    return run


@pytest.mark.parametrize("name", ["publish_scores", "wither_seeds", "collect_garbage"])
def test_every_job_runs_by_name_and_again_changes_nothing(seedbank: Any, name: str) -> None:
    first, again = (seedbank("job", name, "--as-of", "2026-10-20T00:00:00Z") for _ in range(2))
    assert (first.code, first.err, len(first.out)) == (0, [], 1)
    assert first.out[0].startswith(f"{name} as of 2026-10-20T00:00:00+00:00: done")
    assert (again.code, again.out) == (0, first.out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sweep"], "There is no job 'sweep'; there are publish_scores, "),
        (["wither_seeds", "--as-of", "tomorrow"], "'tomorrow' is not a time with its offset"),
        (["wither_seeds", "--as-of", "2026-03-04T12:00:00"], "is not a time with its offset"),
        (["wither_seeds", "--as-of", "2999-01-01T00:00:00Z"], "is in the future"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    seedbank: Any, arguments: list[str], said: str
) -> None:
    ran = seedbank("job", *arguments)
    assert (ran.code, ran.out, len(ran.err)) == (2, [], 1)
    assert said in ran.err[0]


def test_jobs_lists_the_timetable_with_the_last_runs(seedbank: Any) -> None:
    seedbank("job", "wither_seeds", "--as-of", "2026-10-20T00:00:00Z")
    ran = seedbank("jobs")
    assert (ran.code, ran.err) == (0, [])
    listed = "\n".join(ran.out)
    for name in ("publish_scores", "wither_seeds", "collect_garbage"):
        assert name in listed
    assert "2026-10-20T00:00:00+00:00 done, 0 commands" in listed


def test_a_correction_is_wanted_for_a_reason_and_done_at_once(seedbank: Any) -> None:
    reason = ("--reason", "A till reported twice")
    early = seedbank("score", "revise", *reason)
    assert (early.code, early.out) == (1, [])
    assert "No scores have been published yet" in early.err[0]
    seedbank("job", "publish_scores", "--as-of", "2026-10-20T00:00:00Z")
    done = seedbank("score", "revise", *reason)
    assert (done.code, done.err, len(done.out)) == (0, [], 2)
    assert done.out[0].startswith("revision 2 of 2026-10-20")
    assert ": done, " in done.out[1]
    assert seedbank("score", "revise").code == 2
