"""One whole journey of each kind of perk that asks for a level, from reading of it to the log."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from service.members.consents import Purpose
from service.store.schema.page import SNAPSHOTS
from tests.http.doors import Doors
from tests.http.test_rentals import account_of, customer
from tests.people import DAY


@pytest.fixture
def doors(own_doors: Doors) -> Doors:
    """The test's own: a published score is for all who knock at the same doors."""
    return own_doors


async def has_points(doors: Doors, token: str, value: int) -> None:
    """The member's published score is this one."""
    snapshots: Any = doors.context.store.driver.db["snapshots"]
    row = SNAPSHOTS.decode(await snapshots.find_one({"account": account_of(doors, token)}))
    assert row.score is not None
    level = next(
        each.name
        for each in reversed(doors.context.programme().numbers.score.scheme.levels)
        if each.at_least <= value
    )
    score = msgspec.structs.replace(row.score, value=value, level=level)
    whole = SNAPSHOTS.encode(msgspec.structs.replace(row, score=score))
    await snapshots.replace_one({"_id": row.id}, whole)


async def someone(doors: Doors, points: int, merchant: str) -> str:
    """A member with so many points who lets a merchant ask."""
    token = await customer(doors)
    await has_points(doors, token, points)
    await doors.consent(token, Purpose.ELIGIBILITY, merchant)
    return token


async def mine(doors: Doors, token: str, perk: str) -> dict[str, Any]:
    answer = await doors.call("GET", "/v1/me/perks", token)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = next(each for each in answer.json()["perks"] if each["id"] == perk)
    return found


async def shows(doors: Doors, token: str, till: str, perk: str, merchant: str) -> dict[str, Any]:
    """A pass is opened and typed at the counter; what the till hears."""
    opened = await doors.call(
        "POST", "/v1/me/passes", token, json={"perk": perk, "merchant": merchant}
    )
    assert opened.status_code == 201, opened.text
    heard = await doors.call(
        "POST", "/v1/merchant/checks", till, json={"token": opened.json()["code"]}
    )
    assert heard.status_code == 200, heard.text
    answer: dict[str, Any] = heard.json()
    return answer


async def looks(doors: Doors, token: str) -> list[tuple[str, str, str]]:
    """Who has looked, about what, and what they heard; newest first."""
    answer = await doors.call("GET", "/v1/me/access-log", token)
    return [(each["who"], each["why"], each["answered"]) for each in answer.json()["looks"]]


async def told(doors: Doors, token: str) -> dict[str, Any]:
    """All that the inbox says about answers, together."""
    answer = await doors.call("GET", "/v1/me/inbox", token)
    messages = [each for each in answer.json()["messages"] if each["kind"] == "perk_answered"]
    return {
        name: value
        for each in messages
        for name, value in {**each["texts"], **each.get("numbers", {})}.items()
    }


async def test_a_fast_lane_four_times_in_thirty_days(doors: Doors) -> None:
    token, gate = await someone(doors, 610, "north-airport"), await doors.merchant("north-airport")
    before = await mine(doors, token, "airport-lane")
    assert (before["answer"], before["uses_left"]) == ("yes", 4)
    for left in (3, 2, 1, 0):
        heard = await shows(doors, token, gate, "airport-lane", "north-airport")
        assert heard == {"perk": "airport-lane", "answer": "yes"}
        assert (await mine(doors, token, "airport-lane"))["uses_left"] == left
    heard = await shows(doors, token, gate, "airport-lane", "north-airport")
    assert heard == {"perk": "airport-lane", "answer": "no"}
    after = await mine(doors, token, "airport-lane")
    assert [each["code"] for each in after["reasons"]] == ["used_up"]
    assert after["earliest"] == "2026-04-03T12:00:00Z"
    assert (await told(doors, token))["used_up.uses"] == 4
    assert sorted(answer for _, _, answer in await looks(doors, token)) == ["no"] + ["yes"] * 4
    doors.clock.follow(doors.clock.offset + timedelta(hours=11))  # midnight in Berlin
    closed = await mine(doors, token, "airport-lane")
    assert {each["code"] for each in closed["reasons"]} == {"used_up", "closed_now"}


async def test_an_entitlement_in_part_and_whole_a_day_after_the_score_has_risen(
    doors: Doors,
) -> None:
    token, desk = await someone(doors, 560, "north-airport"), await doors.merchant("north-airport")
    seen = await mine(doors, token, "exchange-rate")
    assert (seen["answer"], seen["tier"], seen["percent"]) == ("partial", "half", 50)
    assert seen["tier_terms"] == "Half of the fee for changing money is left out."
    heard = await shows(doors, token, desk, "exchange-rate", "north-airport")
    assert heard == {"perk": "exchange-rate", "answer": "partial", "tier": "half", "percent": 50}
    assert (await told(doors, token))["level_not_reached.missing"] == 40
    assert await looks(doors, token) == [("north-airport", "exchange-rate", "partial")]
    await has_points(doors, token, 640)
    heard = await shows(doors, token, desk, "exchange-rate", "north-airport")
    assert heard["answer"] == "partial"
    held = await mine(doors, token, "exchange-rate")
    assert [each["code"] for each in held["reasons"]] == ["level_held"]
    assert held["earliest"] == "2026-03-05T12:00:00Z"
    doors.clock.follow(doors.clock.offset + DAY)
    heard = await shows(doors, token, desk, "exchange-rate", "north-airport")
    assert heard == {"perk": "exchange-rate", "answer": "yes"}


@pytest.mark.parametrize(
    ("perk", "merchant", "points", "deposit"),
    [
        ("power-bank", "umbrella-kiosk", 560, 3_000),
        ("hotel-room", "harbour-hotel", 610, 30_000),
        ("car", "open-road-cars", 610, 150_000),
        ("flat", "linden-flats", 660, 600_000),
    ],
)
async def test_what_is_lent_without_a_deposit_and_comes_back(
    doors: Doors, perk: str, merchant: str, points: int, deposit: int
) -> None:
    token, till = await someone(doors, points, merchant), await doors.merchant(merchant)
    heard = await shows(doors, token, till, perk, merchant)
    assert heard["answer"] == "yes"
    for step in ("authorise", "hand-over", "return", "settle"):
        path = f"/v1/merchant/rentals/{heard['rental']}/{step}"
        done = await doors.call("POST", path, till, json={})
        assert done.status_code == 200, done.text
        assert done.json()["deposit_minor"] == deposit
    facts = (await doors.call("GET", "/v1/me/evidence", token)).json()["evidence"]
    kinds = {each["kind"] for each in facts}
    assert kinds >= {"returned_on_time"}
    assert kinds & {"rental_kept_small", "rental_kept_large"}
    assert (perk, "yes") in {(why, answer) for _, why, answer in await looks(doors, token)}


@pytest.mark.parametrize(
    ("perk", "merchant"),
    [
        ("hotel-checkout", "harbour-hotel"),
        ("pay-later", "corner-shop"),
        ("ticket-refund", "valley-rail"),
    ],
)
async def test_below_its_level_each_is_the_same_no(doors: Doors, perk: str, merchant: str) -> None:
    token, till = await someone(doors, 549, merchant), await doors.merchant(merchant)
    heard = await shows(doors, token, till, perk, merchant)
    assert heard == {"perk": perk, "answer": "no"}
    assert [each["code"] for each in (await mine(doors, token, perk))["reasons"]] == [
        "level_not_reached"
    ]
