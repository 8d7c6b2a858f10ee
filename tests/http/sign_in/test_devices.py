"""A member's devices at the doors."""

from datetime import timedelta
from typing import Any

from tests.http.doors import Doors, is_problem, somebody

DEVICES = "/v1/me/devices"


async def listed(doors: Doors, token: str) -> list[dict[str, Any]]:
    response = await doors.call("GET", DEVICES, token)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["devices"]
    return found


async def test_the_list_says_since_when_and_which_one_asks(own_doors: Doors) -> None:
    contact = somebody()
    first = await own_doors.tokens(contact)
    own_doors.clock.advance(timedelta(minutes=10))
    second = await own_doors.tokens(contact)
    own_doors.clock.advance(timedelta(minutes=1))
    shown = {"refresh_token": first["refresh_token"]}
    refreshed = await own_doors.call("POST", "/v1/sign-in/refresh", json=shown)
    token = refreshed.json()["access_token"]
    one, two = await listed(own_doors, token)
    assert (one["id"], two["id"]) == (first["session"], second["session"])
    assert (one["current"], two["current"]) == (True, False)
    assert (one["name"], two["name"]) == ("phone", "phone")
    assert one["started_at"] < two["started_at"] == two["last_used_at"] < one["last_used_at"]
    assert set(one) == {"id", "name", "started_at", "last_used_at", "expires_at", "current"}


async def test_a_device_is_named_and_ended(doors: Doors) -> None:
    contact = somebody()
    lost, own = await doors.tokens(contact), await doors.tokens(contact)
    token, path = own["access_token"], f"{DEVICES}/{lost['session']}"
    named = await doors.call("PATCH", path, token, json={"name": " old\u202e phone "})
    assert (named.status_code, named.json()) == (200, {"id": lost["session"], "name": "old phone"})
    assert "old phone" in [each["name"] for each in await listed(doors, token)]
    ended = await doors.call("DELETE", path, token, key="end-it")
    assert (ended.status_code, ended.json()) == (200, {"session": lost["session"]})
    again = await doors.call("DELETE", path, token, key="end-it")
    assert (again.status_code, again.headers["idempotent-replayed"]) == (200, "true")
    assert [each["id"] for each in await listed(doors, token)] == [own["session"]]
    shown = {"refresh_token": lost["refresh_token"]}
    is_problem(await doors.call("POST", "/v1/sign-in/refresh", json=shown), 401, "session_ended")
    for method, body in (("DELETE", None), ("PATCH", {"name": "x"})):
        is_problem(await doors.call(method, path, token, json=body), 404, "device_unknown")


async def test_a_name_that_is_none_is_refused(doors: Doors) -> None:
    own = await doors.tokens(somebody())
    path = f"{DEVICES}/{own['session']}"
    for name, code in (("", "invalid_request"), ("x" * 65, "invalid_request")):
        refused = await doors.call("PATCH", path, own["access_token"], json={"name": name})
        is_problem(refused, 422, code)
    hidden = await doors.call("PATCH", path, own["access_token"], json={"name": "\u200b"})
    is_problem(hidden, 422, "bad_device_name")


async def test_somebody_elses_device_is_not_there(doors: Doors) -> None:
    alice, bob = await doors.tokens(somebody()), await doors.tokens(somebody())
    path = f"{DEVICES}/{alice['session']}"
    for method, body in (("DELETE", None), ("PATCH", {"name": "mine"})):
        refused = await doors.call(method, path, bob["access_token"], json=body)
        is_problem(refused, 404, "device_unknown")
    assert [each["id"] for each in await listed(doors, bob["access_token"])] == [bob["session"]]
    assert [each["name"] for each in await listed(doors, alice["access_token"])] == ["phone"]


async def test_the_inbox_tells_of_each_way_in_and_out(doors: Doors) -> None:
    contact = somebody()
    lost, own = await doors.tokens(contact), await doors.tokens(contact)
    token = own["access_token"]
    await doors.call("DELETE", f"{DEVICES}/{lost['session']}", token)
    await doors.tokens(contact)
    body = {"keep_this": True}
    ended = await doors.call("POST", "/v1/me/sign-out-everywhere", token, json=body)
    assert ended.json() == {"ended": 1}
    inbox = (await doors.call("GET", "/v1/me/inbox", token)).json()["messages"]
    kinds = sorted(each["kind"] for each in inbox)
    assert kinds == [
        "device_signed_in",
        "device_signed_in",
        "device_signed_out",
        "devices_signed_out",
    ]
