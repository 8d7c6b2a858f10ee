"""Offline passes from the member's phone over a till without a network to the upload."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from rewards.perks.offline.token import read_token, token_of
from service.check.run import check
from service.keys.ledger_key import LedgerKey
from service.members.consents import Purpose
from tests.http.doors import BIKES, KIOSK, Doors, is_problem, open_doors, somebody
from tests.http.test_games import run
from tests.http.test_perk_kinds import has_points, looks, mine
from tests.http.test_rentals import MERCHANT, MINE, customer

OWN, TILLS = "/v1/me/offline-passes", "/v1/merchant/offline-passes"
WANTED = {"perk": "power-bank", "merchant": KIOSK, "terminal": "box-7"}


@pytest.fixture
def doors(own_doors: Doors) -> Doors:
    """The test's own: a published score is for all who knock at the same doors."""
    return own_doors


async def sapling(doors: Doors, contact: str | None = None) -> str:
    """A member with a line of 500."""
    token = await customer(doors, contact)
    await has_points(doors, token, 560)
    return token


async def issue(doors: Doors, token: str, **more: Any) -> Any:
    return await doors.call("POST", OWN, token, json=WANTED | more)


async def bring(doors: Doors, kiosk: str, *uses: tuple[str, str], key: str | None = None) -> Any:
    body = {"uses": [{"token": token, "handed_over_at": at} for token, at in uses]}
    options = {} if key is None else {"key": key}
    answer = await doors.call("POST", TILLS, kiosk, json=body, **options)
    assert answer.status_code == 200, answer.text
    return answer.json()


def codes(answer: Any) -> list[str]:
    return [each["problem"]["code"] if "problem" in each else "" for each in answer["results"]]


def passes(doors: Doors, **by: float) -> None:
    doors.clock.set(doors.clock.domain_now() + timedelta(**by))


async def is_sound(doors: Doors) -> None:
    report = await check(doors.context.store, now=doors.clock.domain_now())
    assert report.green, report.violations


async def test_from_the_phone_over_the_till_to_the_return(doors: Doors) -> None:
    token, kiosk = await sapling(doors), await doors.merchant()
    issued = await issue(doors, token)
    assert issued.status_code == 201, issued.text
    shown = issued.json()
    assert {name: shown[name] for name in ("amount_minor", "terminal", "until", "held_until")} == {
        "amount_minor": 3_000,
        "terminal": "box-7",
        "until": "2026-03-05T12:00:00Z",
        "held_until": "2026-03-07T12:00:00Z",
    }
    assert (await doors.call("GET", OWN, token)).json() == {"passes": [shown]}
    # Until a till brings it in, the merchant knows of nothing.
    is_problem(await doors.call("GET", f"{MERCHANT}/{shown['id']}", kiosk), 404, "rental_unknown")
    assert (await doors.call("GET", MERCHANT, kiosk)).json() == {"rentals": []}
    for word in ("hand-over", "cancel"):
        refused = await doors.call("POST", f"{MERCHANT}/{shown['id']}/{word}", kiosk)
        is_problem(refused, 404, "rental_unknown")
    back = await doors.call("POST", f"{MINE}/{shown['id']}/cancel", token)
    is_problem(back, 409, "offline_pass_out")
    passes(doors, minutes=10)
    brought = await bring(doors, kiosk, (shown["token"], "2026-03-04T12:05:00Z"))
    [taken] = brought["results"]
    assert (brought["failed"], taken["rental"]["state"]) == (0, "active")
    assert taken["rental"]["ends_at"] == "2026-03-04T18:05:00Z"
    assert (await looks(doors, token))[0] == (KIOSK, "power-bank", "offline")
    assert (await doors.call("GET", OWN, token)).json() == {"passes": []}
    lent = f"{MERCHANT}/{shown['id']}"
    returned = {"returned_at": "2026-03-04T12:08:00Z"}
    assert (await doors.call("POST", f"{lent}/return", kiosk, json=returned)).is_success
    assert (await doors.call("POST", f"{lent}/settle", kiosk)).json()["state"] == "settled"
    await is_sound(doors)


