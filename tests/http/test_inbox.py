"""The doors of the inbox: what is unread, what was seen, and where notices go from it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.schema.page import INBOX
from tests.http.doors import Doors, is_problem, somebody

REACH, SEEN = "/v1/me/reach", "/v1/me/inbox/seen"


async def messages(doors: Doors, token: str, count: int) -> list[str]:
    """So many more in the inbox, a minute apart; their ids, oldest first."""
    access = doors.keys.read_access(token, doors.clock.server_now())
    assert access is not None
    now = doors.clock.domain_now()
    made = [
        new_message(
            uuid.uuid4().hex,
            account=access.sub,
            kind=MessageKind.STREAK_WEEK,
            at=now + timedelta(minutes=number + 1),
            parameters={"weeks": number, "seeds": 5},
        )
        for number in range(count)
    ]
    await doors.context.store.driver.db.inbox.insert_many([INBOX.encode(each) for each in made])
    return [each.id for each in made]


async def unread(doors: Doors, token: str) -> int:
    count: int = (await doors.call("GET", "/v1/me/inbox?limit=1", token)).json()["unread"]
    return count


async def test_what_is_unread_is_counted_and_seen_up_to_a_message(doors: Doors) -> None:
    token = await doors.member()
    ids = await messages(doors, token, 5)
    assert await unread(doors, token) == 6
    answered = await doors.call("POST", SEEN, token, json={"up_to": ids[2]})
    assert answered.json() == {"seen": 4}
    page = (await doors.call("GET", "/v1/me/inbox", token)).json()
    assert page["unread"] == 2
    assert [each["id"] for each in page["messages"] if "seen_at" not in each] == [ids[4], ids[3]]
    answered = await doors.call("POST", SEEN, token, json={"messages": [ids[4]]})
    assert answered.json() == {"seen": 1}
    assert await unread(doors, token) == 1


async def test_the_same_key_gets_the_same_answer_whatever_was_seen_since(doors: Doors) -> None:
    token = await doors.member()
    ids = await messages(doors, token, 3)
    first = await doors.call("POST", SEEN, token, json={"up_to": ids[-1]}, key="once")
    again = await doors.call("POST", SEEN, token, json={"up_to": ids[-1]}, key="once")
    assert first.json() == again.json() == {"seen": 4}


async def test_counting_and_seeing_are_bounded(doors: Doors) -> None:
    token = await doors.member()
    ids = await messages(doors, token, 130)
    assert await unread(doors, token) == 100
    answered = await doors.call("POST", SEEN, token, json={"up_to": ids[-1]})
    assert answered.json() == {"seen": 101}
    assert await unread(doors, token) == 0
    too_many = await doors.call("POST", SEEN, token, json={"messages": ids[:101]})
    is_problem(too_many, 422, "invalid_request")


async def test_later_pages_do_not_count_again(doors: Doors) -> None:
    token = await doors.member()
    await messages(doors, token, 3)
    first = (await doors.call("GET", "/v1/me/inbox?limit=2", token)).json()
    path = f"/v1/me/inbox?limit=2&cursor={first['next_cursor']}"
    assert "unread" not in (await doors.call("GET", path, token)).json()


async def test_an_address_is_shown_by_its_first_letter_and_stored_sealed(doors: Doors) -> None:
    contact = f"alice-{somebody()}"
    token = await doors.member(contact)
    assert (await doors.call("GET", REACH, token)).json() == {
        "email": True,
        "push": True,
        "devices": [],
    }
    answered = await doors.call("PUT", REACH, token, json={"contact": contact.upper()})
    assert answered.json() == {"has_address": True, "email": True, "push": True}
    shown = (await doors.call("GET", REACH, token)).json()
    assert shown["address"] == "a…@example.org"
    stored = await doors.context.store.driver.db.reaches.find().to_list(None)
    assert "@" not in str(stored)
    assert contact not in str(stored)
    answered = await doors.call("DELETE", REACH, token)
    assert answered.json() == {"has_address": False}
    assert "address" not in (await doors.call("GET", REACH, token)).json()


async def test_the_same_key_may_be_sent_again_however_it_was_sealed(doors: Doors) -> None:
    contact = somebody()
    token = await doors.member(contact)
    for _ in range(2):
        answered = await doors.call("PUT", REACH, token, json={"contact": contact}, key="once")
        assert answered.status_code == 200, answered.text


@pytest.mark.parametrize(
    ("contact", "code"),
    [
        ("somebody-else@example.org", "contact_is_another"),
        ("+4915112345678", "notices_by_email"),
        ("no contact", "bad_contact"),
    ],
)
async def test_another_address_is_refused(doors: Doors, contact: str, code: str) -> None:
    token = await doors.member()
    answered = await doors.call("PUT", REACH, token, json={"contact": contact})
    is_problem(answered, 422, code)


PHONE = {"provider": "gateway", "token": "canary-token-of-a-phone"}
BROWSER: dict[str, Any] = {
    "provider": "webpush",
    "subscription": {"endpoint": "https://push.example.net/x", "p256dh": "BN", "auth": "tB"},
}


@pytest.mark.parametrize("target", [PHONE, BROWSER])
async def test_a_device_is_pushed_to_and_its_target_is_stored_sealed(
    doors: Doors, target: dict[str, Any]
) -> None:
    token = await doors.member()
    [device] = (await doors.call("GET", "/v1/me/devices", token)).json()["devices"]
    path = f"/v1/me/devices/{device['id']}/push"
    answered = await doors.call("PUT", path, token, json=target)
    one = {"device": device["id"], "provider": target["provider"]}
    assert answered.json() == one
    assert (await doors.call("GET", REACH, token)).json()["devices"] == [one]
    for collection in ("reaches", "idempotency"):
        stored = str(await doors.context.store.driver.db[collection].find().to_list(None))
        assert "canary" not in stored
        assert "push.example" not in stored
    assert (await doors.call("DELETE", path, token)).json() == {"device": device["id"]}
    assert (await doors.call("GET", REACH, token)).json()["devices"] == []


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ({"provider": "gateway"}, "target_unclear"),
        ({"provider": "webpush", "token": "t"}, "target_unclear"),
        ({"provider": "pigeon", "token": "t"}, "invalid_request"),
        ({"provider": "gateway", "token": "t" * 4097}, "invalid_request"),
        ({"provider": "gateway", "token": ""}, "invalid_request"),
        (
            BROWSER | {"subscription": BROWSER["subscription"] | {"endpoint": "http://10.0.0.1/x"}},
            "invalid_request",
        ),
    ],
)
async def test_a_target_that_cannot_be_used_is_refused(
    doors: Doors, target: dict[str, Any], code: str
) -> None:
    token = await doors.member()
    [device] = (await doors.call("GET", "/v1/me/devices", token)).json()["devices"]
    path = f"/v1/me/devices/{device['id']}/push"
    is_problem(await doors.call("PUT", path, token, json=target), 422, code)
