"""A merchant's own keys: given on by a key of the office, never stronger than it, ended by it."""

import asyncio
from typing import Any

import pytest

from service.check.run import check
from tests.http.doors import BIKES, KIOSK, Doors, is_problem
from tests.http.operator.people import log
from tests.people import HOUR

KEYS, OWN = "/v1/merchant/keys", "/v1/merchant/key"
OFFICE = ("office", "rentals", "eligibility")
WANTED = {"scopes": ["rentals"], "reason": "a till", "label": "till 3"}
LOST = {"reason": "lost"}


def id_of(key: str) -> str:
    return key.split("_")[2]


async def ids(doors: Doors, office: str) -> list[str]:
    return [key["id"] for key in (await doors.call("GET", KEYS, office)).json()["keys"]]


async def give(doors: Doors, office: str, **more: Any) -> dict[str, Any]:
    made = await doors.call("POST", KEYS, office, json=WANTED | more)
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


async def test_a_till_gets_a_key_that_is_shown_once(own_doors: Doors) -> None:
    office = await own_doors.merchant(scopes=OFFICE)
    made = await give(own_doors, office)
    shown = (await own_doors.call("GET", OWN, made["key"])).json()
    assert (shown["merchant"], shown["scopes"], shown["label"]) == (KIOSK, ["rentals"], "till 3")
    assert shown["test"] is True
    listed = await own_doors.call("GET", KEYS, office)
    assert {key["id"] for key in listed.json()["keys"]} == {made["id"], id_of(office)}
    assert made["key"].rsplit("_", 1)[1] not in listed.text
    [row] = await log(own_doors, action="issue_own_key")
    assert (row["actor"], row["subject"]) == (f"merchant:{KIOSK}", f"merchant_key:{made['id']}")
    assert row["reason"] == "a till"
    assert (await check(own_doors.context.store)).green


async def test_asked_twice_there_is_one_key(own_doors: Doors) -> None:
    office = await own_doors.merchant(scopes=OFFICE)
    answers = await asyncio.gather(
        *(own_doors.call("POST", KEYS, office, json=WANTED, key="k") for _ in range(3))
    )
    assert sorted(each.status_code for each in answers) == [201, 409, 409]
    assert len(await ids(own_doors, office)) == 2


@pytest.mark.parametrize("scopes", [["seeds"], ["rentals", "key_rotation"]])
async def test_nobody_hands_on_what_they_have_not(own_doors: Doors, scopes: list[str]) -> None:
    office = await own_doors.merchant(scopes=OFFICE)
    answer = await own_doors.call("POST", KEYS, office, json=WANTED | {"scopes": scopes})
    problem = is_problem(answer, 403, "scopes_beyond")
    assert problem["refusal"]["scopes"] == [scopes[-1]]
    assert await ids(own_doors, office) == [id_of(office)]


async def test_a_till_sees_and_gives_and_ends_nothing(own_doors: Doors) -> None:
    till = await own_doors.merchant(scopes=("rentals", "eligibility", "key_rotation"))
    for method, path, body in (
        ("GET", KEYS, None),
        ("POST", KEYS, WANTED),
        ("POST", f"{KEYS}/{id_of(till)}/revoke", LOST),
    ):
        is_problem(await own_doors.call(method, path, till, json=body), 403, "scope_missing")


@pytest.mark.parametrize("days", [None, 365])
async def test_a_key_ends_no_later_than_the_one_it_comes_from(
    own_doors: Doors, days: int | None
) -> None:
    admin = await own_doors.operator()
    wanted = {"merchant": KIOSK, "scopes": list(OFFICE), "reason": "the fair", "days": 2}
    office = await own_doors.call("POST", "/v1/operator/merchant-keys", admin, json=wanted)
    made = await give(own_doors, office.json()["key"], days=days)
    assert made["expires_at"] == office.json()["expires_at"]
    sooner = await give(own_doors, office.json()["key"], days=1)
    own_doors.clock.advance(24 * HOUR)
    is_problem(await own_doors.call("GET", OWN, sooner["key"]), 401, "not_authenticated")
    assert (await own_doors.call("GET", OWN, made["key"])).status_code == 200


async def test_a_key_of_one_terminal_gives_none_for_another(own_doors: Doors) -> None:
    office = await own_doors.merchant(scopes=OFFICE)
    keys = own_doors.context.store.driver.db.merchant_keys
    await keys.update_one({"_id": id_of(office)}, {"$set": {"terminal": "t-1"}})
    made = await give(own_doors, office)
    stored = await keys.find_one({"_id": made["id"]})
    assert (stored["terminal"], stored["given_by"]) == ("t-1", id_of(office))


async def test_a_revoked_key_opens_nothing_and_stays_as_it_was(own_doors: Doors) -> None:
    office = await own_doors.merchant(scopes=OFFICE)
    made = await give(own_doors, office)
    assert (await own_doors.call("GET", OWN, made["key"])).status_code == 200
    ended = await own_doors.call("POST", f"{KEYS}/{made['id']}/revoke", office, json=LOST)
    assert ended.status_code == 200, ended.text
    again = await own_doors.call("POST", f"{KEYS}/{made['id']}/revoke", office, json=LOST)
    assert again.json() == ended.json()
    own_doors.a_second_later()
    is_problem(await own_doors.call("GET", OWN, made["key"]), 401, "not_authenticated")
    assert len(await log(own_doors, action="revoke_merchant_key")) == 1


async def test_what_a_process_still_knows_of_a_revoked_key_gives_no_other(
    own_doors: Doors,
) -> None:
    """Within the second in which its credentials are remembered."""
    office = await own_doors.merchant(scopes=OFFICE)
    assert len(await ids(own_doors, office)) == 1
    revoke = f"{KEYS}/{id_of(office)}/revoke"
    assert (await own_doors.call("POST", revoke, office, json=LOST)).status_code == 200
    answer = await own_doors.call("POST", KEYS, office, json=WANTED)
    assert answer.json()["code"] in ("merchant_key_ended", "not_authenticated")
    assert await own_doors.context.store.driver.db.merchant_keys.count_documents({}) == 1


async def test_another_merchants_key_is_no_key(own_doors: Doors) -> None:
    office, other = await own_doors.merchant(scopes=OFFICE), await own_doors.merchant(BIKES)
    for key in (id_of(other), "nothing"):
        answer = await own_doors.call("POST", f"{KEYS}/{key}/revoke", office, json=LOST)
        is_problem(answer, 404, "merchant_key_unknown")
    assert (await own_doors.call("GET", OWN, other)).status_code == 200
    assert await ids(own_doors, office) == [id_of(office)]
