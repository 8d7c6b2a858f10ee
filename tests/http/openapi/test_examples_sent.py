"""Examples of bodies, sent as they stand: whoever copies one gets a yes."""

from typing import Any

from service.http.openapi.examples import EXAMPLES
from tests.http.doors import Doors


def body(schema: str, name: str) -> dict[str, Any]:
    """A named example."""
    found: dict[str, Any] = EXAMPLES[schema][name]
    return found


async def sent(doors: Doors, path: str, token: str, given: Any, status: int = 200) -> Any:
    """The answer to a POST that has to go right."""
    answered = await doors.call("POST", path, token, json=given)
    assert answered.status_code == status, answered.text
    return answered.json()


async def test_the_examples_of_the_documents_way_through_the_demo(doors: Doors) -> None:
    token, kiosk = await doors.pending(), await doors.merchant()
    enrolled = await sent(doors, "/v1/me/activation", token, body("Enrolment", "in_berlin"))
    assert enrolled == body("Activated", "enrolled")
    pseudonym = ""
    for example in EXAMPLES["ConsentGiven"].values():
        granted = await sent(doors, "/v1/me/consents", token, example, 201)
        pseudonym = granted.get("pseudonym", pseudonym)
    event = body("TaskEvent", "umbrella_returned") | {"member": pseudonym}
    await sent(doors, f"/v1/me/tasks/{event['task']}", token, None)
    done = await sent(doors, "/v1/merchant/events", kiosk, event)
    assert done == body("EventCounted", "first_of_the_day")
    await sent(doors, "/v1/me/collections", token, body("Wanted", "all_that_is_ripe"))
    opened = await sent(doors, "/v1/me/passes", token, body("PassWanted", "an_umbrella"), 201)
    assert set(opened) == set(body("PassOpened", "for_a_minute"))
    shown = body("PassShown", "as_scanned") | {"token": opened["token"]}
    checked = await sent(doors, "/v1/merchant/checks", kiosk, shown)
    assert checked == body("Checked", "no")


async def test_the_examples_of_signing_in_and_of_a_new_name(doors: Doors) -> None:
    for example in EXAMPLES["CodeWanted"].values():
        asked = await doors.call("POST", "/v1/sign-in/codes", json=example)
        assert asked.status_code == 202, asked.text
        assert set(asked.json()) == set(body("CodeRequested", "sent"))
    renamed = await doors.call(
        "PATCH", "/v1/me", await doors.member(), json=body("NewName", "another_name")
    )
    assert renamed.json() == body("Renamed", "another_name")


async def test_answers_have_the_fields_of_their_examples(doors: Doors) -> None:
    signed, example = await doors.tokens("example@example.org"), body("Tokens", "first_time")
    assert set(signed) == set(example)
    me = await doors.call("GET", "/v1/me", signed["access_token"])
    assert set(me.json()) == set(body("Me", "just_signed_in"))
    purse = await doors.call("GET", "/v1/me/purse", signed["access_token"])
    assert set(purse.json()) <= set(body("PurseView", "ripe_and_collected"))
