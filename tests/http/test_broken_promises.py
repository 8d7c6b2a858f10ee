"""Faults, claims and broken promises at the doors of merchants and members."""

from datetime import timedelta
from typing import Any

import pytest

from tests.http.doors import BIKES, Doors, is_problem, somebody
from tests.http.test_games import run
from tests.http.test_rentals import MERCHANT, MINE, account_of, customer, quote, step

SAID = {"statement": "It does not open."}


@pytest.fixture
def doors(own_doors: Doors) -> Doors:
    """The test's own: a published score is for all who knock at the same doors."""
    return own_doors


async def lent(doors: Doors, token: str, kiosk: str) -> str:
    rental: str = (await quote(doors, token, kiosk))["rental"]
    for word in ("authorise", "hand-over"):
        assert (await step(doors, kiosk, rental, word)).is_success
    return rental


def passes(doors: Doors, **by: float) -> None:
    doors.clock.set(doors.clock.domain_now() + timedelta(**by))


async def seen(doors: Doors, who: str, rental: str) -> Any:
    """The rental as its member sees it, who signs in again for that."""
    return (await doors.call("GET", f"{MINE}/{rental}", await doors.pending(who))).json()


async def mine(doors: Doors, token: str, rental: str, word: str, body: Any = SAID) -> Any:
    return await doors.call("POST", f"{MINE}/{rental}/{word}", token, json=body)


async def test_a_fault_from_the_members_word_to_the_return(doors: Doors) -> None:
    who = somebody()
    token, kiosk = await customer(doors, who), await doors.merchant()
    rental = await lent(doors, token, kiosk)
    passes(doors, hours=1)
    token = await doors.pending(who)
    reported = await mine(doors, token, rental, "fault")
    assert reported.json()["fault_at"] == "2026-03-04T13:00:00Z"
    passes(doors, days=2)
    cleared = await step(doors, kiosk, rental, "fault/clear", json={"statement": "The lock jams."})
    assert "fault_at" not in cleared.json()
    assert cleared.json()["ends_at"] == "2026-03-06T14:00:00Z"
    theirs = (await doors.call("GET", f"{MERCHANT}/{rental}/statement", kiosk)).json()
    own = await seen(doors, who, rental)
    assert theirs == own
    assert [(one["what"], one["by"]) for one in own["history"]] == [
        ("authorised", "merchant"),
        ("started", "merchant"),
        ("fault_reported", "member"),
        ("fault_cleared", "merchant"),
    ]
    assert [one["words"] for one in own["statements"]] == ["It does not open.", "The lock jams."]
    assert own["broken_from"] == "2026-03-09T14:00:00Z"


async def test_a_broken_promise_from_the_proposal_to_the_appeal_that_is_won(doors: Doors) -> None:
    who = somebody()
    token, kiosk = await customer(doors, who), await doors.merchant()
    rental = await lent(doors, token, kiosk)
    account = account_of(doors, token)
    passes(doors, hours=3)
    await run(doors, "mark_overdue")
    told = {"statement": "Nobody has brought it back."}
    early = await step(doors, kiosk, rental, "breach", json=told)
    refusal = is_problem(early, 409, "grace_not_over")["refusal"]
    assert refusal == {"until": "2026-03-07T14:00:00Z"}
    passes(doors, days=3)
    broken = await step(doors, kiosk, rental, "breach", json=told)
    assert (broken.json()["state"], broken.json()["breach"]) == ("breach_proposed", "not_returned")
    own = await seen(doors, who, rental)
    promise = own["broken_promise"]
    assert (promise["status"], promise["may_challenge"]) == ("proposed", True)
    assert own["statements"][-1]["words"] == "Nobody has brought it back."
    token = await doors.pending(who)
    appealed = await mine(doors, token, rental, "appeal", {"statement": "It is in the box."})
    assert appealed.status_code == 201
    assert appealed.json()["due_at"].startswith("2026-03-14T15:00:00")
    is_problem(await step(doors, kiosk, rental, "settle"), 409, "dispute_open")
    [case] = (await doors.call("GET", "/v1/merchant/challenges", kiosk)).json()["challenges"]
    assert (case["statement"], case["reference"]) == ("It is in the box.", rental)
    answer = {"statement": "So it was.", "insists": False}
    path = f"/v1/merchant/challenges/{case['id']}/answer"
    assert (await doors.call("POST", path, kiosk, json=answer)).is_success
    over = await seen(doors, who, rental)
    assert over["state"] == "settled"
    assert "breach" not in over
    assert over["broken_promise"]["challenge"]["answer"] == "So it was."
    theirs = await doors.call("GET", f"{MERCHANT}/{rental}/statement", kiosk)
    assert "broken_promise" not in theirs.json()
    assert account not in theirs.text


