"""A life with everything in it: Alice does all that can be done, with canaries wherever she can."""

import json
from datetime import timedelta
from typing import Any

import jwt

from service.members.consents import PROGRAMME, Purpose
from service.members.erasure.erase import CONFIRMATION
from tests.archive.made import FILES, packed
from tests.http.canaries import NEXT_ZONE, YEAR, ZONE, Canaries
from tests.http.doors import KIOSK, Doors, somebody, text
from tests.http.test_games import game_of, guess, run
from tests.live.conftest import BOARD

MS = timedelta(milliseconds=1)


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
        # Unverified: the key may be another process's.
        self.account = jwt.decode(self.token, options={"verify_signature": False})["sub"]

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
        order = self.birds.plant("order")
        wanted = {"merchant": KIOSK, "seeds": 4, "minutes": 15, "what": order}
        hold = (await self.call("POST", "/v1/me/holds", wanted))["id"]
        await self.call("POST", f"/v1/merchant/holds/{hold}/post", {"seeds": 2}, self.kiosk)
        await self.call("POST", "/v1/me/gifts", {"charity": "meadow-relief", "seeds": 3})

    async def buys(self) -> None:
        """Two coffees, of which she drinks one."""
        one, _ = [
            await self.call("POST", "/v1/me/vouchers", {"perk": "coffee", "merchant": KIOSK})
            for _ in range(2)
        ]
        shown = {"code": one["code"]}
        await self.call("POST", "/v1/merchant/vouchers/redeem", shown, self.kiosk)

    async def shows_a_pass(self) -> Any:
        wanted = {"perk": "umbrella", "merchant": KIOSK}
        shown = (await self.call("POST", "/v1/me/passes", wanted))["token"]
        return await self.call("POST", "/v1/merchant/checks", {"token": shown}, self.kiosk)

    async def lends(self) -> None:
        rental = (await self.shows_a_pass())["rental"]
        lent = f"/v1/merchant/rentals/{rental}"
        for step in ("authorise", "hand-over"):
            await self.call("POST", f"{lent}/{step}", {}, self.kiosk)
        said = {"statement": self.birds.plant("fault", "It does not open, says {}")}
        await self.call("POST", f"/v1/me/rentals/{rental}/fault", said)
        for step in ("return", "settle"):
            await self.call("POST", f"{lent}/{step}", {}, self.kiosk)

    async def shows_badges(self) -> None:
        """What she has kept, to two sites; one of them looks, one is taken off the list again."""
        wanted, badge = {"merchant": "swift-couriers"}, "/v1/me/badges/delivery-badge/shares"
        await self.doors.consent(self.token, Purpose.BADGE, "swift-couriers")
        old = (await self.call("POST", badge, wanted))["share"]
        await self.call("DELETE", f"{badge}/{old}")
        code = self.birds.keep("badge's code", (await self.call("POST", badge, wanted))["share"])
        site = await self.doors.merchant("swift-couriers")
        await self.call("GET", f"/v1/merchant/badges/{code}", token=site)

    async def objects(self) -> None:
        [look, *_] = (await self.call("GET", "/v1/me/access-log"))["looks"]
        said = {"statement": self.birds.plant("statement", "I was not there, says {}")}
        await self.call("POST", f"/v1/me/access-log/{look['id']}/challenge", said)

    async def chooses(self) -> None:
        await self.call("PUT", f"/v1/me/muted/{KIOSK}", {})
        await self.call("POST", "/v1/me/consents/review", {})
        await self.call("PUT", "/v1/me/zone", {"zone": self.birds.keep("next zone", NEXT_ZONE)})

    async def doubts(self) -> None:
        """Of what counts for her, one thing is wrong."""
        [fact, *_] = (await self.call("GET", "/v1/me/evidence"))["evidence"]
        said = {"statement": self.birds.plant("doubt", "That was somebody else, says {}")}
        await self.call("POST", f"/v1/me/evidence/{fact['evidence']}/challenge", said)

    async def brings_along(self) -> None:
        """What another programme says of her."""
        source = self.birds.plant("source elsewhere")
        facts = [{"id": "e1", "kind": "rental_kept", "at": "2026-03-01T12:00:00Z"}]
        facts = [each | {"source": source, "status": "counted"} for each in facts]
        archive = packed(FILES | {"evidence.json": json.dumps(facts).encode()})
        zipped = {"content": archive, "headers": {"Content-Type": "application/zip"}}
        brought = await self.doors.call("POST", "/v1/me/imports", self.token, **zipped)
        assert brought.status_code == 201, brought.text

    async def invites(self) -> str:
        return str((await self.call("POST", "/v1/me/invitations"))["code"])

    def keeps_ids(self) -> None:
        """What only the database knows her by."""
        member = self.database.members.find_one({"account": self.account})
        self.birds.keep("member id", member["_id"])
        self.birds.keep("contact hash", member["contact_hash"])

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
    await life.buys()
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
    await life.shows_badges()
    await life.objects()
    await life.chooses()
    await life.doubts()
    await life.brings_along()
    life.keeps_ids()
    return life, game.id
