"""Canaries planted everywhere are in no log, at any level, whatever goes wrong."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from service.clock import SystemClock
from service.flows.context import Context
from service.programme_demo import DEMO
from service.settings.readers import READERS
from service.store.connect import connect
from tests.http.doors import Doors
from tests.logs.journey import Birds, Traveller
from tests.serving import SECRET, Serving, free_port, run, serving

pytestmark = pytest.mark.slow

Admin = MongoClient[dict[str, Any]]


async def credentials(mongo_url: str, database: str, birds: Birds) -> tuple[str, str]:
    """A merchant's key and a display's token, made beside the server."""
    store = await connect(mongo_url, database)
    try:
        context = Context(store=store, clock=SystemClock(), programme=lambda: DEMO)
        nothing: Any = None
        doors = Doors(nothing, nothing, context, nothing, nothing)
        kiosk, screen = await doors.merchant(), await doors.display()
    finally:
        await store.close()
    return birds.keep("merchant key", kiosk), birds.keep("display token", screen)


def break_documents(admin: Admin, database: str, birds: Birds) -> None:
    """Accounts and members that no longer decode: what is in them would be in the exception."""
    db, past = admin[database], {"bypass_document_validation": True}
    db["accounts"].update_many({}, {"$set": {"state": birds.plant("enum")}}, **past)
    db["members"].update_many({}, {"$set": {"version": birds.plant("integer")}}, **past)
    db["accounts"].update_many({}, {"$set": {"version": birds.plant("integer")}}, **past)


def log_of(server: Serving) -> str:
    """What the server said, but for the codes that it prints on purpose, in development."""
    said = server.output.read_text().splitlines()
    return "\n".join(line for line in said if not line.startswith("code for "))


@pytest.mark.parametrize("form", ["json", "console"])
async def test_no_canary_is_in_a_log_or_a_metric(
    mongo_url: str, database_name: str, admin: Admin, tmp_path: Path, form: str
) -> None:
    birds, port = Birds(), free_port()
    secret = birds.keep("secret", f"a secret {birds.plant('secret')} of many characters")
    birds.keep("database password", mongo_url.partition("://")[2].partition("@")[0])
    given = {"mongo_url": mongo_url, "database": database_name, "secret": secret}
    given |= {"log_level": "debug", "log_format": form, "sender": "mailbox"}
    with serving(tmp_path / "out", data_dir=tmp_path, metrics_port=port, **given) as server:
        kiosk, screen = await credentials(mongo_url, database_name, birds)
        alice = Traveller(server.http, tmp_path / "mailbox", birds)
        token = alice.sign_in(birds.plant("contact", "canary-{}@example.com"))
        member = alice.enrol(token)
        alice.call("GET", "/v1/display/board", screen)
        shown = alice.call("POST", "/v1/me/passes", token, json={"perk": "umbrella"})
        event = {"task": "return-umbrella", "member": member, "event_at": "2026-03-04T12:00:00Z"}
        alice.call("POST", "/v1/merchant/events", kiosk, json=event)
        alice.go_wrong(token, kiosk)
        assert shown.status_code < 500
        assert {each.status_code for each in alice.answers} >= {200, 400, 401, 404, 413}
        assert max(each.status_code for each in alice.answers) < 500

        break_documents(admin, database_name, birds)
        broken = [alice.call("GET", path, token) for path in ("/v1/me", "/v1/me/purse")]
        broken.append(alice.call("POST", "/v1/me/collections", token, json={}))
        assert [each.status_code for each in broken] == [500, 500, 500]
        metrics = server.http.get(f"http://127.0.0.1:{port}/metrics").text
    log = log_of(server)
    assert len(birds.planted) > 100
    assert birds.found_in(log) == {}
    assert birds.found_in(metrics) == {}
    files = b"".join(path.read_bytes() for path in (tmp_path / "metrics").rglob("*.db"))
    assert birds.found_in(files.decode("utf-8", "replace")) == {}
    # The log did say what happened, or nothing above would mean anything.
    assert log.count("Traceback (most recent call last)") >= 3
    ids = [each.headers["x-request-id"] for each in alice.answers]
    assert all(id_ in log for id_ in ids)
    if form == "json":
        _each_request_is_one_line(log, ids)


def _each_request_is_one_line(log: str, ids: list[str]) -> None:
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    requests = [line for line in lines if line["event"] == "request"]
    assert sorted(line["request_id"] for line in requests if line["request_id"] in ids) == (
        sorted(ids)
    )
    shape = {"timestamp", "level", "event", "request_id", "method", "route", "status"}
    shape |= {"ms", "caller", "refusal", "replayed"}
    assert all(set(line) == shape for line in requests)
    traced = {line.get("request_id") for line in lines if "exception" in line}
    assert len(traced & set(ids)) == 3
    assert {line["caller"] for line in requests} >= {"nobody", "member", "merchant", "display"}


@pytest.mark.parametrize("command", ["serve", "check", "doctor", "jobs"])
@pytest.mark.parametrize(
    "url",
    [
        "mongodb://root:{}@127.0.0.1:1/?serverSelectionTimeoutMS=300",
        "mongodb://root:{}@127.0.0.1:1/{}?serverSelectionTimeoutMS=300&w={}",
        "mongodb://root:{}/slash@127.0.0.1:1/",
        "mongodb://root:{}@one@two/",
        "mongodb://{}:99999/",
        "http://root:{}@127.0.0.1/",
    ],
)
def test_a_bad_url_of_the_database(tmp_path: Path, command: str, url: str) -> None:
    birds = Birds()
    bad = re.sub(r"\{\}", lambda _: birds.plant("url"), url)
    ended = run(
        command,
        mongo_url=bad,
        secret=birds.keep("secret", SECRET),
        data_dir=tmp_path,
        port=free_port(),
        log_level="debug",
    )
    assert ended.returncode == 2
    assert birds.found_in(ended.stdout + ended.stderr) == {}


def test_a_wrong_password_of_the_database(mongo_url: str, tmp_path: Path) -> None:
    birds, place = Birds(), mongo_url.partition("@")[2]
    bad = f"mongodb://{birds.plant('user')}:{birds.plant('password')}@{place}"
    for command in ("serve", "doctor"):
        ended = run(command, mongo_url=bad, secret=SECRET, data_dir=tmp_path, port=free_port())
        assert ended.returncode == 2
        assert birds.found_in(ended.stdout + ended.stderr) == {}


async def test_a_sender_that_cannot_be_reached(
    mongo_url: str, database_name: str, tmp_path: Path
) -> None:
    if "gateway_url" not in READERS:
        pytest.skip("there is no such sender")
    birds = Birds()
    nobody = free_port()
    gateway = {
        "sender": "gateway",
        "gateway_url": f"http://127.0.0.1:{nobody}/{birds.plant('path')}?k={birds.plant('key')}",
        "gateway_secret": birds.plant("secret", "canary{}" + "x" * 32),
    }
    mail = {
        "sender": "smtp",
        "smtp_url": f"smtp://{birds.plant('user')}:{birds.plant('password')}@127.0.0.1:{nobody}",
        "smtp_from": "seedbank@example.com",
    }
    for number, sender in enumerate((gateway, mail)):
        given = {"mongo_url": mongo_url, "database": database_name, "secret": SECRET}
        given |= {"log_level": "debug", "data_dir": tmp_path} | sender
        with serving(tmp_path / f"out-{number}", **given) as server:
            contact = birds.plant("contact", "canary-{}@example.com")
            asked = server.http.post("/v1/sign-in/codes", json={"contact": contact})
            assert asked.status_code in (202, 502, 503), asked.text
        assert birds.found_in(log_of(server)) == {}
