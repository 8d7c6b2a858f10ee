"""`seedbank clock`, as a person starts it; and a running server that follows it."""

import time
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from service.members.consents import Purpose
from service.programme import consent_text
from service.programme_demo import DEMO
from service.store.programmes import first_version
from service.store.schema.page import PROGRAMMES
from tests.people import DAY, HOUR
from tests.serving import SECRET, Serving, run, serving

pytestmark = pytest.mark.slow

MS_OF_A_DAY = 86_400_000


@pytest.fixture
def settings(mongo_url: str, database_name: str) -> dict[str, object]:
    return {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}


def test_it_shows_and_moves_and_says_what_ran(
    settings: dict[str, object], admin: Any, database_name: str
) -> None:
    shown = run("clock", **settings)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.endswith(", 0:00:00 ahead of the server: demo is a sandbox\n")
    moved = run("clock", "--forward", "2d", **settings)
    assert (moved.returncode, moved.stderr) == (0, "")
    lines = moved.stdout.splitlines()
    assert "publish_scores: 2 runs" in lines
    assert "2 days, 0:00:00 ahead of the server" in lines[-1]
    jumped = run("clock", "--forward", "1d", "--jump", **settings)
    assert len(jumped.stdout.splitlines()) == 1
    assert admin[database_name].clocks.find_one()["offset_ms"] == 3 * MS_OF_A_DAY
    assert admin[database_name].slots.count_documents({"job": "publish_scores"}) == 3


def test_a_time_may_be_given(settings: dict[str, object]) -> None:
    moved = run("clock", "--to", "2027-06-06T00:00:00+02:00", "--jump", **settings)
    assert (moved.returncode, moved.stderr) == (0, "")
    assert moved.stdout.startswith("2027-06-06T00:00:0")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--forward", "0d"], "only be moved forwards, not by 0:00:00"),
        (["--forward", "-1d"], "'-1d' is not a span of time"),
        (["--forward", "soon"], "'soon' is not a span of time"),
        (["--forward", "401d"], "by 400 days, 0:00:00 at most"),
        (["--to", "2020-01-01T00:00:00Z"], "only be moved forwards"),
        (["--to", "2999-01-01T00:00:00Z"], "at most in this call"),
        (["--to", "tomorrow"], "'tomorrow' is not a time with its offset"),
        (["--to", "2027-01-01T00:00:00"], "is not a time with its offset"),
        (["--to", "2020-01-01T00:00:00Z", "--jump"], "only be moved forwards"),
        (["--forward", "1d", "--to", "2027-01-01T00:00:00Z"], "not both"),
        (["--jump"], "--jump needs --forward or --to"),
    ],
)
def test_what_cannot_be_is_refused(
    settings: dict[str, object], admin: Any, database_name: str, arguments: list[str], said: str
) -> None:
    ended = run("clock", *arguments, **settings)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr
    clock = admin[database_name].clocks.find_one()
    assert clock is None or clock["offset_ms"] == 0


def test_a_real_programmes_clock_is_shown_and_left_alone(
    settings: dict[str, object], admin: Any, database_name: str
) -> None:
    first = first_version(msgspec.structs.replace(DEMO, sandbox=False))
    admin[database_name].programmes.insert_one(PROGRAMMES.encode(first))
    assert "demo is no sandbox" in run("clock", **settings).stdout
    for arguments in (["--forward", "1d"], ["--forward", "1d", "--jump"]):
        ended = run("clock", *arguments, **settings)
        assert (ended.returncode, ended.stdout) == (2, "")
        assert "it is no sandbox" in ended.stderr
    assert admin[database_name].clocks.find_one()["offset_ms"] == 0


def test_a_server_follows_runs_nothing_twice_and_keeps_its_tokens(
    settings: dict[str, object], admin: Any, database_name: str, tmp_path: Path
) -> None:
    with serving(tmp_path / "output", **settings) as server:
        bearer = _member(server)
        before = _now(server, bearer)
        moved = run("clock", "--forward", "20d", **settings)
        assert moved.returncode == 0, moved.stderr
        deadline = time.monotonic() + 1  # what every process is promised to need at most
        while (ahead := _now(server, bearer) - before) < 20 * DAY and time.monotonic() < deadline:
            pass
        assert 20 * DAY <= ahead < 20 * DAY + HOUR
        assert server.stop() == 0
    done = list(admin[database_name].slots.find({"job": "publish_scores", "state": "done"}))
    assert len(done) == 20
    assert {raw["token"] for raw in done} == {1}


def _member(server: Serving) -> dict[str, str]:
    """What an active member's requests carry. The token is from before the move."""
    key, contact = {"Idempotency-Key": "k"}, {"contact": "alice@example.org"}
    assert server.http.post("/v1/sign-in/codes", json=contact, headers=key).is_success
    typed = contact | {"code": server.code_for("alice@example.org"), "device": "phone"}
    signed = server.http.post("/v1/sign-in/tokens", json=typed, headers=key).json()
    bearer = key | {"Authorization": f"Bearer {signed['access_token']}"}
    text = consent_text(DEMO, Purpose.ENROLMENT).sha256
    body = {
        "text_sha256": text,
        "display_name": "Alice",
        "zone": "Europe/Berlin",
        "birth_year": 1990,
    }
    assert server.http.post("/v1/me/activation", json=body, headers=bearer).is_success
    return bearer


def _now(server: Serving, bearer: dict[str, str]) -> datetime:
    """Domain time, as boards tell it."""
    board = server.http.get("/v1/boards/seeds-weekly", headers=bearer)
    assert board.status_code == 200, board.text
    return datetime.fromisoformat(board.json()["now"])