async def test_each_use_is_answered_by_itself_and_counts_once(doors: Doors) -> None:
    token, kiosk = await sapling(doors), await doors.merchant()
    bikes = await doors.merchant(BIKES)
    good = (await issue(doors, token)).json()["token"]
    other = (await issue(doors, token, terminal="box-8", hours=1)).json()["token"]
    passes(doors, minutes=10)
    at, later = "2026-03-04T12:05:00Z", "2026-03-04T12:06:00Z"
    forged = good[:-2] + ("AA" if good[-2:] != "AA" else "BB")
    answer = await bring(
        doors,
        kiosk,
        (good, at),
        (good, later),
        (forged, at),
        (good.lower(), at),
        ("SBO:NONSENSE", at),
        (other, "2026-03-04T13:00:00Z"),
        (other, "2026-03-04T11:59:59Z"),
        (other, "2026-03-04T12:16:00Z"),
    )
    found = codes(answer)
    assert sorted(found[:2]) == ["", "offline_pass_used"]
    assert found[2] in {"offline_pass_unfit", "offline_pass_unknown"}
    assert found[3:5] == ["offline_pass_unknown"] * 2
    assert found[5:] == ["offline_pass_unfit", "used_outside_pass", "used_outside_pass"]
    assert answer["failed"] == 7
    assert codes(await bring(doors, bikes, (good, at))) == ["offline_pass_unfit"]
    first = at if found[0] == "" else later
    again = await bring(doors, kiosk, (good, first))
    assert codes(again) == [""]
    await is_sound(doors)


async def test_the_same_batch_twice_and_at_once_is_one_use(doors: Doors) -> None:
    token, kiosk = await sapling(doors), await doors.merchant()
    good = (await issue(doors, token)).json()["token"]
    uses = (good, "2026-03-04T12:00:00Z")
    answers = await asyncio.gather(*(bring(doors, kiosk, uses) for _ in range(8)))
    assert {one["results"][0]["rental"]["handed_over_at"] for one in answers} == {uses[1]}
    keyed = await asyncio.gather(*(bring(doors, kiosk, uses, key="box-7") for _ in range(4)))
    assert len({str(one) for one in keyed}) == 1
    log = await looks(doors, token)
    assert log.count((KIOSK, "power-bank", "offline")) == 1


async def has_bicycles(doors: Doors, token: str, count: int) -> None:
    """So many of 20,000 are set aside for the member already, of a line of 50,000."""
    bikes = await doors.merchant(BIKES)
    await doors.consent(token, Purpose.ELIGIBILITY, BIKES)
    wanted = {"perk": "bicycle", "merchant": BIKES}
    for _ in range(count):
        shown = (await doors.call("POST", "/v1/me/passes", token, json=wanted)).json()
        asked = {"token": shown["token"]}
        checked = await doors.call("POST", "/v1/merchant/checks", bikes, json=asked)
        lent = f"{MERCHANT}/{checked.json()['rental']}/authorise"
        assert (await doors.call("POST", lent, bikes)).is_success


@pytest.mark.parametrize(
    ("bicycles", "fit", "why"), [(2, 3, "line_full"), (0, 10, "enough_rentals")]
)
async def test_the_last_of_the_line_is_promised_once(
    doors: Doors, bicycles: int, fit: int, why: str
) -> None:
    token = await sapling(doors)
    await has_bicycles(doors, token, bicycles)
    answers = await asyncio.gather(
        *(issue(doors, token, terminal=f"box-{number}") for number in range(30))
    )
    yes = [one for one in answers if one.status_code == 201]
    assert len(yes) == fit
    for one in answers:
        if one.status_code != 201:
            is_problem(one, 409, "perk_not_open")
    bank = await mine(doors, token, "power-bank")
    assert [each["code"] for each in bank["reasons"]] == [why]
    await is_sound(doors)


async def test_what_no_till_brings_in_ends_by_itself_and_nobody_hears_of_it(
    doors: Doors, database_name: str, admin: Any
) -> None:
    who = somebody()
    token, kiosk = await sapling(doors, who), await doors.merchant()
    shown = (await issue(doors, token)).json()
    passes(doors, days=3, minutes=-1)
    await run(doors, "end_authorisations")
    rental = admin[database_name].rentals.find_one({"_id": shown["id"]})
    assert rental["state"] == "authorised"
    passes(doors, minutes=2)
    await run(doors, "end_authorisations")
    rental = admin[database_name].rentals.find_one({"_id": shown["id"]})
    assert (rental["state"], rental["cancelled"]) == ("cancelled", "authorisation_ended")
    late = await bring(doors, kiosk, (shown["token"], "2026-03-04T12:05:00Z"))
    assert codes(late) == ["upload_too_late"]
    events = admin[database_name].outbox.find({"kind": {"$regex": "^rental_"}})
    assert {one.get("merchant", "") for one in events} == {""}
    await is_sound(doors)


async def test_what_is_brought_in_long_after_it_was_due_is_no_alarm(doors: Doors) -> None:
    token, kiosk = await sapling(doors), await doors.merchant()
    good = (await issue(doors, token)).json()["token"]
    passes(doors, days=2, hours=12)
    assert codes(await bring(doors, kiosk, (good, "2026-03-04T12:05:00Z"))) == [""]
    await is_sound(doors)


