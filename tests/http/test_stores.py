"""A merchant's stores and terminals, keys that are for one of them, and where they are named."""

import asyncio
from typing import Any

import pytest

from service.check.run import check
from service.members.consents import Purpose
from tests.http.doors import BIKES, KIOSK, SCOPES, Doors, is_problem
from tests.http.operator.people import log
from tests.http.test_offline_passes import bring, codes, passes, sapling
from tests.http.test_offline_passes import issue as issue_offline
from tests.http.test_own_keys import KEYS, OWN, give

MERCHANT = "/v1/merchant"
STORES, TERMINALS = f"{MERCHANT}/stores", f"{MERCHANT}/terminals"
CHECKS, PASSES = f"{MERCHANT}/checks", "/v1/me/passes"
TILL_SCOPES = ["eligibility", "rentals", "vouchers"]


async def opens(doors: Doors, office: str, *terminals: str, store: str = "harbour") -> None:
    """A store with terminals."""
    body = {"id": store, "name": "Harbour"}
    opened = await doors.call("POST", STORES, office, json=body)
    assert opened.status_code == 201, opened.text
    for each in terminals:
        made = await doors.call("POST", TERMINALS, office, json={"id": each, "store": store})
        assert made.status_code == 201, made.text


async def closes(doors: Doors, office: str, what: str, name: str) -> dict[str, Any]:
    closed = await doors.call("POST", f"{MERCHANT}/{what}/{name}/close", office)
    assert closed.status_code == 200, closed.text
    found: dict[str, Any] = closed.json()
    return found


async def key_for(doors: Doors, office: str, terminal: str) -> str:
    made = await give(doors, office, terminal=terminal, scopes=TILL_SCOPES)
    return str(made["key"])


async def shows(doors: Doors, **more: Any) -> dict[str, Any]:
    """A pass of somebody new."""
    token = await doors.member()
    await doors.consent(token, Purpose.ELIGIBILITY, KIOSK)
    wanted = {"perk": "umbrella", "merchant": KIOSK} | more
    opened = await doors.call("POST", PASSES, token, json=wanted)
    found: dict[str, Any] = opened.json()
    return found


async def asks(doors: Doors, key: str, **more: Any) -> Any:
    shown = await shows(doors)
    return await doors.call("POST", CHECKS, key, json={"token": shown["token"]} | more)


