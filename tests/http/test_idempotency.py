"""The same key twice is one deed: the answer is repeated, refusals and all."""

from service.members.consents import Purpose
from tests.http.doors import KIOSK, Doors, is_problem, text

REPLAYED = "idempotent-replayed"


async def test_an_answer_is_repeated_to_its_caller_only(doors: Doors) -> None:
    alice, bob = await doors.member(), await doors.member()
    path, key = "/v1/me/tasks/weekly-ride", "the same key"
    key = "the-same-key"
    first = await doors.call("POST", path, alice, key=key)
    again = await doors.call("POST", path, alice, key=key)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers[REPLAYED] == "true"
    other = await doors.call("POST", path, bob, key=key)
    assert REPLAYED not in other.headers


async def test_a_refusal_is_repeated_too(doors: Doors) -> None:
    token = await doors.member()
    first = await doors.call("POST", "/v1/me/tasks/nothing", token, key="k")
    assert REPLAYED not in first.headers
    again = await doors.call("POST", "/v1/me/tasks/nothing", token, key="k")
    assert again.headers[REPLAYED] == "true"
    one, two = is_problem(first, 404, "task_unknown"), is_problem(again, 404, "task_unknown")
    assert one["refusal"] == two["refusal"] == {"task": "nothing"}
    assert one["instance"] != two["instance"]


async def test_a_key_is_for_one_request(doors: Doors) -> None:
    token = await doors.member()
    await doors.call("POST", "/v1/me/tasks/weekly-ride", token, key="k")
    for path in ("/v1/me/tasks/return-umbrella", "/v1/me/consents/score/programme"):
        method = "POST" if "tasks" in path else "DELETE"
        response = await doors.call(method, path, token, key="k")
        is_problem(response, 422, "key_reused")


async def test_what_was_not_understood_is_not_remembered(doors: Doors) -> None:
    token = await doors.member()
    body = {"purpose": "score", "counterparty": "programme", "text_sha256": text(Purpose.SCORE)}
    wrong = await doors.call("POST", "/v1/me/consents", token, key="k", json=body | {"days": "9"})
    is_problem(wrong, 422, "invalid_request")
    right = await doors.call("POST", "/v1/me/consents", token, key="k", json=body)
    assert right.status_code == 201


async def test_nothing_is_repeated_after_the_consent_has_gone(doors: Doors) -> None:
    token, kiosk = await doors.member(), await doors.merchant()
    link = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    await doors.call("POST", "/v1/me/tasks/return-umbrella", token)
    event = {"member": link["pseudonym"], "task": "return-umbrella"}
    event["event_at"] = "2026-03-04T12:00:00Z"
    key = link["pseudonym"]
    first = await doors.call("POST", "/v1/merchant/events", kiosk, key=key, json=event)
    assert first.json()["seeds"] == 20
    again = await doors.call("POST", "/v1/merchant/events", kiosk, key=key, json=event)
    assert (again.content, again.headers[REPLAYED]) == (first.content, "true")
    twice = await doors.call("POST", "/v1/merchant/events", kiosk, json=event)
    assert twice.json()["already"] is True
    await doors.call("DELETE", f"/v1/me/consents/task_events/{KIOSK}", token)
    gone = await doors.call("POST", "/v1/merchant/events", kiosk, key=key, json=event)
    is_problem(gone, 404, "member_not_linked")
    assert gone.headers[REPLAYED] == "true"


async def test_an_event_outside_of_time_is_refused(doors: Doors) -> None:
    kiosk = await doors.merchant()
    for at in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1999-12-31T00:00:00Z"):
        body = {"member": "x", "task": "weekly-ride", "event_at": at}
        response = await doors.call("POST", "/v1/merchant/events", kiosk, json=body)
        problem = is_problem(response, 422, "invalid_request")
        assert problem["refusal"]["errors"][0]["field"] == "event_at"
    naive = {"member": "x", "task": "weekly-ride", "event_at": "2026-03-04T12:00:00"}
    is_problem(
        await doors.call("POST", "/v1/merchant/events", kiosk, json=naive), 422, "invalid_request"
    )
