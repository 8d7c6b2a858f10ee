"""A member reads which perks are open, what is missing, and nobody else does."""

import pytest

from service.members.consents import Purpose
from tests.http.doors import KIOSK, Doors, is_problem
from tests.http.test_language import ZH
from tests.http.test_rentals import customer

DOOR = "/v1/me/perks"


@pytest.fixture
def doors(own_doors: Doors) -> Doors:
    """The test's own: a published score is for all who knock at the same doors."""
    return own_doors


async def perks(doors: Doors, token: str, **more: object) -> dict[str, dict[str, object]]:
    answer = await doors.call("GET", DOOR, token, **more)
    assert answer.status_code == 200, answer.text
    return {each["id"]: each for each in answer.json()["perks"]}


async def test_who_has_no_score_reads_what_each_perk_asks_for(doors: Doors) -> None:
    found = await perks(doors, await doors.member())
    assert list(found)[:2] == ["umbrella", "bicycle"]
    assert found["umbrella"]["answer"] == "no"
    assert found["umbrella"]["reasons"] == [{"code": "score_missing", "level": "sprout"}]
    assert found["umbrella"]["rental"]["deposit_minor"] == 2_000  # type: ignore[index]


async def test_who_has_one_reads_what_is_open_and_how_much_is_missing(doors: Doors) -> None:
    found = await perks(doors, await customer(doors))
    assert (found["umbrella"]["answer"], found["umbrella"]["reasons"]) == ("yes", [])
    [reason] = found["bicycle"]["reasons"]  # type: ignore[misc]
    assert (reason["code"], reason["missing"]) == ("level_not_reached", 550 - reason["value"])


async def test_looking_asks_nobody_and_is_not_counted(doors: Doors) -> None:
    token = await customer(doors)
    for _ in range(3):
        await perks(doors, token)
    database = doors.context.store.driver.db
    assert await database.access_log.count_documents({}) == 0
    account = await database.accounts.find_one({"asked.checks": {"$gt": 0}})
    assert account is None
    wanted = {"perk": "umbrella", "merchant": KIOSK}
    shown = (await doors.call("POST", "/v1/me/passes", token, json=wanted)).json()
    typed = await doors.call(
        "POST", "/v1/merchant/checks", await doors.merchant(), json={"token": shown["code"]}
    )
    assert typed.json()["answer"] == "yes"


async def test_who_takes_the_score_back_has_none_here_either(doors: Doors) -> None:
    token = await customer(doors)
    taken = await doors.call("DELETE", f"/v1/me/consents/{Purpose.SCORE}/programme", token)
    assert taken.is_success
    found = await perks(doors, token)
    assert found["umbrella"]["reasons"] == [{"code": "score_missing", "level": "sprout"}]


async def test_it_is_told_in_the_readers_language(doors: Doors) -> None:
    found = await perks(doors, await doors.member(), headers=ZH)
    assert found["umbrella"]["title"] != "An umbrella without a deposit"


async def test_a_till_sends_a_token_or_eight_digits(doors: Doors) -> None:
    kiosk = await doors.merchant()
    for token in ("1234567", "123456789", "1234567a", "\u0661" * 8, "0" * 31, "G" * 32, ""):
        body = {"token": token}
        refused = await doors.call("POST", "/v1/merchant/checks", kiosk, json=body)
        is_problem(refused, 422, "invalid_request")
    for body in ({}, {"token": None}, {"code": "12345678"}):
        refused = await doors.call("POST", "/v1/merchant/checks", kiosk, json=body)
        is_problem(refused, 422, "invalid_request")
    for token in ("0" * 32, "12345678"):
        body = {"token": token}
        refused = await doors.call("POST", "/v1/merchant/checks", kiosk, json=body)
        is_problem(refused, 404, "unknown_pass")


async def test_the_sixth_wrong_code_is_told_to_wait(doors: Doors) -> None:
    kiosk = await doors.merchant()
    codes = [f"{number:08}" for number in range(6)]
    answers = [
        await doors.call("POST", "/v1/merchant/checks", kiosk, json={"token": code})
        for code in codes
    ]
    assert [each.status_code for each in answers] == [404] * 5 + [409]
    problem = is_problem(answers[-1], 409, "too_many_wrong_codes")
    assert problem["refusal"]["until"]
    other = await doors.merchant()  # another till has a key of its own
    again = await doors.call("POST", "/v1/merchant/checks", other, json={"token": codes[0]})
    is_problem(again, 404, "unknown_pass")
