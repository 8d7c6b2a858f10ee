"""A business applies; an operator decides; the directory finds it by who stands for it."""

import asyncio
from typing import Any

import pytest
from httpx import Response

from service.operators.roles import Role
from service.programme_demo import DEMO
from tests.http.doors import KIOSK, Doors, is_problem
from tests.http.operator.people import log

APPLY, DESK = "/v1/merchants/applications", "/v1/operator/merchant-applications"
MERCHANTS, STANDINGS = "/v1/merchants", "/v1/operator/merchants"
CELLAR = {
    "name": "Bike Cellar",
    "registry_number": "HRB 0815",
    "legal_representative": "Erika Mustermann",
    "contact": "erika@example.org",
    "offer": "A bicycle for an afternoon, without a deposit.",
}
SLIP = "91330100MA2DEMA109"


async def apply(doors: Doors, **other: Any) -> Response:
    return await doors.call("POST", APPLY, key=None, json=CELLAR | other)


async def decide(doors: Doors, application: str, **body: str) -> Response:
    admin = await doors.operator()
    path = f"{DESK}/{application}/decision"
    return await doors.call("POST", path, admin, json={"reason": "looked up"} | body)


async def test_an_application_waits_and_its_applicant_sees_it(own_doors: Doors) -> None:
    made = await apply(own_doors)
    assert made.status_code == 201, made.text
    assert set(made.json()) == {"id", "state", "ends_at"}
    shown = (await own_doors.call("GET", f"{APPLY}/{made.json()['id']}")).json()
    assert (shown["name"], shown["registry_number"], shown["state"]) == (
        "Bike Cellar", "HRB0815", "waiting"
    )  # fmt: skip
    assert "Erika" not in str(shown)
    assert "example.org" not in str(shown)


