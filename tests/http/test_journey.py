"""The whole way: sign in, enrol, join, do, collect, ask for a perk. Sums and replays on the way."""

from service.members.consents import PROGRAMME, Purpose
from tests.http.doors import BIKES, KIOSK, Doors, is_problem, somebody


async def test_from_a_code_to_an_umbrella(doors: Doors) -> None:
    token, kiosk = await doors.member(), await doors.merchant()
    link = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    joined = await doors.call("POST", "/v1/me/tasks/return-umbrella", token)
    assert joined.json()["task"] == "return-umbrella"
    event = {
        "member": link["pseudonym"],
        "task": "return-umbrella",
        "event_at": "2026-03-04T13:00:00.123456+01:00",
    }
    done = await doors.call("POST", "/v1/merchant/events", kiosk, json=event)
    assert done.json() == {
        "task": "return-umbrella",
        "period": "2026-03-04",
        "state": "completed",
        "done": 1,
        "goal": 1,
        "seeds": 20,
        "already": False,
    }
    purse = (await doors.call("GET", "/v1/me/purse", token)).json()
    assert (purse["ripe"], purse["seeds"], len(purse["basket"])) == (20, 0, 1)
    collected = await doors.call("POST", "/v1/me/collections", token, json={})
    assert collected.json() == {"collected": 20, "seeds": 20, "ripe": 0}

    await doors.consent(token, Purpose.ELIGIBILITY, KIOSK)
    wanted = {"perk": "umbrella", "merchant": KIOSK}
    shown = await doors.call("POST", "/v1/me/passes", token, json=wanted)
    assert shown.status_code == 201
    asked = {"token": shown.json()["token"]}
    checked = await doors.call("POST", "/v1/merchant/checks", kiosk, json=asked, key="till-1")
    assert checked.json() == {"perk": "umbrella", "answer": "no"}
    again = await doors.call("POST", "/v1/merchant/checks", kiosk, json=asked, key="till-1")
    assert again.json() == checked.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in checked.headers
    second = await doors.call("POST", "/v1/merchant/checks", kiosk, json=asked)
    is_problem(second, 409, "pass_used")

    looks = (await doors.call("GET", "/v1/me/access-log", token)).json()["looks"]
    assert {(look["who"], look["why"]) for look in looks} == {(KIOSK, "umbrella")}
    kinds = {m["kind"] for m in (await doors.call("GET", "/v1/me/inbox", token)).json()["messages"]}
    assert kinds == {"welcome", "perk_answered"}


async def test_a_new_member_is_asked_and_not_scored(doors: Doors) -> None:
    contact = somebody()
    signed = await doors.tokens(contact)
    assert signed["new_member"] is True
    assert signed["token_type"] == "Bearer"
    token = signed["access_token"]
    me = (await doors.call("GET", "/v1/me", token)).json()
    assert (me["state"], me["scored"], me["display_name"]) == ("pending", False, "")
    assert "active_since" not in me
    refused = await doors.call("POST", "/v1/me/tasks/return-umbrella", token)
    is_problem(refused, 409, "membership_not_active")
    again = await doors.tokens(contact.upper() + " ")
    assert again["new_member"] is False


async def test_the_score_needs_a_consent_and_a_publication(doors: Doors) -> None:
    token = await doors.member()
    problem = is_problem(await doors.call("GET", "/v1/me/score", token), 409, "no_consent")
    assert problem["refusal"] == {"purpose": "score", "counterparty": "programme"}
    await doors.consent(token, Purpose.SCORE, PROGRAMME)
    score = await doors.call("GET", "/v1/me/score", token)
    assert score.json() == {"available": False}
    assert (await doors.call("GET", "/v1/me", token)).json()["scored"] is True


async def test_consents_are_listed_until_they_are_taken_back(doors: Doors) -> None:
    token = await doors.member()
    await doors.consent(token, Purpose.ELIGIBILITY, BIKES)
    listed = (await doors.call("GET", "/v1/me/consents", token)).json()["consents"]
    assert [(c["purpose"], c["counterparty"]) for c in listed] == [
        ("enrolment", "programme"),
        ("eligibility", BIKES),
    ]
    assert "ends_at" not in listed[0]
    path = f"/v1/me/consents/eligibility/{BIKES}"
    gone = await doors.call("DELETE", path, token)
    assert gone.json() == {"purpose": "eligibility", "counterparty": BIKES, "state": "active"}
    is_problem(await doors.call("DELETE", path, token), 409, "no_consent")
    left = await doors.call("DELETE", "/v1/me/consents/enrolment/programme", token)
    assert left.json()["state"] == "closing"


async def test_a_name_is_changed_everywhere(doors: Doors) -> None:
    token = await doors.member()
    renamed = await doors.call("PATCH", "/v1/me", token, json={"display_name": " Al  ice "})
    assert renamed.json() == {"display_name": "Al ice"}
    assert (await doors.call("GET", "/v1/me", token)).json()["display_name"] == "Al ice"
    hidden = await doors.call("PATCH", "/v1/me", token, json={"display_name": "A\u202elice"})
    is_problem(hidden, 422, "bad_display_name")


async def test_a_merchant_is_told_a_pseudonym_and_nothing_else(doors: Doors) -> None:
    token, bikes = await doors.member(), await doors.merchant(BIKES)
    link = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    renewed = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    assert renewed["pseudonym"] == link["pseudonym"]
    event = {"member": link["pseudonym"], "task": "weekly-ride", "event_at": "2026-03-04T12:00:00Z"}
    foreign = await doors.call("POST", "/v1/merchant/events", bikes, json=event)
    unknown = await doors.call(
        "POST", "/v1/merchant/events", bikes, json=event | {"member": "0" * 32}
    )
    assert is_problem(foreign, 404, "member_not_linked")["refusal"] == {}
    assert foreign.json()["detail"] == unknown.json()["detail"]
    own = await doors.call("POST", "/v1/merchant/events", await doors.merchant(), json=event)
    account = doors.keys.read_access(token, doors.clock.server_now())
    assert account is not None
    for answer in (foreign, unknown, own):
        assert account.sub not in answer.text


async def test_the_programme_is_public_and_cacheable(doors: Doors) -> None:
    shown = await doors.call("GET", "/v1/programme")
    assert {task["id"] for task in shown.json()["tasks"]} >= {"return-umbrella"}
    etag = shown.headers["etag"]
    same = await doors.call("GET", "/v1/programme", headers={"If-None-Match": etag})
    assert (same.status_code, same.content) == (304, b"")
    words = await doors.call("GET", "/v1/programme/texts/enrolment")
    assert words.json()["purpose"] == "enrolment"
    is_problem(await doors.call("GET", "/v1/programme/texts/nothing"), 422, "invalid_request")
