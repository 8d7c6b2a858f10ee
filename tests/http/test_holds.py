"""Paying with seeds over HTTP: a member, a till, and what neither of them is told."""

from datetime import timedelta
from typing import Any

import pytest

from service.members.consents import Purpose
from tests.http.doors import BIKES, KIOSK, Doors, is_problem

TASK = "return-umbrella"


async def payer(doors: Doors) -> str:
    """A member with 20 collected seeds."""
    token = await doors.member()
    linked = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    await doors.call("POST", f"/v1/me/tasks/{TASK}", token)
    now = doors.clock.domain_now().isoformat()
    event = {"member": linked["pseudonym"], "task": TASK, "event_at": now}
    await doors.call("POST", "/v1/merchant/events", await doors.merchant(), json=event)
    await doors.call("POST", "/v1/me/collections", token, json={})
    return token


async def hold(doors: Doors, token: str, **more: Any) -> dict[str, Any]:
    body = {"merchant": KIOSK, "seeds": 12, "minutes": 15} | more
    answered = await doors.call("POST", "/v1/me/holds", token, json=body)
    assert answered.status_code == 201, answered.text
    found: dict[str, Any] = answered.json()
    return found


async def test_a_purchase_and_its_refund(doors: Doors) -> None:
    token, till = await payer(doors), await doors.merchant()
    held = await hold(doors, token, what="order-7")
    purse = (await doors.call("GET", "/v1/me/purse", token)).json()
    assert (purse["seeds"], purse["available"]) == (20, 8)
    assert purse["holds"] == [{"hold": held["id"], "seeds": 12, "ends_at": held["ends_at"]}]
    path = f"/v1/merchant/holds/{held['id']}"
    seen = (await doors.call("GET", path, till)).json()
    assert seen == held
    assert set(seen) == {
        "id", "merchant", "seeds", "at", "ends_at", "state", "state_at", "what"
    }  # fmt: skip
    paid = await doors.call("POST", f"{path}/post", till, json={"seeds": 10})
    assert (paid.status_code, paid.json()["posted"]) == (200, 10)
    listed = (await doors.call("GET", "/v1/merchant/holds", till)).json()["holds"]
    assert paid.json() in listed
    statement = (await doors.call("GET", "/v1/me/statement?reason=spend", token)).json()
    [line] = statement["transfers"]
    assert (line["hold"], line["seeds"], line["credit"]) == (held["id"], -10, {"kind": "spent"})
    back = await doors.call("POST", f"{path}/refund", till)
    assert back.json()["state"] == "refunded"
    [refund] = (await doors.call("GET", "/v1/me/statement?reason=refund", token)).json()[
        "transfers"
    ]
    assert refund["reverses"] == line["id"]
    mine = (await doors.call("GET", "/v1/me/holds", token)).json()["holds"]
    assert [one["state"] for one in mine] == ["refunded"]
    inbox = (await doors.call("GET", "/v1/me/inbox", token)).json()["messages"]
    assert [one["kind"] for one in inbox if one["kind"].startswith("hold")].count(
        "hold_refunded"
    ) == 1


async def test_only_the_merchant_it_is_for_may_take_it(doors: Doors) -> None:
    token = await payer(doors)
    path = f"/v1/merchant/holds/{(await hold(doors, token))['id']}"
    bikes, narrow = await doors.merchant(BIKES), await doors.merchant(scopes=("rentals",))
    for method, step in (("GET", ""), ("POST", "/post"), ("POST", "/void"), ("POST", "/refund")):
        sent = {"json": {}} if step == "/post" else {}
        foreign = await doors.call(method, path + step, bikes, **sent)
        is_problem(foreign, 404, "spending_unknown")
        is_problem(await doors.call(method, path + step, narrow, **sent), 403, "scope_missing")
    assert (await doors.call("GET", "/v1/merchant/holds", bikes)).json()["holds"] == []


async def test_what_was_called_off_is_not_taken_and_says_what_could_be(doors: Doors) -> None:
    token, till = await payer(doors), await doors.merchant()
    id_ = (await hold(doors, token))["id"]
    gone = await doors.call("POST", f"/v1/me/holds/{id_}/cancel", token)
    assert (gone.json()["state"], gone.json()["voided_by"]) == ("voided", "member")
    late = await doors.call("POST", f"/v1/merchant/holds/{id_}/post", till, json={})
    problem = is_problem(late, 409, "wrong_spending_state")
    assert problem["refusal"] == {"state": "voided", "wanted": "posted", "allowed": []}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"seeds": 21}, 409, "not_enough_seeds"),
        ({"minutes": 21_601}, 422, "hold_length"),
        ({"merchant": "nobody"}, 404, "merchant_unknown"),
        ({"seeds": 0}, 422, "invalid_request"),
        ({"seeds": 1.5}, 422, "invalid_request"),
        ({"seeds": 2**53}, 422, "invalid_request"),
        ({"minutes": 0}, 422, "invalid_request"),
        ({"what": "a whole sentence"}, 422, "invalid_request"),
        ({"what": "<b>"}, 422, "invalid_request"),
        ({"account": "alice"}, 422, "invalid_request"),
    ],
)
async def test_what_cannot_be_set_aside(
    doors: Doors, body: dict[str, Any], status: int, code: str
) -> None:
    token = await payer(doors)
    sent = {"merchant": KIOSK, "seeds": 12, "minutes": 15} | body
    answered = await doors.call("POST", "/v1/me/holds", token, json=sent)
    is_problem(answered, status, code)


async def test_after_its_end_it_is_too_late(own_doors: Doors) -> None:
    token, till = await payer(own_doors), await own_doors.merchant()
    id_ = (await hold(own_doors, token, minutes=2))["id"]
    own_doors.clock.advance(timedelta(minutes=2))
    late = await own_doors.call("POST", f"/v1/merchant/holds/{id_}/post", till, json={})
    is_problem(late, 409, "hold_ended")
