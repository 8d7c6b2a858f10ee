"""Merchants' keys: shown once, recognised later, rotated with an overlap, ended within a second."""

import asyncio
from typing import Any

import pytest

from service.check.run import check
from service.operators.roles import Role
from tests.http.doors import BIKES, KIOSK, Doors, is_problem
from tests.http.operator.people import log
from tests.people import HOUR, MINUTE

KEYS, OWN = "/v1/operator/merchant-keys", "/v1/merchant/key"
WANTED = {"merchant": KIOSK, "scopes": ["rentals"], "reason": "a till", "label": "till 3"}


async def issue(doors: Doors, token: str, **more: Any) -> dict[str, Any]:
    made = await doors.call("POST", KEYS, token, json=WANTED | more)
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


async def works(doors: Doors, key: str) -> bool:
    answer = await doors.call("GET", OWN, key)
    assert answer.status_code in (200, 401), answer.text
    return answer.status_code == 200


async def test_a_key_is_shown_once_and_recognised_ever_after(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    made = await issue(own_doors, admin)
    listed = await own_doors.call("GET", KEYS, admin)
    [key] = listed.json()["keys"]
    assert key["id"] == made["id"]
    assert key["shown"] == f"sbm_test_{made['id']}_...{made['key'][-4:]}"
    assert (key["label"], key["scopes"], key["merchant"]) == ("till 3", ["rentals"], KIOSK)
    secret = made["key"].rsplit("_", 1)[1]
    assert secret not in listed.text
    stored = await own_doors.context.store.driver.db.merchant_keys.find().to_list(None)
    records = await own_doors.context.store.driver.db.idempotency.find().to_list(None)
    assert secret not in str(stored) + str(records)
    own = (await own_doors.call("GET", OWN, made["key"])).json()
    assert {name: own[name] for name in key if name != "last_used_at"} == key


async def test_the_same_request_makes_one_key_and_shows_it_once(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    answers = [await own_doors.call("POST", KEYS, admin, json=WANTED, key="k") for _ in range(2)]
    assert answers[0].status_code == 201
    is_problem(answers[1], 409, "answer_not_repeated")
    assert len((await own_doors.call("GET", KEYS, admin)).json()["keys"]) == 1
    changed = await own_doors.call("POST", KEYS, admin, json=WANTED | {"label": "x"}, key="k")
    is_problem(changed, 422, "key_reused")


async def test_the_same_request_many_times_at_once_shows_one_key(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    answers = await asyncio.gather(
        *(own_doors.call("POST", KEYS, admin, json=WANTED, key="k") for _ in range(20))
    )
    [made] = [each for each in answers if each.status_code == 201]
    assert await works(own_doors, made.json()["key"])
    assert await own_doors.context.store.driver.db.merchant_keys.count_documents({}) == 1


async def test_last_used_is_written_once_a_minute_and_nobody_waits(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    made = await issue(own_doors, admin)
    uses = own_doors.context.store.driver.db.key_uses

    async def last_used() -> Any:
        await asyncio.gather(*own_doors.app.state.means.uses._writing)
        return (await own_doors.call("GET", KEYS, admin)).json()["keys"][0].get("last_used_at")

    assert await last_used() is None
    for _ in range(5):
        await works(own_doors, made["key"])
    first = await last_used()
    assert first is not None
    own_doors.clock.advance(MINUTE / 2)
    await works(own_doors, made["key"])
    assert await last_used() == first
    own_doors.clock.advance(MINUTE / 2)
    await works(own_doors, made["key"])
    assert await last_used() > first
    assert await uses.count_documents({}) == 1


async def test_a_rotation_keeps_the_old_secret_for_a_day(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    old = await issue(own_doors, admin)
    body = {"reason": "every spring"}
    answer = await own_doors.call("POST", f"{KEYS}/{old['id']}/rotation", admin, json=body)
    assert answer.status_code == 201, answer.text
    new = answer.json()
    assert new["id"] == old["id"]
    own_doors.a_second_later()
    assert await works(own_doors, old["key"])
    assert await works(own_doors, new["key"])
    own_doors.clock.advance(24 * HOUR)
    assert not await works(own_doors, old["key"])
    assert await works(own_doors, new["key"])


async def test_a_rotation_may_end_the_old_secret_at_once(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    old = await issue(own_doors, admin)
    assert await works(own_doors, old["key"])
    body = {"reason": "it leaked", "overlap_hours": 0}
    answer = await own_doors.call("POST", f"{KEYS}/{old['id']}/rotation", admin, json=body)
    own_doors.a_second_later()
    assert not await works(own_doors, old["key"])
    assert await works(own_doors, answer.json()["key"])


async def test_the_new_secret_works_at_once_where_the_old_one_was_just_seen(
    own_doors: Doors,
) -> None:
    key = await own_doors.merchant()
    for _ in range(3):
        assert await works(own_doors, key)
        rotated = await own_doors.call("POST", f"{OWN}/rotation", key, json={})
        key = rotated.json()["key"]
    assert await works(own_doors, key)


async def test_only_the_last_two_secrets_ever_work(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    made = await issue(own_doors, admin)
    secrets, path = [made["key"]], f"{KEYS}/{made['id']}/rotation"
    for _ in range(2):
        rotated = await own_doors.call("POST", path, admin, json={"reason": "again"})
        secrets.append(rotated.json()["key"])
    own_doors.a_second_later()
    assert [await works(own_doors, each) for each in secrets] == [False, True, True]


async def test_a_revoked_key_opens_nothing_within_a_second_with_both_secrets(
    own_doors: Doors,
) -> None:
    admin = await own_doors.operator()
    old = await issue(own_doors, admin)
    path = f"{KEYS}/{old['id']}"
    new = (await own_doors.call("POST", f"{path}/rotation", admin, json={"reason": "abc"})).json()
    assert await works(own_doors, new["key"])
    revoked = await own_doors.call("POST", f"{path}/revocation", admin, json={"reason": "gone"})
    assert revoked.status_code == 200
    own_doors.a_second_later()
    assert not await works(own_doors, old["key"])
    assert not await works(own_doors, new["key"])
    again = await own_doors.call("POST", f"{path}/revocation", admin, json={"reason": "twice"})
    assert again.json() == revoked.json()
    rotation = await own_doors.call("POST", f"{path}/rotation", admin, json={"reason": "abc"})
    is_problem(rotation, 409, "merchant_key_ended")


async def test_a_key_with_an_end_ends(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    made = await issue(own_doors, admin, days=1)
    assert await works(own_doors, made["key"])
    own_doors.clock.advance(24 * HOUR)
    assert not await works(own_doors, made["key"])


async def test_a_merchant_rotates_its_own_key_if_the_key_may(own_doors: Doors) -> None:
    rotation = f"{OWN}/rotation"
    till = await own_doors.merchant(scopes=("rentals",))
    is_problem(await own_doors.call("POST", rotation, till, json={}), 403, "scope_missing")
    old = await own_doors.merchant(scopes=("key_rotation",))
    new = (await own_doors.call("POST", rotation, old, json={"overlap_hours": 2})).json()["key"]
    own_doors.a_second_later()
    assert await works(own_doors, old)
    assert await works(own_doors, new)
    # The reply got lost: asked again with the old one, whose time is not made longer by it.
    own_doors.clock.advance(HOUR)
    again = await own_doors.call("POST", rotation, old, json={"overlap_hours": 24})
    own_doors.a_second_later()
    assert not await works(own_doors, new)
    assert await works(own_doors, again.json()["key"])
    own_doors.clock.advance(HOUR)
    assert not await works(own_doors, old)
    rows = await log(own_doors, action="rotate_merchant_key")
    assert [row["actor"] for row in rows] == [f"merchant:{KIOSK}"] * 2


async def test_pages_are_of_one_merchant_or_of_all(own_doors: Doors) -> None:
    admin = await own_doors.operator(Role.SUPPORT)
    for merchant in (KIOSK, BIKES, KIOSK):
        await own_doors.merchant(merchant)
        own_doors.clock.advance(MINUTE)
    pages, cursor = [], ""
    while True:
        query = f"?merchant={KIOSK}&limit=1" + (f"&cursor={cursor}" if cursor else "")
        page = (await own_doors.call("GET", KEYS + query, admin)).json()
        pages.append([key["merchant"] for key in page["keys"]])
        if "next_cursor" not in page:
            break
        cursor = page["next_cursor"]
    assert pages == [[KIOSK], [KIOSK]]
    other = await own_doors.call("GET", f"{KEYS}?merchant={BIKES}&cursor={cursor}", admin)
    is_problem(other, 422, "invalid_request")
    assert len((await own_doors.call("GET", KEYS, admin)).json()["keys"]) == 3


@pytest.mark.parametrize(
    "body",
    [
        {"scopes": ["everything"]},
        {"reason": ""},
        {"merchant": "nobody"},
        {"days": 0},
        {"label": "x" * 65},
        {"test": False},
    ],
)
async def test_what_cannot_be_issued_is_refused(own_doors: Doors, body: dict[str, Any]) -> None:
    admin = await own_doors.operator()
    answer = await own_doors.call("POST", KEYS, admin, json=WANTED | body)
    assert answer.status_code in (404, 422)
    assert (await own_doors.call("GET", KEYS, admin)).json() == {"keys": []}


async def test_check_finds_a_key_that_nobody_gave_out(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    made = await issue(own_doors, admin)
    path = f"{KEYS}/{made['id']}/revocation"
    await own_doors.call("POST", path, admin, json={"reason": "gone"})
    store = own_doors.context.store
    assert (await check(store)).green
    await store.driver.db.audit_log.delete_one({"action": "revoke_merchant_key"})
    await store.driver.db.operators.update_many({}, {"$set": {"disabled_at": None}})
    [found] = (await check(store)).violations
    assert (found.invariant, found.subject) == ("I15", f"merchant_key:{made['id']}")
    await store.driver.db.audit_log.delete_many({})
    assert len((await check(store)).violations) == 4  # issued, revoked, added, signed in