async def test_the_same_words_are_the_same_application(own_doors: Doors) -> None:
    twice = await asyncio.gather(apply(own_doors), apply(own_doors))
    first, second = (each.json() for each in twice)
    assert first == second
    other = (await apply(own_doors, charity=True)).json()
    assert other["id"] != first["id"]
    assert await own_doors.context.store.driver.db.merchant_applications.count_documents({}) == 2


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"registry_number": SLIP}, 422, "registry_number_wrong"),
        ({"registry_number": "91330100MA2DEMA108"}, 409, "registry_number_taken"),
        ({"registry_number": "91330100 ma2d ema108"}, 409, "registry_number_taken"),
        ({"registry_number": "$ne"}, 422, "invalid_request"),
        ({"contact": "nowhere"}, 422, "invalid_request"),
        ({"contact": "a@b.c\r\nBcc: d@e.f"}, 422, "invalid_request"),
        ({"offer": "nothing"}, 422, "invalid_request"),
        ({"name": "  "}, 422, "invalid_request"),
        ({"merchant": "bike-cellar"}, 422, "invalid_request"),
        ({"state": "approved"}, 422, "invalid_request"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_kept(
    own_doors: Doors, wrong: dict[str, str], status: int, code: str
) -> None:
    is_problem(await apply(own_doors, **wrong), status, code)
    assert await own_doors.context.store.driver.db.merchant_applications.count_documents({}) == 0


async def test_an_operator_sees_all_and_approves_one_once(own_doors: Doors) -> None:
    made = (await apply(own_doors)).json()
    admin = await own_doors.operator()
    page = (await own_doors.call("GET", f"{DESK}?state=waiting", admin)).json()
    [case] = page["applications"]
    assert (case["legal_representative"], case["contact"]) == (
        "Erika Mustermann", "erika@example.org"
    )  # fmt: skip
    assert case["credit_code_checked"] is False
    approved = (await decide(own_doors, made["id"], merchant="bike-cellar")).json()
    assert (approved["state"], approved["merchant"]) == ("approved", "bike-cellar")
    again = await decide(own_doors, made["id"])
    is_problem(again, 409, "application_decided")
    assert (await own_doors.call("GET", f"{DESK}?state=waiting", admin)).json() == {
        "applications": []
    }
    standings = (await own_doors.call("GET", STANDINGS, admin)).json()["merchants"]
    assert [each["id"] for each in standings][: len(DEMO.merchants)] == [
        each.id for each in DEMO.merchants
    ]
    assert standings[-1] == {
        "id": "bike-cellar",
        "legal_representative": "Erika Mustermann",
        "application": made["id"],
    }
    [row] = await log(own_doors, action="decide_merchant_application")
    assert row["subject"] == f"merchant_application:{made['id']}"


async def test_of_two_operators_one_decides(own_doors: Doors) -> None:
    made = (await apply(own_doors)).json()
    answers = await asyncio.gather(
        decide(own_doors, made["id"], merchant="bike-cellar"), decide(own_doors, made["id"])
    )
    assert sorted(each.status_code for each in answers) == [200, 409]


async def test_one_name_is_given_once(own_doors: Doors) -> None:
    first, second = [
        (await apply(own_doors, registry_number=f"HRB {n}")).json() for n in (1111, 2222)
    ]
    answers = await asyncio.gather(
        *(decide(own_doors, each["id"], merchant="bike-cellar") for each in (first, second))
    )
    assert sorted(each.status_code for each in answers) == [200, 409]
    [refused] = [each for each in answers if each.status_code == 409]
    is_problem(refused, 409, "merchant_taken")
    named = await decide(own_doors, second["id"], merchant=KIOSK)
    assert named.status_code == 409


async def test_who_is_declined_reads_why(own_doors: Doors) -> None:
    made = (await apply(own_doors)).json()
    declined = await decide(own_doors, made["id"], reason="The registry knows another firm")
    assert declined.json()["state"] == "declined"
    shown = (await own_doors.call("GET", f"{APPLY}/{made['id']}")).json()
    assert (shown["state"], shown["reason"]) == ("declined", "The registry knows another firm")


@pytest.mark.parametrize("role", [Role.SUPPORT, Role.AUDITOR])
async def test_others_neither_read_nor_decide(doors: Doors, role: Role) -> None:
    token = await doors.operator(role)
    is_problem(await doors.call("GET", DESK, token), 403, "power_missing")
    body = {"reason": "because"}
    for path in (f"{DESK}/none/decision", f"{STANDINGS}/{KIOSK}/suspension"):
        is_problem(await doors.call("POST", path, token, json=body), 403, "power_missing")


async def test_what_there_is_not_is_not_found(doors: Doors) -> None:
    is_problem(await doors.call("GET", f"{APPLY}/none"), 404, "application_unknown")
    is_problem(await decide(doors, "none"), 404, "application_unknown")
    bad = await decide(doors, "none", merchant="Bike Cellar")
    is_problem(bad, 422, "invalid_request")


async def represented(doors: Doors, name: str, merchant: str = KIOSK) -> Response:
    path = f"{STANDINGS}/{merchant}/representative"
    body = {"legal_representative": name, "reason": "as registered"}
    return await doors.call("PUT", path, await doors.operator(), json=body)


async def found(doors: Doors, name: str) -> list[str]:
    answer = await doors.call("GET", MERCHANTS, params={"representative": name})
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.json()["merchants"]]


async def test_a_merchant_is_found_by_the_whole_name_of_who_stands_for_it(own_doors: Doors) -> None:
    assert (await represented(own_doors, "Wang Xiaoming")).status_code == 200
    assert await found(own_doors, "wang xiaoming") == [KIOSK]
    for wrong in ("Wang", "Wang Xiao", "Xiaoming", ".*", "Wang Xiaomin.", '{"$gt": ""}'):
        assert await found(own_doors, wrong) == [], wrong
    shown = await own_doors.call("GET", f"{MERCHANTS}/{KIOSK}")
    assert "Wang" not in shown.text
    assert (await represented(own_doors, "")).status_code == 200
    assert await found(own_doors, "wang xiaoming") == []
    is_problem(await represented(own_doors, "Kim", "nobody"), 404, "merchant_unknown")


async def test_who_is_approved_and_not_named_yet_is_in_no_directory(own_doors: Doors) -> None:
    made = (await apply(own_doors)).json()
    await decide(own_doors, made["id"], merchant="bike-cellar")
    assert await found(own_doors, "Erika Mustermann") == []
