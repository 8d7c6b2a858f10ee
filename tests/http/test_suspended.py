"""A suspended merchant begins nothing new; what has begun, its members end as ever."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from httpx import Response

from rewards.perks.merchants.standing import represented
from service.check.run import check
from service.http.guards.standing import unless_suspended
from service.http.routes import MERCHANT
from service.members.consents import Purpose
from service.programme_demo import DEMO
from service.store.schema.page import STANDINGS
from tests.http.doors import BIKES, KIOSK, Doors, is_problem
from tests.http.operator.people import log
from tests.http.test_rentals import customer, quote, step

BATCHES, UMBRELLA = "/v1/merchant/event-batches", "return-umbrella"
DESK = "/v1/operator/merchants"
WHY = "Its licence has ended"


@pytest.fixture
def doors(own_doors: Doors) -> Doors:
    """The test's own: a suspension is for all who knock at the same doors."""
    return own_doors


async def desk(doors: Doors, word: str, merchant: str = KIOSK, **more: Any) -> Response:
    """An operator's word, and a second in which it is heard."""
    path, admin = f"{DESK}/{merchant}/{word}", await doors.operator()
    said = await doors.call("POST", path, admin, json={"reason": WHY}, **more)
    doors.app.state.means.standings._kept.clear()
    return said


async def opened(doors: Doors, token: str) -> Response:
    wanted = {"perk": "umbrella", "merchant": KIOSK}
    return await doors.call("POST", "/v1/me/passes", token, json=wanted)


