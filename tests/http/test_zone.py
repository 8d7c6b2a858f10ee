"""A member's zone at the doors: the one in force, and the one that is to come."""

from tests.http.doors import Doors, is_problem


async def test_a_change_of_zone_is_told_before_it_acts(doors: Doors) -> None:
    token = await doors.member()
    changed = await doors.call("PUT", "/v1/me/zone", token, json={"zone": "Asia/Shanghai"})
    assert changed.json() == {"zone": "Asia/Shanghai", "from": "2026-03-04T23:00:00Z"}
    me = (await doors.call("GET", "/v1/me", token)).json()
    assert (me["zone"], me["next_zone"]) == ("Europe/Berlin", "Asia/Shanghai")
    assert me["next_zone_at"] == "2026-03-04T23:00:00Z"
    back = await doors.call("PUT", "/v1/me/zone", token, json={"zone": "Europe/Berlin"})
    assert back.json() == {"zone": "Europe/Berlin"}
    assert "next_zone" not in (await doors.call("GET", "/v1/me", token)).json()


async def test_what_is_no_zone_says_how_to_write_one(doors: Doors) -> None:
    token = await doors.member()
    refused = await doors.call("PUT", "/v1/me/zone", token, json={"zone": "Berlin"})
    problem = is_problem(refused, 422, "unknown_zone")
    assert "Europe/Berlin" in problem["detail"]
    long = await doors.call("PUT", "/v1/me/zone", token, json={"zone": "x" * 65})
    is_problem(long, 422, "invalid_request")
