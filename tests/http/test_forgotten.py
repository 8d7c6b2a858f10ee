"""A whole life with a canary in every place where something personal may be; then it is erased,
and the canaries are nowhere: in no collection, no board, no bundle, no other member's page."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from service.check.run import check
from service.members.erasure.erase import BLANKED, CONFIRMATION
from service.store.schema.personal import TREATMENTS, Fate
from tests.http.doors import Doors, is_problem, open_doors
from tests.http.lives import live
from tests.http.test_games import run
from tests.http.texts import PLANTED
from tests.live.conftest import BOARD
from tests.serving import SECRET
from tests.serving import run as run_program

pytestmark = pytest.mark.slow


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    return admin[database_name]


async def test_whoever_is_forgotten_is_nowhere(
    doors: Doors, mongo_url: str, database: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    life, game = await live(doors, database)
    assert {*PLANTED.values()} <= {*life.birds.planted}
    before = life.birds.found_in_database(database)
    # All but what is sealed and what was replaced is there, or nothing below would mean anything.
    missing = {*life.birds.planted, "birth_year"} - {*before}
    assert missing == {"contact", "push token", "phone, which gets another name"}
    # What leaving makes; and what is sent to a merchant's server, which has a test of its own.
    assert empty(database) == {"departures", "erasures", "deliveries", "delivery_lines"}
    account = database.accounts.find_one({"_id": life.account})
    assert {name for name in BLANKED if not account.get(name)} == {"adult_from"}
    answer = await life.leaves()
    assert answer["state"] == "erased"
    refused = await doors.call("GET", "/v1/me", life.token)
    assert refused.status_code == 401
    await run(doors, "erase_members")
    after = life.birds.found_in_database(database)
    # What keeps who leaves from being a newcomer at once; and tries to sign in, which end in a day.
    # An order's number is in what its merchant was answered, which may be asked for again for 7.
    assert after == {"contact hash": {"departures", "counters"}, "order": {"idempotency"}}
    for collection in ("reaches", "inbox", "access_log", "pseudonyms"):
        assert database[collection].count_documents({"account": life.account}) == 0
    assert database.reaches.count_documents({}) == 0

    bob = await doors.pending()
    pages = [f"/v1/games/{game}", f"/v1/games/{game}/bundle", "/v1/games", f"/v1/boards/{BOARD}"]
    for path in pages:
        shown = await doors.call("GET", path, bob)
        assert shown.is_success, shown.text
        assert life.birds.found_in(shown.text) == set(), path
    for subject in database.settlements.distinct("subject"):
        written = bundle_file(mongo_url, database.name, subject)
        assert life.birds.found_in(written) == set(), subject
    screen = await doors.call("GET", "/v1/display/board", await doors.display())
    assert life.birds.found_in(screen.text) == set()

    said = capfd.readouterr()
    assert "/v1/me/erasure" in said.out + said.err
    assert life.birds.found_in(said.out + said.err) == set()

    doors.clock.set(doors.clock.domain_now() + timedelta(days=46))
    await run(doors, "erase_members", "close_ledger_day")
    assert database.sessions.count_documents({"account": life.account}) == 0
    database.idempotency.delete_many({})  # by its index, which no test waits for
    assert set(life.birds.found_in_database(database)) <= {"contact hash"}
    report = await check(doors.context.store, keys={doors.keys.ledger.id: doors.keys.ledger.public})
    assert report.green, report.violations


def bundle_file(mongo_url: str, database: str, subject: str) -> str:
    """What `seedbank bundle` writes for anybody."""
    done = run_program("bundle", subject, mongo_url=mongo_url, database=database, secret=SECRET)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def empty(database: Any) -> set[str]:
    """The collections about members that hold nothing: a life that leaves them out proves nothing
    of them."""
    about = (each.collection.name for each in TREATMENTS if each.fate is not Fate.NOBODYS)
    return {name for name in about if database[name].find_one() is None}


async def test_a_wrong_word_forgets_nobody(doors: Doors, database: Any) -> None:
    token = await doors.member()
    refused = await doors.call("POST", "/v1/me/erasure", token, json={"confirmation": CONFIRMATION})
    is_problem(refused, 409, "wrong_state")
    await doors.call("DELETE", "/v1/me/consents/enrolment/programme", token)
    for word in (None, "", "yes", CONFIRMATION.upper()):
        body = {"confirmation": word}
        refused = await doors.call("POST", "/v1/me/erasure", token, json=body)
        assert is_problem(refused, 409, "not_confirmed")["refusal"] == {
            "confirmation": CONFIRMATION
        }
    assert database.members.count_documents({}) == 1


async def test_who_never_joined_needs_no_word(doors: Doors, database: Any) -> None:
    token = await doors.pending()
    erased = await doors.call("POST", "/v1/me/erasure", token, json={})
    assert erased.status_code == 200, erased.text
    assert "contact_kept_until" not in erased.json()
    assert database.members.count_documents({}) == 0
    again = await doors.call("POST", "/v1/me/erasure", token, json={})
    assert again.status_code == 401


async def test_the_same_request_fifty_times_is_one_erasure(doors: Doors, database: Any) -> None:
    token = await doors.pending()
    answers = await asyncio.gather(
        *(doors.call("POST", "/v1/me/erasure", token, json={}, key="once") for _ in range(20))
    )
    assert {each.status_code for each in answers} <= {200, 401}
    assert any(each.status_code == 200 for each in answers)
    assert database.erasures.count_documents({}) == 1
