"""Badges at the doors: a whole journey of each of the demo's, and absence that says nothing."""

import asyncio
from typing import Any

import pytest
from bson.int64 import Int64
from httpx import Response

from service.http.guards.callers import Scope
from service.members.consents import Purpose
from service.programme_demo import DEMO
from tests.http.doors import KIOSK, Doors, is_problem
from tests.http.test_perk_kinds import looks, shows, someone
from tests.http.test_rentals import account_of
from tests.http.test_suspended import desk
from tests.people import DAY

BADGES = [perk for perk in DEMO.perks if perk.badge is not None]
ANOTHER = "0" * 32
JOBS, JOB = "bright-jobs", "job-badge"


@pytest.fixture
def doors(own_doors: Doors) -> Doors:
    """The test's own: a clock that is moved, and limits that are counted."""
    return own_doors


async def kept(doors: Doors, token: str, **counts: int) -> None:
    """The account has kept so much."""
    set_ = {f"badges.counts.{name}": Int64(value) for name, value in counts.items()}
    accounts: Any = doors.context.store.driver.db.accounts
    await accounts.update_one({"_id": account_of(doors, token)}, {"$set": set_})


async def share(doors: Doors, token: str, badge: str, merchant: str, **more: Any) -> Any:
    path = f"/v1/me/badges/{badge}/shares"
    return await doors.call("POST", path, token, json={"merchant": merchant, **more})


async def shared(doors: Doors, token: str, badge: str = JOB, merchant: str = JOBS) -> str:
    """The code of a new share, whose consent is given first."""
    await doors.consent(token, Purpose.BADGE, merchant)
    made = await share(doors, token, badge, merchant)
    assert made.status_code == 201, made.text
    return str(made.json()["share"])


async def look(doors: Doors, site: str, code: str) -> Response:
    return await doors.call("GET", f"/v1/merchant/badges/{code}", site)


async def mine(doors: Doors, token: str, badge: str) -> dict[str, Any]:
    answer = await doors.call("GET", "/v1/me/badges", token)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = next(each for each in answer.json()["badges"] if each["id"] == badge)
    return found


@pytest.mark.parametrize("perk", BADGES, ids=lambda perk: perk.id)
async def test_a_badge_from_the_first_fact_to_taking_it_back(doors: Doors, perk: Any) -> None:
    [merchant] = perk.merchants
    token, site = await doors.member(), await doors.merchant(merchant)
    before = await mine(doors, token, perk.id)
    assert before["shares"] == []
    assert [each.get("at_least") for each in before["facts"]] == [None] * len(perk.badge.facts)
    await kept(doors, token, rentals_kept=12, charity_tasks=7)
    doors.clock.follow(doors.clock.offset + 100 * DAY)
    code = await shared(doors, token, perk.id, merchant)
    seen = await look(doors, site, code)
    known = {"rentals_kept": 10, "charity_tasks": 5, "months_a_member": 3}
    facts = [{"fact": each.value, "at_least": known[each.value]} for each in perk.badge.facts]
    assert seen.json() == {"facts": facts, "as_of": "2026-06-12"}
    own = await mine(doors, token, perk.id)
    assert [{"fact": e["fact"], "at_least": e["at_least"]} for e in own["facts"]] == facts
    [listed] = own["shares"]
    assert (listed["share"], listed["merchant"], listed["acts"]) == (code, merchant, True)
    heard = " ".join(f"{each['fact']}={each['at_least']}" for each in facts)
    assert await looks(doors, token) == [(merchant, perk.id, heard)]
    [message] = await messages(doors, token)
    assert message["texts"] == {"merchant": merchant, "perk": perk.id}
    gone = await doors.call("DELETE", f"/v1/me/badges/{perk.id}/shares/{code}", token)
    assert gone.json() == {"share": code, "badge": perk.id}
    is_problem(await look(doors, site, code), 404, "badge_not_shared")
    assert (await mine(doors, token, perk.id))["shares"] == []


async def messages(doors: Doors, token: str) -> list[dict[str, Any]]:
    """What the inbox says about looks at badges."""
    inbox = (await doors.call("GET", "/v1/me/inbox", token)).json()["messages"]
    return [each for each in inbox if each["kind"] == "badge_seen"]


async def test_a_rental_kept_is_on_the_badge(doors: Doors) -> None:
    token, till = await someone(doors, 560, KIOSK), await doors.merchant()
    for _ in range(2):
        heard = await shows(doors, token, till, "umbrella", KIOSK)
        for step in ("authorise", "hand-over", "return", "settle"):
            path = f"/v1/merchant/rentals/{heard['rental']}/{step}"
            done = await doors.call("POST", path, till, json={})
            assert done.status_code == 200, done.text
    fact = (await mine(doors, token, "delivery-badge"))["facts"][0]
    assert fact == {"fact": "rentals_kept", "count": 2, "at_least": 1, "next_step": 5}


