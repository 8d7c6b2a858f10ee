"""Rentals at the doors of merchants and members."""

from typing import Any

import pytest

from service.members.consents import PROGRAMME, Purpose
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS
from tests.flows.rentals.scenes import pointer, snapshot
from tests.http.doors import BIKES, KIOSK, Doors, is_problem

REPLAYED = "idempotent-replayed"
MERCHANT, MINE = "/v1/merchant/rentals", "/v1/me/rentals"


@pytest.fixture
def doors(own_doors: Doors) -> Doors:
    """The test's own: a published score is for all who knock at the same doors."""
    return own_doors


def account_of(doors: Doors, token: str) -> str:
    access = doors.keys.read_access(token, doors.clock.server_now())
    assert access is not None
    return access.sub


async def customer(doors: Doors, contact: str | None = None) -> str:
    """The token of a member with a published score who lets the kiosk ask."""
    token = await doors.member(contact)
    await doors.consent(token, Purpose.ELIGIBILITY, KIOSK)
    await doors.consent(token, Purpose.SCORE, PROGRAMME)
    db, made = doors.context.store.driver.db, pointer()
    raw = SNAPSHOTS.encode(snapshot(account_of(doors, token)))
    await db.snapshots.insert_one(raw)
    await db.publications.replace_one({"_id": made.id}, PUBLICATIONS.encode(made), upsert=True)
    return token


async def quote(doors: Doors, token: str, kiosk: str) -> dict[str, Any]:
    """What the kiosk is answered."""
    wanted = {"perk": "umbrella", "merchant": KIOSK}
    shown = await doors.call("POST", "/v1/me/passes", token, json=wanted)
    asked = {"token": shown.json()["token"]}
    found: dict[str, Any] = (
        await doors.call("POST", "/v1/merchant/checks", kiosk, json=asked)
    ).json()
    return found


async def step(doors: Doors, token: str, rental: str, word: str, **options: Any) -> Any:
    return await doors.call("POST", f"{MERCHANT}/{rental}/{word}", token, **options)


