"""Vouchers over HTTP: whole journeys, what a till learns, and what it is never told."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from rewards.perks.merchants.refusals import MerchantSuspended
from rewards.perks.merchants.standing import suspended
from rewards.perks.vouchers.code import with_checks
from service.check.run import check
from service.flows.vouchers.buy_voucher import BUY_VOUCHER, BuyVoucher
from service.members.consents import Purpose
from service.store.schema.page import STANDINGS
from tests.http.doors import KIOSK, Doors, is_problem
from tests.http.test_holds import payer
from tests.http.test_perk_kinds import looks, mine

VISAS = "visa-desk"


@pytest.fixture
def doors(own_doors: Doors) -> Doors:
    """The test's own, whose clock it moves."""
    return own_doors


async def buys(doors: Doors, token: str, perk: str = "coffee", **more: Any) -> dict[str, Any]:
    body = {"perk": perk} | ({"merchant": KIOSK} if perk == "coffee" else {}) | more
    bought = await doors.call("POST", "/v1/me/vouchers", token, json=body)
    assert bought.status_code == 201, bought.text
    found: dict[str, Any] = bought.json()
    return found


async def redeem(doors: Doors, till: str, code: str) -> Any:
    return await doors.call("POST", "/v1/merchant/vouchers/redeem", till, json={"code": code})


async def seeds(doors: Doors, token: str) -> int:
    return int((await doors.call("GET", "/v1/me/purse", token)).json()["seeds"])


async def rich(doors: Doors) -> str:
    """A member with more seeds than an appointment costs: days of tasks."""
    token = await payer(doors)
    for _ in range(3):
        doors.clock.follow(doors.clock.offset + timedelta(days=1))
        linked = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
        now = doors.clock.domain_now().isoformat()
        event = {"member": linked["pseudonym"], "task": "return-umbrella", "event_at": now}
        await doors.call("POST", "/v1/merchant/events", await doors.merchant(), json=event)
        await doors.call("POST", "/v1/me/collections", token, json={})
    return token


async def test_an_appointment_at_the_visa_desk_from_reading_of_it_to_the_log(doors: Doors) -> None:
    token, desk = await rich(doors), await doors.merchant(VISAS)
    before = await mine(doors, token, "visa-appointment")
    assert (before["answer"], before["stock_left"], before["uses_left"]) == ("yes", 20, 1)
    assert before["voucher"] == {"seeds": 60, "days": 30, "returnable": True}
    assert "level" not in before
    had = await seeds(doors, token)
    bought = await buys(doors, token, "visa-appointment")
    assert (bought["merchant"], bought["state"], len(bought["code"])) == (VISAS, "held", 16)
    assert await seeds(doors, token) == had - 60
    after = await mine(doors, token, "visa-appointment")
    assert [each["code"] for each in after["reasons"]] == ["used_up"]
    assert after["stock_left"] == 19
    # It is Saturday: the desk is closed until Monday, and says so.
    closed = is_problem(await redeem(doors, desk, bought["code"]), 409, "voucher_closed_now")
    assert closed["refusal"] == {"opens_at": "2026-03-09T08:00:00Z"}
    doors.clock.follow(doors.clock.offset + timedelta(days=2))
    redeemed = (await redeem(doors, desk, bought["code"])).json()
    assert (redeemed["id"], redeemed["state"]) == (bought["id"], "redeemed")
    assert "code" not in redeemed
    assert await looks(doors, token) == [(VISAS, "visa-appointment", "redeemed")]
    [mine_now] = (await doors.call("GET", "/v1/me/vouchers", token)).json()["vouchers"]
    assert (mine_now["state"], "code" in mine_now) == ("redeemed", False)
    statement = (await doors.call("GET", "/v1/me/statement?reason=voucher", token)).json()
    [line] = statement["transfers"]
    assert (line["voucher"], line["seeds"]) == (bought["id"], -60)
    assert line["credit"] == {"kind": "vouchers"}
    inbox = (await doors.call("GET", "/v1/me/inbox", token)).json()["messages"]
    assert inbox[0]["kind"] == "voucher_redeemed"


async def test_a_coupon_is_refunded_and_a_merchant_never_sees_a_code(doors: Doors) -> None:
    token, till = await payer(doors), await doors.merchant()
    bought = await buys(doors, token)
    listed = (await doors.call("GET", "/v1/merchant/vouchers", till)).json()["vouchers"]
    assert [each["id"] for each in listed] == [bought["id"]]
    assert bought["code"] not in str(listed)
    stays = await doors.call("POST", f"/v1/me/vouchers/{bought['id']}/return", token)
    is_problem(stays, 409, "not_returnable")
    assert (await redeem(doors, till, bought["code"])).status_code == 200
    path = f"/v1/merchant/vouchers/{bought['id']}/refund"
    assert (await doors.call("POST", path, till)).json()["state"] == "refunded"
    problem = is_problem(await doors.call("POST", path, till), 409, "wrong_voucher_state")
    assert problem["refusal"] == {"state": "refunded", "wanted": "refunded", "allowed": []}
    assert await seeds(doors, token) == 20
    lines = (await doors.call("GET", "/v1/me/statement", token)).json()["transfers"]
    reasons = [each["reason"] for each in lines if each.get("voucher") == bought["id"]]
    assert sorted(reasons) == ["voucher", "voucher_redeem", "voucher_refund", "voucher_return"]


