"""What a member takes along and brings along: all of it, signed, and nothing of anybody else."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from click.testing import CliRunner

from rewards.ledger.days.signature import text_of
from service.archive.manifest import NAME
from service.cli.verify import verify
from service.members.consents import PROGRAMME, Purpose
from service.members.erasure.erase import CONFIRMATION
from tests.archive.made import FILES, KEY, manifest_for, packed
from tests.http.doors import KIOSK, Doors, is_problem, open_doors, text
from tests.http.test_games import run

ZIP = {"Content-Type": "application/zip"}


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> Any:
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    return admin[database_name]


async def busy(doors: Doors, name: str, contact: str | None = None) -> str:
    """A member of whom there is something to tell."""
    token, kiosk = await doors.member(contact, name=name), await doors.merchant()
    for purpose, whom in ((Purpose.SCORE, PROGRAMME), (Purpose.ELIGIBILITY, KIOSK)):
        await doors.consent(token, purpose, whom)
    linked = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    await doors.call("POST", "/v1/me/tasks/return-umbrella", token, json={})
    at = doors.clock.domain_now().isoformat()
    event = {"member": linked["pseudonym"], "task": "return-umbrella", "event_at": at}
    assert (await doors.call("POST", "/v1/merchant/events", kiosk, json=event)).is_success
    await doors.call("POST", "/v1/me/collections", token, json={})
    await doors.call("POST", "/v1/me/invitations", token)
    return token


async def export(doors: Doors, token: str, **headers: str) -> bytes:
    answer = await doors.call("POST", "/v1/me/export", token, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    return answer.content


def opened(archive: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        files = {name: found.read(name) for name in found.namelist()}
    return {
        name: json.loads(content) if name.endswith(".json") else content.decode()
        for name, content in files.items()
    }


def verified(tmp_path: Path, archive: bytes, *options: str) -> Any:
    file = tmp_path / "archive.zip"
    file.write_bytes(archive)
    return CliRunner().invoke(verify, [str(file), *options])


async def test_everything_is_in_it_and_proved_offline(doors: Doors, tmp_path: Path) -> None:
    token = await busy(doors, "Alice")
    archive = await export(doors, token)
    found = opened(archive)
    membership = found["membership.json"]
    assert (membership["display_name"], membership["birth_year"]) == ("Alice", 1990)
    words = {each["sha256"] for each in found["consents.json"]["texts"]}
    assert words == {each["grant"]["text_sha256"] for each in found["consents.json"]["history"]}
    assert text(Purpose.SCORE) in words
    assert [each["task"] for each in found["tasks.json"]] == ["return-umbrella"]
    assert sorted(each["reason"] for each in found["transfers.json"]) == ["award", "collect"]
    assert [each["kind"] for each in found["evidence.json"]] == ["contact_verified"]
    assert {each["kind"] for each in found["inbox.json"]} >= {"welcome"}
    assert len(found["merchants.json"]) == len(found["invitations.json"]) == 1
    assert [each["name"] for each in found["devices.json"]] == ["phone"]
    listed = {each["name"]: each["size"] for each in found[NAME]["manifest"]["files"]}
    assert set(listed) == set(found) - {NAME}
    right = verified(tmp_path, archive)
    assert right.exit_code == 0, right.output
    assert "compare" in right.output
    key = text_of(doors.keys.ledger.public)
    assert verified(tmp_path, archive, "--key", key).exit_code == 0
    assert verified(tmp_path, archive, "--key", "A" * 43).exit_code == 1


async def test_what_is_under_a_signed_day_is_proved_too(doors: Doors, tmp_path: Path) -> None:
    token = await busy(doors, "Alice")
    doors.clock.advance(timedelta(days=1))
    await run(doors, "close_ledger_day")
    answer = await doors.call("POST", "/v1/me/export", await doors.pending("nobody@example.org"))
    assert opened(answer.content)["proofs.json"] == []
    archive = await export(doors, doors.keys.sign_access(*_of(doors, token)))
    proofs = opened(archive)["proofs.json"]
    assert sorted(each["transfer"]["reason"] for each in proofs) == ["award", "collect"]
    said = verified(tmp_path, archive)
    assert said.exit_code == 0
    assert "2 movements of seeds proved" in said.output


def _of(doors: Doors, token: str) -> tuple[str, str, Any]:
    claims = jwt.decode(token, options={"verify_signature": False})
    return claims["sub"], claims["sid"], doors.clock.server_now()


async def test_nothing_of_anybody_else_is_in_it(doors: Doors, database: Any) -> None:
    alice, bob = await busy(doors, "Alice"), await busy(doors, "Robert")
    code = database.invitations.find_one({})["_id"]
    newcomer = await doors.member(name="Carolina")
    named = await doors.call("POST", "/v1/me/invitation", newcomer, json={"code": code})
    assert named.is_success
    accounts = {raw["_id"] for raw in database.accounts.find({})}
    for token, own, others in (
        (alice, "Alice", ("Robert", "Carolina")),
        (bob, "Robert", ("Alice",)),
    ):
        whole = json.dumps(opened(await export(doors, token)))
        mine = _of(doors, token)[0]
        assert own in whole
        assert [each for each in others if each in whole] == []
        assert [each for each in accounts - {mine} if each in whole] == []
        members = {raw["_id"] for raw in database.members.find({})}
        assert [each for each in members if each in whole] == []
        hashes = {raw["contact_hash"] for raw in database.members.find({})}
        assert [each for each in hashes if each in whole] == []
        secrets = {t["sha256"] for raw in database.sessions.find({}) for t in raw["tokens"]}
        assert [each for each in secrets if each in whole] == []


@pytest.mark.parametrize(
    ("language", "heading"), [("en", "Statement of record"), ("zh-CN", "记录说明")]
)
async def test_the_statement_is_one_page_in_the_reader_s_language(
    doors: Doors, language: str, heading: str
) -> None:
    token = await busy(doors, "Al <b>ice</b>")
    page = opened(await export(doors, token, **{"Accept-Language": language}))["statement.html"]
    assert f"<h1>{heading}</h1>" in page
    assert f'<html lang="{language}">' in page
    assert "Al &lt;b&gt;ice&lt;/b&gt;" in page
    for word in ("<script", "http://", "https://", "src=", "href="):
        assert word not in page, word


async def test_the_clock_says_how_often(mongo_url: str, database_name: str) -> None:
    async with open_doors(mongo_url, database_name, rates=None) as own:
        token = await own.member()
        for _ in range(5):
            assert (await own.call("POST", "/v1/me/export", token)).status_code == 200
        refused = await own.call("POST", "/v1/me/export", token)
        assert is_problem(refused, 429, "too_many_requests")["refusal"]["policy"] == (
            "exports_per_member"
        )


async def brings(doors: Doors, token: str, archive: bytes, **more: Any) -> Any:
    headers = more.pop("headers", ZIP)
    return await doors.call(
        "POST", "/v1/me/imports", token, content=archive, headers=headers, **more
    )


async def imports(doors: Doors, token: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await doors.call("GET", "/v1/me/imports", token)).json()[
        "imports"
    ]
    return found


async def test_what_was_reported_elsewhere_is_shown_and_never_counted(
    doors: Doors, database: Any
) -> None:
    token = await doors.member()
    before = database.evidence.count_documents({})
    answer = await brings(doors, token, packed())
    assert answer.status_code == 201, answer.text
    [shown] = await imports(doors, token)
    assert (shown["programme"], shown["key"]) == ("elsewhere", KEY.id)
    assert shown["public_key"] == text_of(KEY.public)
    assert [each["kind"] for each in shown["facts"]] == ["rental_kept"]
    assert shown["scores"] == [{"cycle": "2026-02", "value": 512}]
    assert database.evidence.count_documents({}) == before
    again = await brings(doors, token, packed())
    assert again.json()["id"] == shown["id"]
    assert len(await imports(doors, token)) == 1
    kept = opened(await export(doors, token))["imports.json"]
    assert kept[0]["reports"][0]["programme"] == "elsewhere"


async def test_it_is_the_member_s_to_take_back(doors: Doors) -> None:
    token, other = await doors.member(), await doors.member()
    id_ = (await brings(doors, token, packed())).json()["id"]
    for who, path in ((other, id_), (token, "none")):
        gone = await doors.call("DELETE", f"/v1/me/imports/{path}", who)
        is_problem(gone, 404, "report_unknown")
    gone = await doors.call("DELETE", f"/v1/me/imports/{id_}", token)
    assert gone.json() == {"report": id_}
    assert await imports(doors, token) == []


async def test_an_archive_of_here_can_be_read_elsewhere(doors: Doors) -> None:
    token, other = await busy(doors, "Alice"), await doors.member()
    answer = await brings(doors, other, await export(doors, token))
    assert answer.status_code == 201, answer.text
    assert answer.json()["facts_in_all"] == 1


@pytest.mark.parametrize(
    ("archive", "status", "code"),
    [
        (b"", 422, "archive_unreadable"),
        (b"not a zip", 422, "archive_unreadable"),
        (packed({"evidence.json": b"{}"}), 422, "archive_unreadable"),
        (packed({"evidence.json": b'[{"kind": "x", "at": "now", "source": "y"}]'}), 422,
         "archive_unreadable"),
        (packed({**FILES, "evidence.json": b"[]"}, KEY.sign_archive(manifest_for(FILES))), 422,
         "archive_not_signed"),
        (packed({"evidence.json": bytes(51_000_000)}), 413, "archive_too_large"),
        (bytes(6_000_000), 413, "archive_too_large"),
        (bytes(9_000_000), 413, "archive_too_large"),
    ],
    ids=["empty", "none", "object", "no time", "changed", "bomb", "large", "huge"],
)  # fmt: skip
async def test_what_is_not_taken(doors: Doors, archive: bytes, status: int, code: str) -> None:
    token = await doors.member()
    is_problem(await brings(doors, token, archive), status, code)
    assert await imports(doors, token) == []


async def test_another_type_is_not_read(doors: Doors) -> None:
    token = await doors.member()
    json_ = {"Content-Type": "application/json"}
    is_problem(await brings(doors, token, packed(), headers=json_), 415, "not_zip")


async def test_there_is_room_for_a_few(doors: Doors) -> None:
    token = await doors.member()
    for number in range(6):
        manifest = manifest_for(FILES, programme=f"place-{number}")
        answer = await brings(doors, token, packed(FILES, KEY.sign_archive(manifest)))
        if number == 5:
            is_problem(answer, 409, "too_many_reports")
        else:
            assert answer.status_code == 201
    programmes = [each["programme"] for each in await imports(doors, token)]
    assert programmes == [f"place-{number}" for number in (4, 3, 2, 1, 0)]


async def test_what_hides_in_a_text_is_taken_out(doors: Doors) -> None:
    fact = {"kind": "a\u202eb\u0000c", "at": "2026-03-01T12:00:00.123456Z", "source": "<b>x</b>"}
    token = await doors.member()
    archive = packed({"evidence.json": json.dumps([fact]).encode()})
    [shown] = (await brings(doors, token, archive)).json()["facts"]
    assert (shown["kind"], shown["source"]) == ("abc", "<b>x</b>")
    assert shown["at"] == "2026-03-01T12:00:00.123000Z"


async def test_who_is_forgotten_leaves_none(doors: Doors, database: Any) -> None:
    token = await doors.member()
    await brings(doors, token, packed())
    assert database.reports.count_documents({}) == 1
    await doors.call("DELETE", "/v1/me/consents/enrolment/programme", token)
    gone = await doors.call("POST", "/v1/me/erasure", token, json={"confirmation": CONFIRMATION})
    assert gone.is_success
    assert database.reports.count_documents({}) == 0
