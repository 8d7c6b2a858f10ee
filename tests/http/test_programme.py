"""Where nobody can change the programme, there is one version of it."""

from tests.http.doors import Doors


async def test_the_one_version_is_in_force_and_can_be_read_whole(doors: Doors) -> None:
    listed = await doors.call("GET", "/v1/programme/versions")
    assert listed.json() == {
        "versions": [{"version": 1, "effective_at": "2026-01-01T00:00:00Z", "in_force": True}]
    }
    whole = await doors.call("GET", "/v1/programme/versions/1")
    assert whole.json() == (await doors.call("GET", "/v1/programme")).json()
