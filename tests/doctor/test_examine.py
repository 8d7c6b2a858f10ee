"""The doctor on real servers: one in order, and each trouble made for real."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bson.int64 import Int64
from pymongo import MongoClient

from service.doctor import (
    clocks,
    compressors,
    election,
    indexes,
    jobs,
    lifetime,
    programme,
    risky_settings,
    schema,
    signing_key,
    transactions,
    validators,
)
from service.doctor.checks import CHECKS
from service.doctor.finding import Verdict
from service.doctor.patient import Patient
from service.doctor.run import examine, worst
from service.jobs.due import first_slot
from service.programme_demo import DEMO
from service.store import examination
from service.store.connect import connect
from service.store.programmes import first_version
from service.store.schema.page import PROGRAMMES, SLOTS
from tests.doctor.conftest import patient_of
from tests.store.servers import start

Admin = MongoClient[dict[str, Any]]
BOTH = pytest.mark.parametrize("driver", ["pymongo", "motor"])


@BOTH
async def test_a_database_in_order(mongo_url: str, database_name: str, driver: str) -> None:
    await (await connect(mongo_url, database_name)).close()
    async with patient_of(mongo_url, database_name, driver=driver) as patient:
        found = {each.check: each for each in await examine(patient)}
    assert list(found) == [check.name for check in CHECKS]
    assert [name for name, each in found.items() if each.verdict is Verdict.FAILED] == []
    for name in ("replica set", "transactions", "clocks", "schema", "indexes", "validators"):
        assert found[name].verdict is Verdict.OK, found[name]
    for each in found.values():
        assert each.sentence.endswith(".")
        assert "\n" not in each.sentence


async def test_a_database_that_nobody_has_served(mongo_url: str, unused_name: str) -> None:
    async with patient_of(mongo_url, unused_name) as patient:
        found = {each.check: each for each in await examine(patient)}
    assert worst(list(found.values())) is Verdict.WARNING
    for name in ("schema", "indexes", "validators", "programme", "jobs"):
        assert found[name].verdict is Verdict.WARNING, found[name]


@BOTH
async def test_a_standalone_server_stops_the_rest(standalone: str, driver: str) -> None:
    async with patient_of(standalone, "any", driver=driver) as patient:
        [only] = await examine(patient)
    assert (only.check, only.verdict) == ("replica set", Verdict.FAILED)
    assert "--replSet rs0" in only.sentence


async def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300"
    async with patient_of(url, "any") as patient:
        [only] = await examine(patient)
    assert only.verdict is Verdict.FAILED
    assert "does not answer" in only.sentence


async def test_a_server_as_it_comes(standalone: str) -> None:
    async with patient_of(standalone, "any") as patient:
        zlib = await compressors.look(patient)
        locked = await lifetime.look(patient)
        with pytest.raises(Exception, match="replica set"):
            await transactions.look(patient)
    assert zlib.verdict is Verdict.WARNING
    assert "CVE-2025-14847" in zlib.sentence
    assert locked.verdict is Verdict.WARNING
    assert "60 s" in locked.sentence
    assert "transactionLifetimeLimitSeconds=5" in locked.sentence


async def test_changed_parameters_of_a_replica_set(data_dir: Path) -> None:
    with start(data_dir) as server:
        with MongoClient[dict[str, Any]](server.url) as admin:
            admin.admin.command({"setParameter": 1, "transactionLifetimeLimitSeconds": 45})
            config = admin.admin.command("replSetGetConfig")["config"]
            config["settings"]["electionTimeoutMillis"] = 12_000
            config["version"] += 1
            admin.admin.command({"replSetReconfig": config})
        async with patient_of(server.url, "any") as patient:
            locked, elections = await lifetime.look(patient), await election.look(patient)
    assert (locked.verdict, "45 s" in locked.sentence) == (Verdict.WARNING, True)
    assert (elections.verdict, "12 s" in elections.sentence) == (Verdict.WARNING, True)


async def test_a_user_who_may_not_look(
    mongo_url: str, database_name: str, admin: Admin, patient: Patient
) -> None:
    admin[database_name].command(
        "createUser", "plain", pwd="plain", roles=[{"role": "readWrite", "db": database_name}]
    )
    place = mongo_url.partition("@")[2].partition("/")[0]
    url = f"mongodb://plain:plain@{place}/?authSource={database_name}&replicaSet=rs0"
    async with patient_of(url, database_name) as plain:
        found = {each.check: each for each in await examine(plain)}
    admin[database_name].command("dropUser", "plain")
    for name in ("transaction lifetime", "elections"):
        assert found[name].verdict is Verdict.WARNING
        assert "clusterMonitor" in found[name].sentence
    assert found["indexes"].verdict is Verdict.OK


async def test_a_dropped_index(patient: Patient, admin: Admin, database_name: str) -> None:
    admin[database_name]["transfers"].drop_index("account_1_at_-1__id_-1_reason_1")
    found = await indexes.look(patient)
    assert found.verdict is Verdict.FAILED
    assert "transfers.account_1_at_-1__id_-1_reason_1" in found.sentence


async def test_an_index_that_nobody_asked_for(
    patient: Patient, admin: Admin, database_name: str
) -> None:
    admin[database_name]["transfers"].create_index([("amount", 1)])
    found = await indexes.look(patient)
    assert found.verdict is Verdict.WARNING
    assert "transfers.amount_1" in found.sentence


async def test_a_validator_that_somebody_switched_off(
    patient: Patient, admin: Admin, database_name: str
) -> None:
    admin[database_name].command("collMod", "accounts", validator={})
    found = await validators.look(patient)
    assert found.verdict is Verdict.WARNING
    assert found.sentence.startswith("accounts has another validator")


@pytest.mark.parametrize(
    ("number", "verdict", "says"),
    [(10_000, Verdict.FAILED, "run the newer program"), (1, Verdict.WARNING, "back up first")],
)
async def test_a_schema_of_another_time(
    patient: Patient,
    admin: Admin,
    database_name: str,
    number: int,
    verdict: Verdict,
    says: str,
) -> None:
    admin[database_name]["meta"].update_one({"_id": "schema"}, {"$set": {"number": number}})
    found = await schema.look(patient)
    assert (found.verdict, says in found.sentence) == (verdict, True)


@pytest.mark.parametrize("ahead_s", [-90, 90, 2])
async def test_a_clock_that_is_wrong(
    patient: Patient, monkeypatch: pytest.MonkeyPatch, ahead_s: float
) -> None:
    wrong = SimpleNamespace(time=lambda: time.time() + ahead_s, monotonic=time.monotonic)
    monkeypatch.setattr(examination, "time", wrong)
    found = await clocks.look(patient)
    assert found.verdict is (Verdict.FAILED if abs(ahead_s) > 60 else Verdict.WARNING)
    assert ("behind" if ahead_s > 0 else "ahead of") in found.sentence


async def test_a_programme_that_is_none(patient: Patient, admin: Admin, database_name: str) -> None:
    programmes = admin[database_name]["programmes"]
    row = PROGRAMMES.encode(first_version(DEMO))
    programmes.insert_one({**row, "document": b"{}"})
    assert (await programme.look(patient)).verdict is Verdict.FAILED
    programmes.replace_one({"_id": row["_id"]}, row)
    found = await programme.look(patient)
    assert (found.verdict, found.sentence) == (
        Verdict.OK,
        "demo, a sandbox; version 1 is in force.",
    )


@pytest.mark.parametrize(
    ("ago", "offset", "verdict", "says"),
    [
        (timedelta(minutes=1), timedelta(0), Verdict.OK, "1 jobs"),
        (timedelta(hours=5), timedelta(0), Verdict.FAILED, "nobody keeps time"),
        (timedelta(minutes=1), timedelta(days=3), Verdict.FAILED, "nobody keeps time"),
    ],
)
async def test_nobody_runs_what_is_due(
    patient: Patient,
    admin: Admin,
    database_name: str,
    ago: timedelta,
    offset: timedelta,
    verdict: Verdict,
    says: str,
) -> None:
    slot = first_slot("lock_games", datetime.now(UTC) - ago)
    admin[database_name]["slots"].insert_one(SLOTS.encode(slot))
    ahead = {"$set": {"offset_ms": Int64(offset // timedelta(milliseconds=1))}}
    admin[database_name]["clocks"].update_one(
        {"_id": "current"},
        ahead | {"$setOnInsert": {"sandbox": True, "version": Int64(1)}},
        upsert=True,
    )
    found = await jobs.look(patient)
    assert (found.verdict, says in found.sentence) == (verdict, True), found


async def test_a_key_that_was_never_rotated(patient: Patient) -> None:
    assert (await signing_key.look(patient)).verdict is Verdict.OK


async def test_no_setting_is_risky_in_a_sandbox(
    patient: Patient, admin: Admin, database_name: str
) -> None:
    admin[database_name]["programmes"].insert_one(PROGRAMMES.encode(first_version(DEMO)))
    assert (await risky_settings.look(patient)).verdict is Verdict.OK