async def test_an_umbrella_from_the_check_to_the_settlement(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    checked = await quote(doors, token, kiosk)
    rental = checked.pop("rental")
    assert checked == {
        "perk": "umbrella",
        "answer": "yes",
        "quote_ends_at": "2026-03-04T12:15:00Z",
    }
    shown = (await doors.call("GET", f"{MERCHANT}/{rental}", kiosk)).json()
    assert shown == {
        "id": rental,
        "merchant": KIOSK,
        "perk": "umbrella",
        "state": "quoted",
        "state_at": "2026-03-04T12:00:00Z",
        "deposit_minor": 2_000,
        "at": "2026-03-04T12:00:00Z",
        "ends_at": "2026-03-04T12:15:00Z",
    }
    authorised = await step(doors, kiosk, rental, "authorise", key="till-a")
    assert authorised.json()["state"] == "authorised"
    again = await step(doors, kiosk, rental, "authorise", key="till-a")
    assert (again.content, again.headers[REPLAYED]) == (authorised.content, "true")
    assert (await step(doors, kiosk, rental, "hand-over")).json()["state"] == "active"
    longer = {"ends_at": "2026-03-04T16:00:00.000999+00:00"}
    extended = await step(doors, kiosk, rental, "extend", json=longer)
    assert extended.json()["ends_at"] == "2026-03-04T16:00:00Z"
    back = {"returned_at": "2026-03-04T13:00:00+01:00"}
    returned = await step(doors, kiosk, rental, "return", json=back)
    assert returned.json()["returned_at"] == "2026-03-04T12:00:00Z"
    settled = await step(doors, kiosk, rental, "settle")
    assert settled.json()["state"] == "settled"
    mine = (await doors.call("GET", MINE, token)).json()
    assert mine == {"rentals": [settled.json()]}
    for answer in (authorised, returned, settled):
        assert account_of(doors, token) not in answer.text


async def test_a_wrong_step_names_the_right_ones(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    rental = (await quote(doors, token, kiosk))["rental"]
    problem = is_problem(await step(doors, kiosk, rental, "settle"), 409, "wrong_rental_state")
    assert problem["refusal"] == {
        "state": "quoted",
        "wanted": "settled",
        "allowed": ["authorised", "cancelled"],
    }


async def test_foreign_and_made_up_rentals_are_one_404(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    bikes, bob = await doors.merchant(BIKES), await doors.member()
    own = (await quote(doors, token, kiosk))["rental"]
    for rental in (own, "0" * 32, "%24ne"):
        longer = {"ends_at": "2026-03-04T13:00:00Z"}
        words = ("authorise", "hand-over", "settle", "cancel")
        answers = [
            await doors.call("GET", f"{MERCHANT}/{rental}", bikes),
            await doors.call("POST", f"{MINE}/{rental}/cancel", bob),
            await step(doors, bikes, rental, "return", json={}),
            await step(doors, bikes, rental, "extend", json=longer),
            *[await step(doors, bikes, rental, word) for word in words],
        ]
        for answer in answers:
            assert is_problem(answer, 404, "rental_unknown")["refusal"] == {}
        assert len({answer.json()["detail"] for answer in answers}) == 1
    assert (await doors.call("GET", MINE, bob)).json() == {"rentals": []}
    assert (await doors.call("GET", f"{MERCHANT}/{own}", kiosk)).json()["state"] == "quoted"


async def test_a_quote_is_not_shown_after_withdrawal_and_the_member_still_sees_it(
    doors: Doors,
) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    rental = (await quote(doors, token, kiosk))["rental"]
    await doors.call("DELETE", f"/v1/me/consents/eligibility/{KIOSK}", token)
    is_problem(await doors.call("GET", f"{MERCHANT}/{rental}", kiosk), 404, "rental_unknown")
    is_problem(await step(doors, kiosk, rental, "authorise"), 404, "rental_unknown")
    cancelled = await doors.call("POST", f"{MINE}/{rental}/cancel", token)
    assert cancelled.json()["cancelled"] == "member"


async def test_a_full_line_tells_the_merchant_no_number(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    rentals = [(await quote(doors, token, kiosk))["rental"] for _ in range(3)]
    for rental in rentals[:2]:
        await step(doors, kiosk, rental, "authorise")
    refused = await step(doors, kiosk, rentals[2], "authorise")
    assert is_problem(refused, 409, "deposit_not_waived")["refusal"] == {}
    assert await quote(doors, token, kiosk) == {"perk": "umbrella", "answer": "no"}


@pytest.mark.parametrize("word", ["authorise", "hand-over", "settle", "cancel", "return"])
async def test_a_key_without_the_scope_lends_nothing(doors: Doors, word: str) -> None:
    key = await doors.merchant(scopes=("task_events", "eligibility"))
    body = {"json": {}} if word == "return" else {}
    problem = is_problem(await step(doors, key, "x", word, **body), 403, "scope_missing")
    assert problem["refusal"] == {"scope": "rentals"}


@pytest.mark.parametrize(
    ("word", "field", "value"),
    [
        ("return", "returned_at", "0001-01-01T00:00:00+14:00"),
        ("return", "returned_at", "2026-03-04T12:00:00"),
        ("return", "returned_at", 5),
        ("extend", "ends_at", "9999-12-31T23:59:59-14:00"),
        ("extend", "ends_at", None),
    ],
)
async def test_a_time_that_is_none_is_refused(
    doors: Doors, word: str, field: str, value: object
) -> None:
    answer = await step(doors, await doors.merchant(), "x", word, json={field: value})
    problem = is_problem(answer, 422, "invalid_request")
    assert problem["refusal"]["errors"][0]["field"] == field


async def test_the_list_goes_on_by_cursor_and_only_for_its_member(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    ids = {(await quote(doors, token, kiosk))["rental"] for _ in range(3)}
    first = (await doors.call("GET", f"{MINE}?limit=2", token)).json()
    more = f"{MINE}?limit=2&cursor={first['next_cursor']}"
    second = (await doors.call("GET", more, token)).json()
    assert {one["id"] for page in (first, second) for one in page["rentals"]} == ids
    assert "next_cursor" not in second
    is_problem(await doors.call("GET", more, await doors.member()), 422, "invalid_request")
