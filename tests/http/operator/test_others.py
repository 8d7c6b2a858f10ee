"""Displays, operators and the audit log, by the powers of roles."""

import asyncio

from service.operators.roles import Role
from tests.http.doors import Doors, is_problem
from tests.http.operator.people import add, enter, log
from tests.people import MINUTE

TOKENS, OPERATORS, LOG = (
    "/v1/operator/display-tokens",
    "/v1/operator/operators",
    "/v1/operator/audit-log",
)


async def test_a_display_token_shows_its_board_until_it_is_revoked(own_doors: Doors) -> None:
    admin = await own_doors.operator()
    wanted = {"board": "seeds-weekly", "label": "hall", "reason": "a new screen"}
    made = (await own_doors.call("POST", TOKENS, admin, json=wanted)).json()
    assert made["token"].startswith("sbd_")
    board = "/v1/display/board"
    assert (await own_doors.call("GET", board, made["token"])).status_code == 200
    await asyncio.gather(*own_doors.app.state.means.uses._writing)
    [listed] = (await own_doors.call("GET", TOKENS, admin)).json()["tokens"]
    assert listed["shown"] == f"sbd_{made['id']}_...{made['token'][-4:]}"
    assert (listed["label"], "last_used_at" in listed) == ("hall", True)
    revocation = f"{TOKENS}/{made['id']}/revocation"
    ended = await own_doors.call("POST", revocation, admin, json={"reason": "sold"})
    assert ended.status_code == 200
    own_doors.a_second_later()
    is_problem(await own_doors.call("GET", board, made["token"]), 401, "not_authenticated")
    unknown = await own_doors.call("POST", TOKENS, admin, json=wanted | {"board": "none"})
    is_problem(unknown, 404, "board_unknown")


async def test_an_admin_disables_another_and_never_themselves(own_doors: Doors) -> None:
    await add(own_doors, "olga")
    await add(own_doors, "otto", Role.SUPPORT)
    olga, otto = await enter(own_doors, "olga"), await enter(own_doors, "otto")
    body = {"reason": "has left"}
    own = await own_doors.call("POST", f"{OPERATORS}/olga/deactivation", olga, json=body)
    is_problem(own, 409, "not_yourself")
    ended = await own_doors.call("POST", f"{OPERATORS}/otto/deactivation", olga, json=body)
    assert ended.status_code == 200
    own_doors.a_second_later()
    is_problem(await own_doors.call("GET", "/v1/operator/me", otto), 401, "not_authenticated")
    listed = (await own_doors.call("GET", OPERATORS, olga)).json()["operators"]
    assert {one["name"]: "disabled_at" in one for one in listed} == {"olga": False, "otto": True}
    assert "password" not in str(listed)
    [row] = await log(own_doors, action="disable_operator")
    assert (row["actor"], row["reason"]) == ("operator:olga", "has left")


async def test_each_role_opens_its_own_doors(own_doors: Doors) -> None:
    opened = {}
    for role in Role:
        token = await own_doors.operator(role)
        paths = ("/v1/operator/merchant-keys", TOKENS, OPERATORS, LOG)
        opened[role] = [(await own_doors.call("GET", path, token)).status_code for path in paths]
        wanted = {"board": "seeds-weekly", "reason": "to see whether I may"}
        opened[role].append((await own_doors.call("POST", TOKENS, token, json=wanted)).status_code)
    assert opened == {
        Role.ADMIN: [200, 200, 200, 200, 201],
        Role.SUPPORT: [200, 200, 403, 403, 403],
        Role.AUDITOR: [200, 200, 200, 200, 403],
    }


async def test_the_audit_log_says_who_when_why_and_in_which_request(own_doors: Doors) -> None:
    await add(own_doors, "olga")
    olga = await enter(own_doors, "olga")
    own_doors.clock.advance(MINUTE)
    wanted = {"board": "seeds-weekly", "reason": "a new screen"}
    made = await own_doors.call("POST", TOKENS, olga, json=wanted)
    subject = f"display_token:{made.json()['id']}"
    [row] = (await own_doors.call("GET", f"{LOG}?subject={subject}", olga)).json()["entries"]
    assert row == {
        "id": row["id"],
        "at": row["at"],
        "actor": "operator:olga",
        "action": "issue_display_token",
        "subject": subject,
        "outcome": "done",
        "reason": "a new screen",
        "request": made.headers["x-request-id"],
    }


async def test_the_audit_log_is_paged_by_what_was_asked_for(own_doors: Doors) -> None:
    await add(own_doors, "olga")
    olga = await enter(own_doors, "olga")
    for number in range(3):
        own_doors.clock.advance(MINUTE)
        wanted = {"board": "seeds-weekly", "reason": f"screen {number}"}
        await own_doors.call("POST", TOKENS, olga, json=wanted)
    reasons, cursor = [], ""
    while True:
        query = f"{LOG}?actor=operator:olga&limit=2" + (f"&cursor={cursor}" if cursor else "")
        page = (await own_doors.call("GET", query, olga)).json()
        reasons += [entry.get("reason", "") for entry in page["entries"]]
        if "next_cursor" not in page:
            break
        cursor = page["next_cursor"]
        other = await own_doors.call("GET", f"{LOG}?cursor={cursor}", olga)
        is_problem(other, 422, "invalid_request")
    assert reasons == ["screen 2", "screen 1", "screen 0", ""]