def bytes_of(answer: Response, code: str) -> tuple[int, bytes, dict[str, str]]:
    """All of an answer but for the number of the request; how often a code was asked for before
    is told alike for all codes."""
    assert code not in answer.text
    request = answer.headers["x-request-id"]
    headers = {k: v for k, v in answer.headers.items() if "ratelimit" not in k}
    headers.pop("x-request-id")
    return answer.status_code, answer.content.replace(request.encode(), b""), headers


async def test_nothing_shared_is_the_same_bytes_whatever_the_reason(doors: Doors) -> None:
    site = await doors.merchant(JOBS)
    unknown = bytes_of(await look(doors, site, ANOTHER), ANOTHER)
    assert unknown[0] == 404

    async def absent(code: str) -> None:
        assert bytes_of(await look(doors, site, code), code) == unknown

    async def fresh() -> tuple[str, str]:
        token = await doors.member()
        await kept(doors, token, rentals_kept=5)
        return token, await shared(doors, token)

    token, code = await fresh()
    assert (await look(doors, site, code)).status_code == 200
    await doors.call("DELETE", f"/v1/me/badges/{JOB}/shares/{code}", token)
    await absent(code)
    token, code = await fresh()
    await doors.call("POST", "/v1/me/pause", token)
    await absent(code)
    await doors.call("POST", "/v1/me/resume", token)
    assert (await look(doors, site, code)).status_code == 200
    await doors.call("PUT", f"/v1/me/muted/{JOBS}", token)
    await absent(code)
    token, code = await fresh()
    await kept(doors, token, rentals_kept=0)  # nothing to say yet
    await absent(code)
    token, code = await fresh()
    await doors.call("DELETE", f"/v1/me/consents/badge/{JOBS}", token)
    await absent(code)
    await doors.consent(token, Purpose.BADGE, JOBS)  # and it does not come to life again
    await absent(code)
    _, code = await fresh()
    other = await doors.merchant("two-hearts")
    assert bytes_of(await look(doors, other, code), code) == unknown
    token, code = await fresh()
    await doors.call("DELETE", "/v1/me/consents/enrolment/programme", token)
    await absent(code)
    erased = {"confirmation": "erase me"}
    assert (await doors.call("POST", "/v1/me/erasure", token, json=erased)).is_success
    await absent(code)
    _, code = await fresh()
    doors.clock.follow(doors.clock.offset + 90 * DAY)
    await absent(code)


async def test_each_look_is_logged_and_the_first_of_a_day_is_told(doors: Doors) -> None:
    token, site = await doors.member(), await doors.merchant(JOBS)
    await kept(doors, token, rentals_kept=1)
    code = await shared(doors, token)
    for _ in range(3):
        assert (await look(doors, site, code)).status_code == 200
    assert await looks(doors, token) == [(JOBS, JOB, "rentals_kept=1")] * 3
    assert len(await messages(doors, token)) == 1
    await kept(doors, token, rentals_kept=0)
    is_problem(await look(doors, site, code), 404, "badge_not_shared")
    assert sorted(await looks(doors, token))[0] == (JOBS, JOB, "nothing")
    doors.clock.follow(doors.clock.offset + DAY)
    await kept(doors, token, rentals_kept=4)
    assert (await look(doors, site, code)).json()["facts"][0]["at_least"] == 1
    assert len(await messages(doors, token)) == 2


async def test_a_share_is_for_whoever_has_the_consent_and_ends_with_it(doors: Doors) -> None:
    token = await doors.member()
    is_problem(await share(doors, token, JOB, JOBS), 409, "no_consent")
    is_problem(await share(doors, token, "umbrella", KIOSK), 404, "badge_unknown")
    is_problem(await share(doors, token, "no-badge", JOBS), 404, "badge_unknown")
    is_problem(await share(doors, token, JOB, KIOSK), 409, "perk_not_offered")
    await doors.consent(token, Purpose.BADGE, JOBS)
    is_problem(await share(doors, token, JOB, JOBS, days=366), 422, "consent_too_long")
    assert (await share(doors, token, JOB, JOBS, days=0)).status_code == 422
    week = await share(doors, token, JOB, JOBS, days=7)
    assert week.json()["ends_at"] == "2026-03-11T12:00:00Z"
    second = is_problem(await share(doors, token, JOB, JOBS, days=365), 409, "already_shared")
    assert second["refusal"] == {"badge": JOB, "merchant": JOBS, "ends_at": "2026-03-11T12:00:00Z"}
    assert week.json()["share"] not in str(second)
    old = f"/v1/me/badges/{JOB}/shares/{week.json()['share']}"
    assert (await doors.call("DELETE", old, token)).status_code == 200
    longest = await share(doors, token, JOB, JOBS, days=365)
    assert longest.json()["ends_at"] == "2026-06-02T12:00:00Z"  # as the consent does
    [listed] = (await mine(doors, token, JOB))["shares"]
    assert listed["share"] == longest.json()["share"] != week.json()["share"]
    is_problem(await doors.call("DELETE", old, token), 404, "share_unknown")
    await doors.call("PUT", f"/v1/me/muted/{JOBS}", token)
    is_problem(await share(doors, token, JOB, JOBS), 409, "merchant_muted")