async def test_nothing_new_begins_at_a_suspended_merchant(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    shown = (await opened(doors, token)).json()["token"]
    rental = (await quote(doors, token, kiosk))["rental"]
    suspended = await desk(doors, "suspension")
    since = suspended.json()["suspended_at"]
    for path, body in (
        ("/v1/me/passes", {"perk": "umbrella", "merchant": KIOSK}),
        ("/v1/me/offline-passes", {
            "perk": "power-bank", "merchant": KIOSK, "terminal": "till-1", "hours": 2
        }),
        ("/v1/me/holds", {"merchant": KIOSK, "seeds": 1, "minutes": 5}),
        ("/v1/me/vouchers", {"perk": "coffee", "merchant": KIOSK}),
    ):  # fmt: skip
        refused = await doors.call("POST", path, token, json=body)
        problem = is_problem(refused, 409, "merchant_suspended")
        assert problem["refusal"] == {"merchant": KIOSK, "since": since}, path
        assert WHY not in refused.text
    checked = await doors.call("POST", "/v1/merchant/checks", kiosk, json={"token": shown})
    is_problem(checked, 409, "merchant_suspended")
    is_problem(await step(doors, kiosk, rental, "authorise"), 409, "merchant_suspended")
    assert await doors.context.store.driver.db.access_log.count_documents({}) == 1  # the first


async def test_what_has_begun_is_ended_as_ever(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    rental = (await quote(doors, token, kiosk))["rental"]
    for word in ("authorise", "hand-over"):
        assert (await step(doors, kiosk, rental, word)).is_success
    await desk(doors, "suspension")
    back = {"returned_at": doors.clock.domain_now().isoformat()}
    assert (await step(doors, kiosk, rental, "return", json=back)).json()["state"] == "returned"
    assert (await step(doors, kiosk, rental, "settle")).json()["state"] == "settled"
    assert (await doors.call("GET", "/v1/merchant/rentals", kiosk)).is_success


async def test_of_a_batch_only_what_would_count_is_refused(doors: Doors) -> None:
    """Take-backs pass, as they do one by one; and once it is lifted the same batch counts."""
    token, kiosk = await doors.member(), await doors.merchant()
    link = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    assert (await doors.call("POST", f"/v1/me/tasks/{UMBRELLA}", token)).is_success
    noon = doors.clock.domain_now().isoformat()
    event = {"member": link["pseudonym"], "task": UMBRELLA, "event_at": noon}

    def events(*names: str, **more: Any) -> list[dict[str, Any]]:
        return [event | {"event": each} | more for each in names]

    async def send(sent: list[dict[str, Any]], key: str) -> list[Any]:
        said = await doors.call("POST", BATCHES, kiosk, json={"events": sent}, key=key)
        assert said.status_code == 200, said.text
        return [_outcome(each) for each in said.json()["results"]]

    assert await send(events("before"), "a") == ["counted"]
    since = (await desk(doors, "suspension")).json()["suspended_at"]
    alone = await doors.call("POST", "/v1/merchant/events", kiosk, json=events("alone")[0])
    problem = is_problem(alone, 409, "merchant_suspended")
    assert problem["refusal"] == {"merchant": KIOSK, "since": since}
    back = events("before", "undone", reversed=True)
    assert await send(back, "b") == ["reversed", "reversed"]
    mixed = [*events("one"), *events("two", reversed=True), *events("undone")]
    refused = "merchant_suspended"
    assert await send(mixed, "c") == [refused, "reversed", refused]
    assert await send(events("one", "two"), "d") == [refused, refused]
    purse = "/v1/me/purse"
    assert (await doors.call("GET", purse, token)).json()["ripe"] == 0
    await desk(doors, "reinstatement")
    assert await send(mixed, "c") == ["counted", "reversed", "already"]
    assert (await doors.call("GET", purse, token)).json()["ripe"] > 0
    assert (await check(doors.context.store)).green


def _outcome(result: dict[str, Any]) -> str:
    if "problem" in result:
        assert result["status"] == 409
        return str(result["problem"]["code"])
    if "reversed" in result:
        return "reversed"
    return "already" if result["counted"].get("already") else "counted"


async def test_its_tasks_are_marked_where_a_member_follows_them(doors: Doors) -> None:
    token = await doors.member()
    assert (await doors.call("POST", f"/v1/me/tasks/{UMBRELLA}", token)).is_success

    async def marked() -> dict[str, tuple[list[str], bool]]:
        listed = (await doors.call("GET", "/v1/me/tasks", token)).json()["tasks"]
        return {
            each["id"]: (each["suspended"], each.get("rests", False))
            for each in listed
            if "suspended" in each or "rests" in each
        }

    assert await marked() == {}
    await desk(doors, "suspension")
    stopped = await marked()
    assert stopped[UMBRELLA] == (["Umbrella Kiosk"], True)
    # What others report, or the member's own word, goes on.
    reported = {each.id for each in DEMO.tasks if KIOSK in each.sources}
    assert set(stopped) == reported
    assert (await doors.call("DELETE", f"/v1/me/tasks/{UMBRELLA}", token)).is_success
    await desk(doors, "reinstatement")
    assert await marked() == {}


async def test_others_go_on_and_so_does_it_once_it_is_reinstated(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    await desk(doors, "suspension", BIKES)
    assert (await opened(doors, token)).status_code == 201
    await desk(doors, "suspension")
    is_problem(await opened(doors, token), 409, "merchant_suspended")
    lifted = await desk(doors, "reinstatement")
    assert lifted.json() == {"merchant": KIOSK}
    assert (await quote(doors, token, kiosk))["answer"] == "yes"


async def test_the_directory_says_so_and_why_is_for_operators(doors: Doors) -> None:
    page = f"/v1/merchants/{KIOSK}"
    assert "suspended_at" not in (await doors.call("GET", page)).json()
    since = (await desk(doors, "suspension")).json()["suspended_at"]
    shown = await doors.call("GET", page)
    assert shown.json()["suspended_at"] == since
    assert WHY not in shown.text
    listed = (await doors.call("GET", DESK, await doors.operator())).json()["merchants"]
    assert [
        (each["id"], each["suspended_because"]) for each in listed if "suspended_at" in each
    ] == [(KIOSK, WHY)]


async def test_why_is_told_to_the_merchant_alone(doors: Doors) -> None:
    """Also to one that has no pages open, only programs."""
    kiosk, bikes = await doors.merchant(), await doors.merchant(BIKES)
    since = (await desk(doors, "suspension")).json()["suspended_at"]
    own = (await doors.call("GET", "/v1/merchant", kiosk)).json()
    assert (own["suspended_at"], own["suspended_because"]) == (since, WHY)
    assert "suspended_at" not in (await doors.call("GET", "/v1/merchant", bikes)).json()
    await desk(doors, "reinstatement")
    own = (await doors.call("GET", "/v1/merchant", kiosk)).json()
    assert "suspended_because" not in own


async def test_it_is_dated_in_the_programme(doors: Doors) -> None:
    """Members read since when, beside what else has a date here: in a sandbox, whose clock goes
    on, that is not the server's."""
    doors.clock.follow(doors.clock.offset + timedelta(days=40))
    since = (await desk(doors, "suspension")).json()["suspended_at"]
    assert datetime.fromisoformat(since) == doors.clock.domain_now()


async def test_each_step_is_one_row_of_the_audit_log(doors: Doors) -> None:
    for word in ("suspension", "suspension", "reinstatement", "reinstatement"):
        assert (await desk(doors, word)).is_success
    rows = await log(doors, subject=f"merchant:{KIOSK}")
    # The clock stands still, so they have no order in time.
    assert sorted(row["action"] for row in rows) == ["reinstate_merchant", "suspend_merchant"]
    assert {row["reason"] for row in rows} == {WHY}


async def test_two_operators_suspend_once(doors: Doors) -> None:
    answers = await asyncio.gather(*(desk(doors, "suspension") for _ in range(4)))
    assert len({each.text for each in answers}) == 1
    assert len(await log(doors, action="suspend_merchant")) == 1


async def test_who_is_no_merchant_is_not_suspended(doors: Doors) -> None:
    is_problem(await desk(doors, "suspension", "nobody"), 404, "merchant_unknown")
    is_problem(await desk(doors, "reinstatement", "nobody"), 404, "merchant_unknown")


def test_the_doors_at_which_something_begins_are_these() -> None:
    """A new door of merchants is one or is none: whoever adds it decides."""
    shut = {
        door.operation_id
        for route in MERCHANT.routes
        for door in route.route_handlers
        if unless_suspended in (door.guards or ())
    }
    assert shut == {
        "authoriseRental",
        "checkEligibility",
        "getBadge",
        "handOverRental",
        "redeemSeeds",
        "reportTaskEvent",
    }


async def test_a_suspension_that_nobody_ordered_is_found(doors: Doors) -> None:
    await desk(doors, "suspension")
    assert (await check(doors.context.store)).green
    db = doors.context.store.driver.db
    planted = represented(BIKES, "Kim", None)
    await db.merchant_standings.insert_one(STANDINGS.encode(planted))
    await db.audit_log.delete_many({"action": "suspend_merchant"})
    found = (await check(doors.context.store)).violations
    assert {(each.invariant, each.subject) for each in found} == {
        ("I15", f"merchant:{KIOSK}"),
        ("I15", f"merchant:{BIKES}"),
    }