async def test_damage_is_claimed_up_to_the_deposit_and_whole(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    rental = await lent(doors, token, kiosk)
    await step(doors, kiosk, rental, "return", json={})
    for amount in (0, -1, 1.5, "5", 2**53):
        body = {"amount_minor": amount, "statement": "torn"}
        is_problem(await step(doors, kiosk, rental, "damage", json=body), 422, "invalid_request")
    for words in ("", "no", "x" * 501, None):
        body = {"amount_minor": 5, "statement": words}
        is_problem(await step(doors, kiosk, rental, "damage", json=body), 422, "invalid_request")
    much = {"amount_minor": 2_001, "statement": "torn"}
    refused = is_problem(
        await step(doors, kiosk, rental, "damage", json=much), 422, "claim_above_deposit"
    )
    assert refused["refusal"] == {"wanted": 2_001, "most": 2_000}
    claimed = await step(doors, kiosk, rental, "damage", json=much | {"amount_minor": 2_000})
    assert claimed.json()["claim"] == {
        "kind": "damage",
        "amount_minor": 2_000,
        "at": "2026-03-04T12:00:00Z",
    }
    is_problem(await step(doors, kiosk, rental, "damage", json=much), 409, "already_claimed")


async def test_a_merchants_list_is_what_it_has_lent_by_state_and_by_page(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    bikes = await doors.merchant(BIKES)
    waits = (await quote(doors, token, kiosk))["rental"]
    out = await lent(doors, token, kiosk)
    back = await lent(doors, token, kiosk)
    assert (await step(doors, kiosk, back, "return", json={})).is_success

    async def listed(who: str, **query: Any) -> Any:
        return (await doors.call("GET", MERCHANT, who, params=query)).json()

    assert {one["id"] for one in (await listed(kiosk))["rentals"]} == {out, back}
    assert waits not in str(await listed(kiosk))
    assert [one["id"] for one in (await listed(kiosk, state="returned"))["rentals"]] == [back]
    assert (await listed(kiosk, state="settled"))["rentals"] == []
    assert (await listed(bikes))["rentals"] == []
    first = await listed(kiosk, limit=1)
    second = await listed(kiosk, limit=1, cursor=first["next_cursor"])
    assert {one["id"] for page in (first, second) for one in page["rentals"]} == {out, back}
    wrong = await doors.call("GET", MERCHANT, kiosk, params={"state": "stolen"})
    assert is_problem(wrong, 422, wrong.json()["code"])
    stranger = await doors.call("GET", MERCHANT, bikes, params={"cursor": first["next_cursor"]})
    assert stranger.status_code == 422


async def test_foreign_and_made_up_rentals_are_one_404_here_too(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    bikes, bob = await doors.merchant(BIKES), await doors.member()
    own = await lent(doors, token, kiosk)
    for rental in (own, "0" * 32, "a:b", "%24ne"):
        answers = [
            await doors.call("GET", f"{MINE}/{rental}", bob),
            await doors.call("GET", f"{MERCHANT}/{rental}/statement", bikes),
            *[await mine(doors, bob, rental, word) for word in ("fault", "loss", "appeal")],
            *[
                await step(doors, bikes, rental, word, json=SAID)
                for word in ("fault", "fault/clear", "loss", "breach")
            ],
            await step(doors, bikes, rental, "cure", json={}),
        ]
        for answer in answers:
            assert is_problem(answer, 404, "rental_unknown")["refusal"] == {}


async def test_the_same_word_twice_is_one_step(doors: Doors) -> None:
    token, kiosk = await customer(doors), await doors.merchant()
    rental = await lent(doors, token, kiosk)
    first = await step(doors, kiosk, rental, "loss", json=SAID, key="till-1")
    again = await step(doors, kiosk, rental, "loss", json=SAID, key="till-1")
    assert first.content == again.content
    assert again.headers["idempotent-replayed"] == "true"
    other = {"statement": "It was stolen."}
    reused = await step(doors, kiosk, rental, "loss", json=other, key="till-1")
    assert reused.status_code == 422
    assert len((await doors.call("GET", f"{MINE}/{rental}", token)).json()["statements"]) == 1