async def test_of_many_tabs_one_gets_the_code_and_the_others_hear_so(doors: Doors) -> None:
    """The code that the merchant was given stays good, whichever tab it came from."""
    token, site = await doors.member(), await doors.merchant(JOBS)
    await kept(doors, token, rentals_kept=1)
    await doors.consent(token, Purpose.BADGE, JOBS)
    tabs = await asyncio.gather(*(share(doors, token, JOB, JOBS) for _ in range(6)))
    assert sorted(each.status_code for each in tabs) == [201, *[409] * 5]
    [made] = [each.json() for each in tabs if each.status_code == 201]
    assert {each.json()["code"] for each in tabs if each.status_code == 409} == {"already_shared"}
    assert (await look(doors, site, made["share"])).status_code == 200
    codes: Any = doors.context.store.driver.db.badge_codes
    assert await codes.count_documents({}) == 1
    # Once it has ended, it is shared anew, and its old code is no longer anybody's.
    doors.clock.follow(doors.clock.offset + 90 * DAY)
    assert await shared(doors, token) != made["share"]
    assert await codes.count_documents({}) == 1


async def test_a_suspended_merchant_looks_at_nothing_and_the_member_is_told(doors: Doors) -> None:
    token, site = await doors.member(), await doors.merchant(JOBS)
    await kept(doors, token, rentals_kept=1)
    code = await shared(doors, token)
    since = (await desk(doors, "suspension", JOBS)).json()["suspended_at"]
    is_problem(await look(doors, site, code), 409, "merchant_suspended")
    [listed] = (await mine(doors, token, JOB))["shares"]
    assert (listed["acts"], listed["suspended_at"]) == (False, since)
    path = f"/v1/me/badges/{JOB}/shares/{code}"
    assert (await doors.call("DELETE", path, token)).status_code == 200
    is_problem(await share(doors, token, JOB, JOBS), 409, "merchant_suspended")
    await desk(doors, "reinstatement", JOBS)
    code = await shared(doors, token)
    assert (await look(doors, site, code)).status_code == 200
    [listed] = (await mine(doors, token, JOB))["shares"]
    assert (listed["acts"], "suspended_at" in listed) == (True, False)


async def test_nobody_takes_back_or_opens_what_is_not_theirs(doors: Doors) -> None:
    alice, mallory = await doors.member(), await doors.member()
    await kept(doors, alice, rentals_kept=1)
    code = await shared(doors, alice)
    path = f"/v1/me/badges/{JOB}/shares/{code}"
    is_problem(await doors.call("DELETE", path, mallory), 404, "share_unknown")
    wrong = f"/v1/me/badges/dating-badge/shares/{code}"
    is_problem(await doors.call("DELETE", wrong, alice), 404, "share_unknown")
    till = await doors.merchant(JOBS, (Scope.ELIGIBILITY,))
    is_problem(await look(doors, till, code), 403, "scope_missing")
    assert (await look(doors, await doors.merchant(JOBS), code)).status_code == 200


async def test_a_badge_has_no_pass(doors: Doors) -> None:
    token = await doors.member()
    wanted = {"perk": JOB, "merchant": JOBS}
    is_problem(await doors.call("POST", "/v1/me/passes", token, json=wanted), 409, "not_by_pass")


async def test_a_minor_has_none(doors: Doors) -> None:
    token = await doors.member(birth_year=2010)
    text = (await doors.call("GET", "/v1/programme/texts/badge")).json()["sha256"]
    asked = {"purpose": "badge", "counterparty": JOBS, "text_sha256": text}
    refused = await doors.call("POST", "/v1/me/consents", token, json=asked)
    assert is_problem(refused, 403, "not_for_minors")["refusal"]["barred"] == "badges"


async def test_looks_are_limited_alike_whether_there_is_something_or_not(doors: Doors) -> None:
    token, site = await doors.member(), await doors.merchant(JOBS)
    await kept(doors, token, rentals_kept=1)
    code = await shared(doors, token)
    most = doors.context.programme().numbers.rates.badge_looks_per_share.times
    for asked, status in ((code, 200), (ANOTHER, 404)):
        answers = [(await look(doors, site, asked)).status_code for _ in range(most + 1)]
        assert answers == [status] * most + [429]
