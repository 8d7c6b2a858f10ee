"""Lists come newest first, a page at a time, by cursors that nobody else can make."""

from service.members.consents import Purpose
from tests.http.doors import BIKES, KIOSK, Doors, is_problem


async def looked_at(doors: Doors, token: str, times: int) -> None:
    """Lets the kiosk ask about a member so many times."""
    kiosk, wanted = await doors.merchant(), {"perk": "umbrella", "merchant": KIOSK}
    await doors.consent(token, Purpose.ELIGIBILITY, KIOSK)
    for _ in range(times):
        shown = await doors.call("POST", "/v1/me/passes", token, json=wanted)
        body = {"token": shown.json()["token"]}
        await doors.call("POST", "/v1/merchant/checks", kiosk, json=body)


async def test_pages_follow_each_other_without_gap_or_repetition(doors: Doors) -> None:
    token = await doors.member()
    await looked_at(doors, token, 5)
    seen, cursor, pages = [], "", 0
    while True:
        page = await doors.call("GET", f"/v1/me/access-log?limit=2&cursor={cursor}", token)
        seen += [look["id"] for look in page.json()["looks"]]
        pages += 1
        cursor = page.json().get("next_cursor", "")
        if not cursor:
            break
    assert (len(seen), len(set(seen)), pages) == (5, 5, 3)


async def test_a_cursor_is_for_one_list_of_one_member(doors: Doors) -> None:
    alice, bob = await doors.member(), await doors.member()
    await looked_at(doors, alice, 2)
    page = await doors.call("GET", "/v1/me/access-log?limit=1", alice)
    cursor = page.json()["next_cursor"]
    text, _, mark = cursor.partition(".")
    for wrong in ("x", text, f"{text}.", f".{mark}", f"{text[:-2]}AA.{mark}", f"{text}.{'0' * 32}"):
        refused = await doors.call("GET", f"/v1/me/access-log?cursor={wrong}", alice)
        is_problem(refused, 422, "invalid_request")
    is_problem(
        await doors.call("GET", f"/v1/me/inbox?cursor={cursor}", alice), 422, "invalid_request"
    )
    is_problem(
        await doors.call("GET", f"/v1/me/access-log?cursor={cursor}", bob), 422, "invalid_request"
    )


async def test_a_limit_is_bounded(doors: Doors) -> None:
    token = await doors.member()
    for limit in ("0", "101", "-1", "x", "2.5", "\u0661"):
        refused = await doors.call("GET", f"/v1/me/inbox?limit={limit}", token)
        problem = is_problem(refused, 422, "invalid_request")
        assert problem["refusal"]["errors"][0]["field"] == "limit"


async def test_nobody_sees_another_members_looks(doors: Doors) -> None:
    alice, bob = await doors.member(), await doors.member()
    await looked_at(doors, alice, 1)
    assert (await doors.call("GET", "/v1/me/access-log", bob)).json() == {"looks": []}
    refused = await doors.call(
        "POST", "/v1/me/passes", bob, json={"perk": "bicycle", "merchant": BIKES}
    )
    is_problem(refused, 409, "no_consent")
