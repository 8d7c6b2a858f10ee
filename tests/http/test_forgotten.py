"""A whole life with a canary in every place where something personal may be; then it is erased,
and the canaries are nowhere: in no collection, no board, no bundle, no other member's page."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from service.check.run import check
from service.members.consents import PROGRAMME, Purpose
from service.members.erasure.erase import CONFIRMATION
from tests.http.canaries import YEAR, ZONE, Canaries
from tests.http.doors import KIOSK, Doors, is_problem, open_doors, somebody, text
from tests.http.test_games import game_of, guess, run
from tests.live.conftest import BOARD

pytestmark = pytest.mark.slow

MS = timedelta(milliseconds=1)


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    return admin[database_name]


class Life:
    """Alice's: she does everything that can be done."""

    def __init__(self, doors: Doors, database: Any) -> None:
        self.doors, self.database = doors, database
        self.birds = Canaries()
        self.contact = self.birds.plant("contact", "canary-{}@example.org")
        self.token = self.kiosk = ""

    async def call(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        options = {} if body is None else {"json": body}
        answer = await self.doors.call(method, path, token or self.token, **options)
        assert answer.is_success, f"{path}: {answer.text}"
        return answer.json() if answer.content else None

    async def joins(self) -> None:
        await self.signs_in("phone, which gets another name")
        body = {
            "text_sha256": text(Purpose.ENROLMENT),
            "display_name": self.birds.plant("first name", "Bird {}"),
            "zone": ZONE,
            "birth_year": YEAR,
        }
        await self.call("POST", "/v1/me/activation", body)
        name = self.birds.plant("second name", "Bird {}")
        await self.call("PATCH", "/v1/me", {"display_name": name})
        for purpose, whom in (
            (Purpose.SCORE, PROGRAMME),
            (Purpose.BOARD, BOARD),
            (Purpose.ELIGIBILITY, KIOSK),
        ):
            await self.doors.consent(self.token, purpose, whom)

    async def signs_in(self, device: str) -> None:
        asked = await self.doors.call("POST", "/v1/sign-in/codes", json={"contact": self.contact})
        assert asked.status_code == 202
        typed = {
            "contact": self.contact,
            "code": self.doors.code_for(self.contact),
            "device": self.birds.plant(device),
        }
        self.token = (await self.call("POST", "/v1/sign-in/tokens", typed))["access_token"]
        access = self.doors.keys.read_access(self.token, self.doors.clock.server_now())
        assert access is not None
        self.account = access.sub

    async def is_reached(self) -> None:
        await self.call("PUT", "/v1/me/reach", {"contact": self.contact})
        [here, *_] = (await self.call("GET", "/v1/me/devices"))["devices"]
        device, name = here["id"], self.birds.plant("renamed device")
        await self.call("PATCH", f"/v1/me/devices/{device}", {"name": name})
        push = {"provider": "gateway", "token": self.birds.plant("push token")}
        await self.call("PUT", f"/v1/me/devices/{device}/push", push)

    async def does_tasks(self) -> None:
        self.kiosk = await self.doors.merchant()
        granted = await self.doors.consent(self.token, Purpose.TASK_EVENTS, KIOSK)
        pseudonym = self.birds.keep("pseudonym", granted["pseudonym"])
        await self.call("POST", "/v1/me/tasks/return-umbrella", {})
        at = self.doors.clock.domain_now().isoformat()
        event = {"member": pseudonym, "task": "return-umbrella", "event_at": at}
        await self.call("POST", "/v1/merchant/events", event, self.kiosk)
        await self.call("POST", "/v1/me/tasks/know-your-score", {})
        answers = {"answers": [1, 2, 1]}
        await self.call("POST", "/v1/me/tasks/know-your-score/answers", answers)
        await self.call("POST", "/v1/me/collections", {})

    async def pays(self) -> None:
        wanted = {"merchant": KIOSK, "seeds": 4, "minutes": 15}
        hold = (await self.call("POST", "/v1/me/holds", wanted))["id"]
        await self.call("POST", f"/v1/merchant/holds/{hold}/post", {"seeds": 2}, self.kiosk)
        await self.call("POST", "/v1/me/gifts", {"charity": "meadow-relief", "seeds": 3})

    async def lends(self) -> None:
        wanted = {"perk": "umbrella", "merchant": KIOSK}
        shown = (await self.call("POST", "/v1/me/passes", wanted))["token"]
        checked = await self.call("POST", "/v1/merchant/checks", {"token": shown}, self.kiosk)
        rental = checked["rental"]
        for step in ("authorise", "hand-over", "return", "settle"):
            await self.call("POST", f"/v1/merchant/rentals/{rental}/{step}", {}, self.kiosk)

    async def invites(self) -> str:
        return str((await self.call("POST", "/v1/me/invitations"))["code"])

    async def leaves(self) -> Any:
        await self.call("DELETE", "/v1/me/consents/enrolment/programme")
        return await self.call("POST", "/v1/me/erasure", {"confirmation": CONFIRMATION})


async def others(life: Life, code: str) -> tuple[str, str]:
    """Bob, who came by Alice's invitation, and Carol, whose score can be guessed."""
    doors = life.doors
    bob, carol = somebody(), somebody()
    token = await doors.member(bob, name="Bob")
    named = await doors.call("POST", "/v1/me/invitation", token, json={"code": code})
    assert named.is_success
    await doors.consent(token, Purpose.BOARD, BOARD)
    token = await doors.member(carol, name="Carol")
    for purpose in (Purpose.SCORE, Purpose.GUESSABLE):
        await doors.consent(token, purpose, PROGRAMME)
    return bob, carol


async def live(doors: Doors, database: Any) -> tuple[Life, str]:
    """Months of Alice's; at the end a game that she guessed in is over."""
    life = Life(doors, database)
    await life.joins()
    await life.is_reached()
    await life.does_tasks()
    await life.pays()
    bob, _ = await others(life, await life.invites())
    await run(doors, "open_seasons", "open_games")
    game = game_of(database, "guess_score")
    assert game.target is not None
    for token, score in ((life.token, 380), (await doors.pending(bob), 450)):
        assert (await guess(doors, token, game.id, score=score)).is_success
    doors.clock.set(game.locks_at)
    await run(doors, "lock_games", "freeze_seasons")
    doors.clock.set(game.target.cut_off - MS)
    jobs = ("publish_scores", "settle_seasons", "reveal_games", "settle_games", "tell_of_games")
    await run(doors, *jobs)
    await life.signs_in("tablet")
    for purpose, whom in ((Purpose.SCORE, PROGRAMME), (Purpose.ELIGIBILITY, KIOSK)):
        await doors.consent(life.token, purpose, whom)
    await life.lends()
    members = database.members.find_one({"account": life.account})
    life.birds.keep("member id", members["_id"])
    life.birds.keep("contact hash", members["contact_hash"])
    return life, game.id


async def test_whoever_is_forgotten_is_nowhere(
    doors: Doors, database: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    life, game = await live(doors, database)
    before = life.birds.found_in_database(database)
    # All but what is sealed and what was replaced is there, or nothing below would mean anything.
    missing = {*life.birds.planted, "birth_year"} - {*before}
    assert missing == {"contact", "push token", "phone, which gets another name"}
    answer = await life.leaves()
    assert answer["state"] == "erased"
    refused = await doors.call("GET", "/v1/me", life.token)
    assert refused.status_code == 401
    await run(doors, "erase_members")
    after = life.birds.found_in_database(database)
    # What keeps who leaves from being a newcomer at once; and tries to sign in, which end in a day.
    assert after == {"contact hash": {"departures", "counters"}}
    for collection in ("reaches", "inbox", "access_log", "pseudonyms"):
        assert database[collection].count_documents({"account": life.account}) == 0
    assert database.reaches.count_documents({}) == 0

    bob = await doors.pending()
    pages = [f"/v1/games/{game}", f"/v1/games/{game}/bundle", "/v1/games", f"/v1/boards/{BOARD}"]
    for path in pages:
        shown = await doors.call("GET", path, bob)
        assert shown.is_success, shown.text
        assert life.birds.found_in(shown.text) == set(), path
    screen = await doors.call("GET", "/v1/display/board", await doors.display())
    assert life.birds.found_in(screen.text) == set()

    said = capfd.readouterr()
    assert "/v1/me/erasure" in said.out + said.err
    assert life.birds.found_in(said.out + said.err) == set()

    doors.clock.set(doors.clock.domain_now() + timedelta(days=46))
    await run(doors, "erase_members", "close_ledger_day")
    assert database.sessions.count_documents({"account": life.account}) == 0
    assert set(life.birds.found_in_database(database)) <= {"contact hash"}
    report = await check(doors.context.store, keys={doors.keys.ledger.id: doors.keys.ledger.public})
    assert report.green, report.violations


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
