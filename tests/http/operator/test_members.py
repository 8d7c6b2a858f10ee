"""What operators do about members: challenges of looks, and names that must not be shown."""

import asyncio
from typing import Any

from service.members.consents import Purpose
from service.operators.roles import Role
from tests.http.doors import KIOSK, Doors, is_problem
from tests.live.test_doors import PATH, board, earner

CHALLENGES = "/v1/operator/access-challenges"


async def challenged(doors: Doors) -> tuple[str, str]:
    """The token of a member who has challenged a look of the kiosk's, and the look."""
    token = await doors.member()
    await doors.consent(token, Purpose.ELIGIBILITY, KIOSK)
    wanted = {"perk": "umbrella", "merchant": KIOSK}
    shown = (await doors.call("POST", "/v1/me/passes", token, json=wanted)).json()["token"]
    kiosk = await doors.merchant()
    await doors.call("POST", "/v1/merchant/checks", kiosk, json={"token": shown})
    [look] = (await doors.call("GET", "/v1/me/access-log", token)).json()["looks"]
    path = f"/v1/me/access-log/{look['id']}/challenge"
    made = await doors.call("POST", path, token, json={"statement": "I was not there."})
    assert made.status_code == 201, made.text
    return token, look["id"]


async def looks(doors: Doors, token: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await doors.call("GET", "/v1/me/access-log", token)).json()[
        "looks"
    ]
    return found


async def test_a_challenge_is_read_answered_and_seen_by_its_member(doors: Doors) -> None:
    token, look = await challenged(doors)
    olga = await doors.operator(Role.SUPPORT)
    listed = await doors.call("GET", f"{CHALLENGES}?reason=ticket-7&limit=100", olga)
    assert listed.status_code == 200, listed.text
    [mine] = [each for each in listed.json()["challenges"] if each["id"] == look]
    assert (mine["statement"], mine["state"]) == ("I was not there.", "open")
    assert (mine["look"]["who"], mine["look"]["why"]) == (KIOSK, "umbrella")
    said = {"answer": "You were there at noon.", "reason": "ticket 7"}
    answered = await doors.call("POST", f"{CHALLENGES}/{look}/answer", olga, json=said)
    assert answered.status_code == 200, answered.text
    by_operator = [each for each in await looks(doors, token) if each["looker"] == "operator"]
    assert {each["why"] for each in by_operator} == {"ticket 7", "ticket-7"}
    [own] = [each for each in await looks(doors, token) if each["id"] == look]
    assert own["challenge"]["state"] == "answered"
    assert own["challenge"]["answer"] == "You were there at noon."
    again = await doors.call("POST", f"{CHALLENGES}/{look}/answer", olga, json=said)
    is_problem(again, 409, "challenge_answered")
    left = await doors.call("GET", f"{CHALLENGES}?reason=ticket-7&limit=100", olga)
    assert look not in [each["id"] for each in left.json()["challenges"]]


async def test_who_looks_says_why(doors: Doors) -> None:
    await challenged(doors)
    olga = await doors.operator(Role.SUPPORT)
    assert (await doors.call("GET", CHALLENGES, olga)).status_code in (400, 422)
    assert (await doors.call("GET", f"{CHALLENGES}?reason=x", olga)).status_code in (400, 422)
    auditor = await doors.operator(Role.AUDITOR)
    refused = await doors.call("GET", f"{CHALLENGES}?reason=curious", auditor)
    is_problem(refused, 403, "power_missing")


async def test_a_name_seen_on_a_board_is_hidden_there(doors: Doors) -> None:
    alice = await earner(doors, "Alice", "mend-umbrella")
    bob = await earner(doors, "Bob", "return-umbrella")
    async with asyncio.timeout(2):
        while len((seen := await board(doors, bob, 20, "?top=100"))["top"]) < 2:
            await asyncio.sleep(0.02)
    row = next(each for each in seen["top"] if each["name"] == "Alice")
    olga = await doors.operator(Role.SUPPORT)
    because = {"reason": "an insult", "board": "seeds-weekly"}
    path = f"/v1/operator/names/{row['key']}/hide"
    hidden = await doors.call("POST", path, olga, json=because)
    assert hidden.status_code == 200, hidden.text
    for language, words in (("en", "Name hidden"), ("zh-CN", "名称已隐藏")):
        async with asyncio.timeout(2):
            while True:
                top = await doors.call("GET", PATH, bob, headers={"Accept-Language": language})
                names = {each["key"]: each["name"] for each in top.json()["top"]}
                if names[row["key"]] == words:
                    break
                await asyncio.sleep(0.02)
    me = (await doors.call("GET", "/v1/me", alice)).json()
    assert (me["display_name"], me["name_hidden"]) == ("Alice", True)
    await doors.call("PATCH", "/v1/me", alice, json={"display_name": "Alba"})
    assert "name_hidden" not in (await doors.call("GET", "/v1/me", alice)).json()


async def test_a_key_or_an_account_that_is_none(doors: Doors) -> None:
    olga = await doors.operator(Role.SUPPORT)
    for member, body in (
        ("0" * 32, {"reason": "an insult"}),
        ("0" * 16, {"reason": "an insult", "board": "seeds-weekly"}),
    ):
        gone = await doors.call("POST", f"/v1/operator/names/{member}/hide", olga, json=body)
        is_problem(gone, 404, "member_unknown")
    body = {"reason": "an insult", "board": "no-board"}
    is_problem(
        await doors.call("POST", "/v1/operator/names/x/hide", olga, json=body),
        404,
        "board_not_found",
    )
