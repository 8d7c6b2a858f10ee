"""Endpoints at the doors: the secret once, addresses of public servers only, one's own alone."""

from datetime import datetime
from typing import Any

from bson import Int64

from service.webhooks.url import read_url
from tests.http.doors import BIKES, KIOSK, Doors, is_problem
from tests.people import DAY, MS
from tests.webhooks.hostile import URLS

PATH = "/v1/merchant/endpoints"
WANTED = {"url": "https://hooks.example.com/x?team=7", "subjects": ["rentals", "rentals"]}


async def fresh(doors: Doors, merchant: str = KIOSK) -> str:
    """A key of a merchant that has no endpoint."""
    await doors.context.store.driver.db.endpoints.delete_many({"_id": merchant})
    return await doors.merchant(merchant)


async def made(doors: Doors, key: str, **more: Any) -> Any:
    answer = await doors.call("POST", PATH, key, json=WANTED | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_its_secret_is_shown_once_and_its_public_key_always(doors: Doors) -> None:
    key = await fresh(doors)
    answer = await doors.call("POST", PATH, key, json=WANTED, key="only-once")
    body = answer.json()
    assert body["secret"].startswith("whsec_")
    endpoint = body["endpoint"]
    assert endpoint["public_key"].startswith("whpk_")
    assert endpoint["subjects"] == ["rentals"]
    again = await doors.call("POST", PATH, key, json=WANTED, key="only-once")
    is_problem(again, 409, "answer_not_repeated")
    shown = await doors.call("GET", f"{PATH}/{endpoint['id']}", key)
    listed = await doors.call("GET", PATH, key)
    assert shown.json() == endpoint
    assert listed.json() == {"endpoints": [endpoint]}
    stored = await doors.context.store.driver.db.endpoints.find_one({"_id": KIOSK})
    for text in (shown.text, listed.text, repr(stored)):
        assert body["secret"].removeprefix("whsec_") not in text


async def test_every_hostile_address_is_refused_when_it_is_named_and_when_it_is_changed(
    doors: Doors,
) -> None:
    key = await fresh(doors)
    id_ = (await made(doors, key))["endpoint"]["id"]
    for url in URLS:
        assert read_url(url) != url
        # What has no length, or too much of it, is no address by its shape alone.
        code = "endpoint_url_refused" if 0 < len(url) <= 500 else "invalid_request"
        named = await doors.call("POST", PATH, key, json=WANTED | {"url": url})
        is_problem(named, 422, code)
        changed = await doors.call("PATCH", f"{PATH}/{id_}", key, json={"url": url})
        is_problem(changed, 422, code)
    (left,) = (await doors.call("GET", PATH, key)).json()["endpoints"]
    assert left["url"] == WANTED["url"]


async def test_changed_rotated_tested_listed_and_removed(doors: Doors) -> None:
    key = await fresh(doors)
    first = await made(doors, key)
    path = f"{PATH}/{first['endpoint']['id']}"
    changed = await doors.call("PATCH", path, key, json={"subjects": ["holds"]})
    assert changed.json() == first["endpoint"] | {"subjects": ["holds"]}
    at = doors.clock.domain_now()
    rotated = (await doors.call("POST", f"{path}/rotate", key)).json()
    assert rotated["secret"] != first["secret"]
    assert rotated["endpoint"]["public_key"] != first["endpoint"]["public_key"]
    assert datetime.fromisoformat(rotated["endpoint"]["previous_ends_at"]) == at + DAY
    tested = await doors.call("POST", f"{path}/test", key)
    assert (tested.status_code, tested.json()["state"]) == (201, "waiting")
    waiting = await doors.call("GET", f"{path}/deliveries?state=waiting", key)
    assert waiting.json() == {"deliveries": [tested.json()]}
    dead = await doors.call("GET", f"{path}/deliveries?state=dead", key)
    assert dead.json() == {"deliveries": []}
    replay = await doors.call("POST", f"{path}/deliveries/{tested.json()['id']}/replay", key)
    is_problem(replay, 409, "delivery_waits")
    enabled = await doors.call("POST", f"{path}/enable", key)
    assert enabled.json()["state"] == "enabled"
    assert (await doors.call("DELETE", path, key)).json() == {"id": first["endpoint"]["id"]}
    is_problem(await doors.call("GET", path, key), 404, "endpoint_unknown")


async def test_a_secret_that_signs_no_more_is_not_named(doors: Doors) -> None:
    key = await fresh(doors)
    path = f"{PATH}/{(await made(doors, key))['endpoint']['id']}"
    await doors.call("POST", f"{path}/rotate", key)
    book, ends_at = {"_id": KIOSK}, "endpoints.0.keys.1.ends_at"
    now = doors.clock.server_now()
    for end, shown in ((now + MS, True), (now, False)):
        await doors.context.store.driver.db.endpoints.update_one(book, {"$set": {ends_at: end}})
        answers = [(await doors.call("GET", path, key)).json()]
        answers += (await doors.call("GET", PATH, key)).json()["endpoints"]
        answers.append((await doors.call("POST", f"{path}/enable", key)).json())
        answers.append((await doors.call("PATCH", path, key, json={"subjects": ["holds"]})).json())
        assert [("previous_ends_at" in each) for each in answers] == [shown] * 4


async def test_what_waits_for_another_says_so_and_not_for_which(doors: Doors) -> None:
    key = await fresh(doors)
    path = f"{PATH}/{(await made(doors, key))['endpoint']['id']}"
    first, second = [(await doors.call("POST", f"{path}/test", key)).json() for _ in range(2)]

    async def listed() -> dict[str, Any]:
        rows = (await doors.call("GET", f"{path}/deliveries", key)).json()["deliveries"]
        return {row["id"]: row for row in rows}

    held = second | {"held_up": True}
    assert await listed() == {first["id"]: first, second["id"]: held}
    failing = {"tries": 1, "error": "timeout"}
    stored = failing | {"tries": Int64(1)}
    rows = doors.context.store.driver.db.deliveries
    await rows.update_one({"_id": first["id"]}, {"$set": stored})
    assert await listed() == {first["id"]: first | failing, second["id"]: held}
    await rows.update_one({"_id": first["id"]}, {"$set": {"state": "dead"}})
    assert (await listed())[second["id"]] == second


async def test_ten_and_no_more(doors: Doors) -> None:
    key = await fresh(doors)
    for _ in range(10):
        await made(doors, key)
    refused = await doors.call("POST", PATH, key, json=WANTED)
    is_problem(refused, 409, "too_many_endpoints")


async def test_anothers_does_not_exist_and_a_key_without_the_scope_opens_nothing(
    doors: Doors,
) -> None:
    mine, its = await fresh(doors), await fresh(doors, BIKES)
    path = f"{PATH}/{(await made(doors, mine))['endpoint']['id']}"
    calls = [("GET", path), ("GET", f"{path}/deliveries"), ("DELETE", path)]
    calls += [("POST", f"{path}/{verb}") for verb in ("rotate", "test", "enable")]
    poor = await doors.merchant(KIOSK, ("rentals",))
    for method, each in calls:
        is_problem(await doors.call(method, each, its), 404, "endpoint_unknown")
        is_problem(await doors.call(method, each, poor), 403, "scope_missing")
    assert (await doors.call("GET", PATH, its)).json() == {"endpoints": []}
    assert (await doors.call("GET", path, mine)).status_code == 200