async def test_a_withdrawn_consent_ends_none_that_is_out_and_gives_no_other(doors: Doors) -> None:
    token, kiosk = await sapling(doors), await doors.merchant()
    good = (await issue(doors, token)).json()["token"]
    await doors.call("DELETE", f"/v1/me/consents/{Purpose.ELIGIBILITY}/{KIOSK}", token)
    refused = await issue(doors, token)
    is_problem(refused, 409, "no_consent")
    brought = await bring(doors, kiosk, (good, "2026-03-04T12:00:00Z"))
    assert codes(brought) == [""]


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"perk": "umbrella"}, 409, "not_offline"),
        ({"perk": "no-perk"}, 404, "perk_unknown"),
        ({"merchant": BIKES}, 409, "perk_not_offered"),
        ({"hours": 25}, 422, "too_long_offline"),
        ({"hours": 0}, 422, "invalid_request"),
        ({"terminal": ""}, 422, "invalid_request"),
        ({"terminal": "box 7"}, 422, "invalid_request"),
        ({"terminal": "箱"}, 422, "invalid_request"),
    ],
)
async def test_what_cannot_be_promised_says_why(
    doors: Doors, more: dict[str, Any], status: int, code: str
) -> None:
    token = await sapling(doors)
    refused = await issue(doors, token, **more)
    assert refused.json()["code"] == code
    assert refused.status_code == status


async def test_whom_the_perk_is_not_open_to_is_promised_nothing(doors: Doors) -> None:
    token = await customer(doors)
    is_problem(await issue(doors, token), 409, "perk_not_open")
    assert (await doors.call("GET", OWN, token)).json() == {"passes": []}


async def test_an_answer_that_got_lost_is_the_same_pass(doors: Doors) -> None:
    token = await sapling(doors)
    first = await doors.call("POST", OWN, token, json=WANTED, key="phone-1")
    again = await doors.call("POST", OWN, token, json=WANTED, key="phone-1")
    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"


async def test_the_same_call_after_the_secret_was_replaced_is_the_same_pass(
    doors: Doors, mongo_url: str, database_name: str
) -> None:
    """Under the key of now, by which a till that has asked since believes it; and it comes in."""
    token, kiosk = await sapling(doors), await doors.merchant()
    first = (await doors.call("POST", OWN, token, json=WANTED, key="phone-1")).json()
    access = doors.keys.read_access(token, doors.clock.server_now())
    assert access is not None
    async with open_doors(mongo_url, database_name, rates=None, secret="another " * 4) as after:
        again = after.keys.sign_access(access.sub, access.sid, after.clock.server_now())
        said = await asyncio.gather(
            *(after.call("POST", OWN, again, json=WANTED, key="phone-1") for _ in range(3))
        )
        assert {each.status_code for each in said} == {201}
        assert {each.headers["idempotent-replayed"] for each in said} == {"true"}
        shown = said[0].json()
        assert shown | {"token": ""} == first | {"token": ""}
        signed = read_token(shown["token"]).said  # type: ignore[union-attr]
        assert (signed.key, signed.id) == (after.keys.ledger.id, first["id"])
        other = WANTED | {"terminal": "box-8"}
        reused = await after.call("POST", OWN, again, json=other, key="phone-1")
        is_problem(reused, 422, "key_reused")
        at = "2026-03-04T12:00:00Z"
        assert codes(await bring(after, kiosk, (shown["token"], at), (first["token"], at))) == [
            "",
            "",
        ]
    await is_sound(doors)


async def test_what_was_signed_before_the_secret_was_replaced_still_comes_in(
    doors: Doors, mongo_url: str, database_name: str
) -> None:
    token, kiosk = await sapling(doors), await doors.merchant()
    shown, at = (await issue(doors, token)).json(), "2026-03-04T12:00:00Z"
    said = read_token(shown["token"]).said  # type: ignore[union-attr]
    thief = LedgerKey(b"t" * 32)
    forged = token_of(thief.sign_pass(replace(said, key=thief.id)))
    unknown = token_of(doors.keys.ledger.sign_pass(replace(said, id="f" * 32)))
    async with open_doors(mongo_url, database_name, rates=None, secret="another " * 4) as after:
        assert after.keys.ledger.id != said.key
        bikes = await after.merchant(BIKES)
        assert codes(await bring(after, bikes, (shown["token"], at))) == ["offline_pass_unfit"]
        wrong = await bring(after, kiosk, (forged, at), (unknown, at))
        assert codes(wrong) == ["offline_pass_unfit"] * 2
        other = doors.keys.ledger.sign_pass(replace(said, terminal="box-8"))
        assert codes(await bring(after, kiosk, (token_of(other), at))) == ["offline_pass_unknown"]
        late = (shown["token"], "2026-03-05T12:00:00Z")
        assert codes(await bring(after, kiosk, late)) == ["offline_pass_unfit"]
        for _ in range(2):
            assert codes(await bring(after, kiosk, (shown["token"], at))) == [""]
    await is_sound(doors)