async def test_a_merchant_sees_itself(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    await opens(own_doors, office, "till-1", "till-2")
    till = await key_for(own_doors, office, "till-2")
    await closes(own_doors, office, "terminals", "till-1")
    seen = (await own_doors.call("GET", MERCHANT, till)).json()
    named = {name: seen[name] for name in ("id", "name", "registry_number", "charity")}
    assert named == {
        "id": KIOSK,
        "name": "Umbrella Kiosk",
        "registry_number": "91330100MA2DEMA108",
        "charity": True,
    }
    assert (seen["scopes"], seen["terminal"]) == (sorted(TILL_SCOPES), "till-2")
    public = (await own_doors.call("GET", f"/v1/merchants/{KIOSK}")).json()
    assert seen["perks"] == public["perks"]
    assert [(each["id"], each["open"]) for each in seen["terminals"]] == [
        ("till-1", False),
        ("till-2", True),
    ]
    assert seen["stores"] == (await own_doors.call("GET", STORES, till)).json()["stores"]
    assert seen["terminals"] == (await own_doors.call("GET", TERMINALS, till)).json()["terminals"]
    other = (await own_doors.call("GET", MERCHANT, await own_doors.merchant(BIKES))).json()
    assert (other["id"], other["stores"], other["terminals"]) == (BIKES, [], [])
    assert "terminal" not in other


async def test_a_closed_store_closes_its_terminals_until_it_opens_again(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    await opens(own_doors, office, "till-1")
    closed = await closes(own_doors, office, "stores", "harbour")
    assert await closes(own_doors, office, "stores", "harbour") == closed
    [till] = (await own_doors.call("GET", TERMINALS, office)).json()["terminals"]
    assert (till["open"], "closed_at" in till) == (False, False)
    more = {"id": "till-2", "store": "harbour"}
    is_problem(await own_doors.call("POST", TERMINALS, office, json=more), 409, "store_closed")
    await opens(own_doors, office, "till-2")
    found = (await own_doors.call("GET", TERMINALS, office)).json()["terminals"]
    assert [each["open"] for each in found] == [True, True]
    assert (await check(own_doors.context.store)).green


@pytest.mark.parametrize(
    ("door", "body", "status", "code"),
    [
        (STORES, {"id": "harbour", "name": "Again"}, 409, "store_exists"),
        (STORES, {"id": "two words", "name": "x"}, 422, "invalid_request"),
        (STORES, {"id": "hill", "name": ""}, 422, "invalid_request"),
        (STORES, {"id": "hill", "name": "x" * 121}, 422, "name_too_long"),
        (STORES, {"id": "hill", "name": "x", "address": "x" * 201}, 422, "invalid_request"),
        (TERMINALS, {"id": "till-1", "store": "harbour"}, 409, "terminal_exists"),
        (TERMINALS, {"id": "till-2", "store": "hill"}, 404, "store_unknown"),
        (TERMINALS, {"id": "a/b", "store": "harbour"}, 422, "invalid_request"),
        (f"{STORES}/hill/close", None, 404, "store_unknown"),
        (f"{TERMINALS}/till-2/close", None, 404, "terminal_unknown"),
    ],
)
async def test_what_cannot_be_is_refused(
    own_doors: Doors, door: str, body: Any, status: int, code: str
) -> None:
    office = await own_doors.merchant()
    await opens(own_doors, office, "till-1")
    before = (await own_doors.call("GET", MERCHANT, office)).json()
    options = {} if body is None else {"json": body}
    is_problem(await own_doors.call("POST", door, office, **options), status, code)
    assert (await own_doors.call("GET", MERCHANT, office)).json() == before


async def test_only_the_office_changes_anything_and_only_its_own(own_doors: Doors) -> None:
    office, bikes = await own_doors.merchant(), await own_doors.merchant(BIKES)
    await opens(own_doors, office, "till-1")
    till = await own_doors.merchant(scopes=tuple(each for each in SCOPES if each != "office"))
    for path, body in (
        (STORES, {"id": "hill", "name": "Hill"}),
        (f"{STORES}/harbour/close", None),
        (TERMINALS, {"id": "till-2", "store": "harbour"}),
        (f"{TERMINALS}/till-1/close", None),
    ):
        options = {} if body is None else {"json": body}
        refused = await own_doors.call("POST", path, till, **options)
        is_problem(refused, 403, "scope_missing")
    theirs = await own_doors.call("POST", f"{STORES}/harbour/close", bikes)
    is_problem(theirs, 404, "store_unknown")
    theirs = await own_doors.call("POST", f"{TERMINALS}/till-1/close", bikes)
    is_problem(theirs, 404, "terminal_unknown")
    [found] = (await own_doors.call("GET", TERMINALS, till)).json()["terminals"]
    assert found["open"]


async def test_what_the_office_opens_and_closes_is_in_the_audit_log(own_doors: Doors) -> None:
    """Once each, with who asked; what changes nothing and what is refused leaves no row."""
    office = await own_doors.merchant()
    mine = (await own_doors.call("GET", OWN, office)).json()["id"]
    await opens(own_doors, office, "till-1")
    for _ in range(2):
        await closes(own_doors, office, "terminals", "till-1")
        await closes(own_doors, office, "stores", "harbour")
    until_then = len(await log(own_doors))
    is_problem(await own_doors.call("POST", f"{STORES}/hill/close", office), 404, "store_unknown")
    await opens(own_doors, office)
    assert len(await log(own_doors)) == until_then + 1
    opened, closed = "open_store", "close_store"
    for subject, wanted in (
        (f"store:{KIOSK}:harbour", [closed, opened, opened]),
        (f"terminal:{KIOSK}:till-1", ["close_terminal", "open_terminal"]),
    ):
        rows = await log(own_doors, subject=subject)
        # The clock stands still, so they have no order in time.
        assert sorted(row["action"] for row in rows) == wanted
        for row in rows:
            assert (row["actor"], row["outcome"]) == (f"merchant:{KIOSK}", "done")
            assert mine in row["reason"]
            assert row["request"]


async def test_who_sends_it_again_or_twice_at_once_leaves_one_row(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    body = {"id": "harbour", "name": "Harbour"}
    said = [await own_doors.call("POST", STORES, office, json=body, key="a") for _ in range(2)]
    assert [each.status_code for each in said] == [201, 201]
    shut = f"{STORES}/harbour/close"
    await asyncio.gather(*(own_doors.call("POST", shut, office) for _ in range(5)))
    rows = await log(own_doors, subject=f"store:{KIOSK}:harbour")
    assert sorted(row["action"] for row in rows) == ["close_store", "open_store"]


async def test_a_store_that_nobody_opened_is_found(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    await opens(own_doors, office, "till-1", "till-2")
    await closes(own_doors, office, "terminals", "till-1")
    assert (await check(own_doors.context.store)).green
    db = own_doors.context.store.driver.db
    # Of before: whose key it was, nobody noted, and no row is looked for.
    old = {"stores.$[].opened_by": None, "terminals.$[of].opened_by": None}
    only = [{"of.id": "till-2"}]
    await db.premises.update_one({"_id": KIOSK}, {"$set": old}, array_filters=only)
    await db.audit_log.delete_many({"subject": {"$regex": "^(store|terminal):"}})
    found = (await check(own_doors.context.store)).violations
    assert {(each.invariant, each.subject, each.sentence.split()[-3]) for each in found} == {
        ("I15", f"terminal:{KIOSK}:till-1", "open_terminal"),
        ("I15", f"terminal:{KIOSK}:till-1", "close_terminal"),
    }


async def test_an_ended_key_that_a_process_still_knows_opens_nothing(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    mine = (await own_doors.call("GET", OWN, office)).json()["id"]
    ended = await own_doors.call("POST", f"{KEYS}/{mine}/revoke", office, json={"reason": "lost"})
    assert ended.status_code == 200
    answer = await own_doors.call("POST", STORES, office, json={"id": "hill", "name": "Hill"})
    assert answer.json()["code"] in ("merchant_key_ended", "not_authenticated")
    assert await own_doors.context.store.driver.db.premises.count_documents({}) == 0


async def test_many_open_at_once_and_none_is_lost(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    await asyncio.gather(*(opens(own_doors, office, store=f"s-{each}") for each in range(8)))
    wanted = [{"id": "till-1", "store": f"s-{each}"} for each in range(8)]
    answers = await asyncio.gather(
        *(own_doors.call("POST", TERMINALS, office, json=each) for each in wanted)
    )
    assert sorted(each.status_code for each in answers) == [201, *[409] * 7]
    seen = (await own_doors.call("GET", MERCHANT, office)).json()
    assert (len(seen["stores"]), len(seen["terminals"])) == (8, 1)


async def test_who_has_opened_a_terminal_is_asked_at_an_open_one(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    assert (await asks(own_doors, office, terminal="any word")).status_code == 200
    await opens(own_doors, office, "till-1", "till-2")
    for terminal in ("", "till-1"):
        assert (await asks(own_doors, office, terminal=terminal)).status_code == 200
    unknown = await asks(own_doors, office, terminal="any word")
    is_problem(unknown, 404, "terminal_unknown")
    await closes(own_doors, office, "terminals", "till-2")
    own_doors.a_second_later()
    is_problem(await asks(own_doors, office, terminal="till-2"), 409, "terminal_closed")
    # A member names one too, if the pass is for one alone.
    assert (await shows(own_doors, terminal="till-1")).get("token")
    assert (await shows(own_doors, terminal="till-2"))["code"] == "terminal_closed"
    assert (await shows(own_doors, terminal="till-9"))["code"] == "terminal_unknown"


async def test_a_key_for_a_terminal_says_where_it_is(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    await opens(own_doors, office, "till-1", "till-2")
    till = await key_for(own_doors, office, "till-1")
    assert (await own_doors.call("GET", OWN, till)).json()["terminal"] == "till-1"
    listed = (await own_doors.call("GET", KEYS, office)).json()["keys"]
    assert {each.get("terminal") for each in listed} == {"till-1", None}
    at_one = await shows(own_doors, terminal="till-1")
    token = {"token": at_one["token"]}
    assert (await own_doors.call("POST", CHECKS, till, json=token)).status_code == 200
    assert (await asks(own_doors, till, terminal="till-1")).status_code == 200
    refused = is_problem(
        await asks(own_doors, till, terminal="till-2"), 403, "key_of_another_terminal"
    )
    assert refused["refusal"] == {"terminal": "till-1"}


async def test_a_key_for_a_closed_terminal_opens_nothing_and_says_why(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    await opens(own_doors, office, "till-1")
    till = await key_for(own_doors, office, "till-1")
    assert (await asks(own_doors, till)).status_code == 200
    for what, name in (("terminals", "till-1"), ("stores", "harbour")):
        await closes(own_doors, office, what, name)
        own_doors.a_second_later()
        refused = is_problem(await asks(own_doors, till), 403, "key_of_closed_terminal")
        assert refused["refusal"] == {"terminal": "till-1"}
        listed = await own_doors.call("GET", f"{MERCHANT}/rentals", till)
        is_problem(listed, 403, "key_of_closed_terminal")
        for door in (OWN, MERCHANT, TERMINALS):
            assert (await own_doors.call("GET", door, till)).status_code == 200
        body = {"id": "till-1", "store": "harbour"}
        if what == "terminals":
            assert (await own_doors.call("POST", TERMINALS, office, json=body)).is_success
        else:
            await opens(own_doors, office)
        own_doors.a_second_later()
        assert (await asks(own_doors, till)).status_code == 200


@pytest.mark.parametrize("terminal", ["till-2", "till-9"])
async def test_no_key_is_given_for_a_terminal_that_serves_nobody(
    own_doors: Doors, terminal: str
) -> None:
    office, admin = await own_doors.merchant(), await own_doors.operator()
    code, status = {"till-2": ("terminal_closed", 409), "till-9": ("terminal_unknown", 404)}[
        terminal
    ]
    wanted = {"scopes": ["rentals"], "reason": "a till", "terminal": terminal}
    by_operator = wanted | {"merchant": KIOSK}
    doors, keys = "/v1/operator/merchant-keys", own_doors.context.store.driver.db.merchant_keys
    none = await own_doors.call("POST", KEYS, office, json=wanted)
    is_problem(none, 404, "terminal_unknown")
    await opens(own_doors, office, "till-1", "till-2")
    await closes(own_doors, office, "terminals", "till-2")
    is_problem(await own_doors.call("POST", KEYS, office, json=wanted), status, code)
    is_problem(await own_doors.call("POST", doors, admin, json=by_operator), status, code)
    assert await keys.count_documents({}) == 1
    good = await own_doors.call("POST", doors, admin, json=by_operator | {"terminal": "till-1"})
    assert good.status_code == 201, good.text
    assert (await own_doors.call("GET", OWN, good.json()["key"])).json()["terminal"] == "till-1"


async def test_a_key_of_one_terminal_gives_none_for_another(own_doors: Doors) -> None:
    office = await own_doors.merchant()
    await opens(own_doors, office, "till-1", "till-2")
    bound = await give(own_doors, office, terminal="till-1", scopes=["office", "rentals"])
    wanted = {"scopes": ["rentals"], "reason": "a till", "terminal": "till-2"}
    refused = await own_doors.call("POST", KEYS, bound["key"], json=wanted)
    is_problem(refused, 403, "key_of_another_terminal")
    made = await give(own_doors, bound["key"])
    assert (await own_doors.call("GET", OWN, made["key"])).json()["terminal"] == "till-1"


async def test_a_terminal_is_closed_or_gets_a_key_but_never_both_blindly(own_doors: Doors) -> None:
    """Whatever comes first, a key for a closed terminal opens nothing."""
    office = await own_doors.merchant()
    await opens(own_doors, office, *(f"till-{each}" for each in range(6)))
    wanted = {"scopes": ["eligibility"], "reason": "a till"}

    async def race(till: str) -> None:
        made, _ = await asyncio.gather(
            own_doors.call("POST", KEYS, office, json=wanted | {"terminal": till}),
            closes(own_doors, office, "terminals", till),
        )
        own_doors.a_second_later()
        if made.status_code == 201:
            refused = await asks(own_doors, made.json()["key"])
            is_problem(refused, 403, "key_of_closed_terminal")
        else:
            is_problem(made, 409, "terminal_closed")

    await asyncio.gather(*(race(f"till-{each}") for each in range(6)))
    assert (await check(own_doors.context.store)).green


async def test_an_offline_pass_is_for_an_open_terminal_and_its_own_key(own_doors: Doors) -> None:
    token, office = await sapling(own_doors), await own_doors.merchant()
    await opens(own_doors, office, "box-7", "box-8", "box-9")
    free = await issue_offline(own_doors, token, terminal="box-77")
    is_problem(free, 404, "terminal_unknown")
    await closes(own_doors, office, "terminals", "box-9")
    shut = await issue_offline(own_doors, token, terminal="box-9")
    is_problem(shut, 409, "terminal_closed")
    good = (await issue_offline(own_doors, token)).json()["token"]
    passes(own_doors, minutes=10)
    use = (good, "2026-03-04T12:05:00Z")
    here, there = [await key_for(own_doors, office, each) for each in ("box-7", "box-8")]
    assert codes(await bring(own_doors, there, use)) == ["offline_pass_unfit"]
    # What was promised before a terminal closed is kept, and brought in with another key.
    await closes(own_doors, office, "terminals", "box-7")
    own_doors.a_second_later()
    body = {"uses": [{"token": use[0], "handed_over_at": use[1]}]}
    shut = await own_doors.call("POST", "/v1/merchant/offline-passes", here, json=body)
    is_problem(shut, 403, "key_of_closed_terminal")
    assert codes(await bring(own_doors, office, use)) == [""]
    assert (await check(own_doors.context.store, now=own_doors.clock.domain_now())).green
