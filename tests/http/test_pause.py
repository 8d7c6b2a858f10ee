"""Pausing at the door: what `GET /v1/me` says, and who can still do what."""

from service.members.consents import Purpose
from tests.http.doors import Doors, is_problem


async def test_a_pause_is_shown_and_ended(doors: Doors) -> None:
    token = await doors.member()
    await doors.consent(token, Purpose.SCORE, "programme")
    code = (await doors.call("POST", "/v1/me/invitations", token)).json()["code"]
    paused = await doors.call("POST", "/v1/me/pause", token)
    assert paused.json()["state"] == "paused"
    me = (await doors.call("GET", "/v1/me", token)).json()
    assert (me["state"], me["scored"], me["paused_at"]) == (
        "paused",
        False,
        paused.json()["state_at"],
    )
    again = await doors.call("POST", "/v1/me/pause", token)
    is_problem(again, 409, "wrong_state")
    resumed = await doors.call("POST", "/v1/me/resume", token)
    assert (resumed.json()["state"], resumed.json()["seconds_given"]) == ("active", 0)
    me = (await doors.call("GET", "/v1/me", token)).json()
    assert (me["scored"], "paused_at" in me, "closes_at" in me) == (True, False, False)
    mine = (await doors.call("GET", "/v1/me/invitations", token)).json()
    assert [each["code"] for each in mine["invitations"]] == [code]


async def test_who_leaves_is_told_until_when_they_can_come_back(doors: Doors) -> None:
    token = await doors.member()
    await doors.call("DELETE", "/v1/me/consents/enrolment/programme", token)
    me = (await doors.call("GET", "/v1/me", token)).json()
    assert (me["state"], me["scored"]) == ("closing", False)
    assert me["closes_at"] > me["state_at"]


async def test_a_minor_is_told_so(doors: Doors) -> None:
    now = doors.clock.domain_now().year
    token = await doors.member(birth_year=now - 16)
    me = (await doors.call("GET", "/v1/me", token)).json()
    assert (me["minor"], me["birth_year"], me["scored"]) == (True, now - 16, False)
    body = {"purpose": "board", "counterparty": "seeds-weekly", "text_sha256": "0" * 64}
    refused = await doors.call("POST", "/v1/me/consents", token, json=body)
    problem = is_problem(refused, 403, "not_for_minors")
    assert problem["refusal"]["barred"] == "boards"