async def test_a_wish_is_refused_as_often_as_it_is_pressed_and_granted_once(doors: Doors) -> None:
    """What the form of the page does, in as many tabs as there are: one key for the next voucher,
    whatever became of the presses before."""
    token = await payer(doors)
    access = doors.keys.read_access(token, doors.clock.server_now())
    assert access is not None
    account, wish = access.sub, doors.app.state.means.for_a_wish().context
    body = BuyVoucher(account=account, perk="coffee", merchant=KIOSK)
    db = doors.context.store.driver.db
    standing = suspended(KIOSK, None, because="a while", at=doors.clock.domain_now())
    await db.merchant_standings.insert_one(STANDINGS.encode(standing))

    async def press() -> Any:
        return await wish.apply(BUY_VOUCHER, body, caller=f"member:{account}", key="wish-1")

    records, before = db.idempotency, await db.idempotency.count_documents({})
    noes = [await press() for _ in range(9)]
    noes += await asyncio.gather(*(press() for _ in range(5)))
    assert {type(each.answer) for each in noes} == {MerchantSuspended}
    assert await records.count_documents({}) == before
    await db.merchant_standings.delete_many({})
    tabs = await asyncio.gather(*(press() for _ in range(6)))
    assert len({each.answer.id for each in [*tabs, await press()]}) == 1
    assert sum(not each.replayed for each in tabs) == 1
    assert await db.vouchers.count_documents({}) == 1
    # At the door of the API a key is one try, and a no is repeated under it.
    wanted = {"perk": "visa-appointment"}
    tries = [
        await doors.call("POST", "/v1/me/vouchers", token, json=wanted, key="one-try")
        for _ in range(2)
    ]
    assert [each.headers.get("Idempotent-Replayed") for each in tries] == [None, "true"]
    assert (await check(doors.context.store)).green


async def test_what_was_not_redeemed_can_be_given_back_by_whoever_may(doors: Doors) -> None:
    token, other = await rich(doors), await doors.member()
    had = await seeds(doors, token)
    bought = await buys(doors, token, "visa-appointment")
    path = f"/v1/me/vouchers/{bought['id']}/return"
    is_problem(await doors.call("POST", path, other), 404, "voucher_unknown")
    back = (await doors.call("POST", path, token)).json()
    assert (back["state"], "code" in back) == ("returned", False)
    assert await seeds(doors, token) == had
    seen = await mine(doors, token, "visa-appointment")
    assert (seen["answer"], seen["stock_left"], seen["uses_left"]) == ("yes", 20, 1)


async def test_unknown_anothers_and_used_are_the_same_bytes(doors: Doors) -> None:
    token, till, desk = await payer(doors), await doors.merchant(), await doors.merchant(VISAS)
    one, two = await buys(doors, token), await buys(doors, token)
    await redeem(doors, till, one["code"])
    answers = [
        await redeem(doors, till, with_checks(1)),
        await redeem(doors, till, one["code"]),
        await redeem(doors, desk, two["code"]),
    ]
    for each in answers:
        is_problem(each, 404, "voucher_unknown")
    bodies = {
        tuple(sorted((key, str(value)) for key, value in each.json().items() if key != "instance"))
        for each in answers
    }
    assert len(bodies) == 1
    slip = two["code"][:-1] + str((int(two["code"][-1]) + 1) % 10)
    is_problem(await redeem(doors, till, slip), 422, "mistyped_voucher")
    for number in range(2, 5):
        is_problem(await redeem(doors, till, with_checks(number)), 404, "voucher_unknown")
    is_problem(await redeem(doors, till, two["code"]), 409, "too_many_wrong_vouchers")
    # Another key is another till.
    assert (await redeem(doors, await doors.merchant(), two["code"])).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"perk": "coffee"}, 422, "merchant_not_named"),
        ({"perk": "coffee", "merchant": "riverside-bikes"}, 409, "perk_not_offered"),
        ({"perk": "umbrella"}, 409, "costs_no_seeds"),
        ({"perk": "tea"}, 404, "perk_unknown"),
        ({"perk": "visa-appointment"}, 409, "not_enough_seeds"),
        ({"perk": "coffee", "merchant": KIOSK, "seeds": 1}, 422, "invalid_request"),
        ({}, 422, "invalid_request"),
    ],
)
async def test_what_cannot_be_bought(
    doors: Doors, body: dict[str, Any], status: int, code: str
) -> None:
    token = await payer(doors)
    is_problem(await doors.call("POST", "/v1/me/vouchers", token, json=body), status, code)


@pytest.mark.parametrize(
    "code", ["", "12345678", "1" * 17, "0" * 32, "048151623420002a", "\u0661" * 16]
)
async def test_what_no_code_is(doors: Doors, code: str) -> None:
    is_problem(await redeem(doors, await doors.merchant(), code), 422, "invalid_request")


async def test_only_with_the_scope(doors: Doors) -> None:
    narrow = await doors.merchant(scopes=("seeds", "eligibility"))
    is_problem(await redeem(doors, narrow, with_checks(1)), 403, "scope_missing")
    listed = await doors.call("GET", "/v1/merchant/vouchers", narrow)
    is_problem(listed, 403, "scope_missing")


async def test_no_pass_opens_it(doors: Doors) -> None:
    token = await payer(doors)
    body = {"perk": "coffee", "merchant": KIOSK}
    opened = await doors.call("POST", "/v1/me/passes", token, json=body)
    is_problem(opened, 409, "bought_not_shown")
