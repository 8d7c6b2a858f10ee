"""Tasks at the doors: batches with a result each, the own backend, operators, a list."""

from typing import Any

import pytest

from service.members.consents import Purpose
from service.operators.roles import Role
from tests.http.doors import BIKES, KIOSK, Doors, is_problem

NOON = "2026-03-04T12:00:00Z"
UMBRELLA = "return-umbrella"


class Alice:
    """A member at both merchants, and what they know her by."""

    def __init__(self, doors: Doors, token: str, kiosk: str, bikes: str) -> None:
        self.doors, self.token = doors, token
        self.kiosk, self.bikes = kiosk, bikes
        access = doors.keys.read_access(token, doors.clock.server_now())
        assert access is not None
        self.account = access.sub

    async def joins(self, *tasks: str) -> None:
        for task in tasks:
            joined = await self.doors.call("POST", f"/v1/me/tasks/{task}", self.token)
            assert joined.status_code == 200, joined.text

    async def tasks(self) -> dict[str, Any]:
        """Her list, by id, and the list itself under an empty one."""
        found = (await self.doors.call("GET", "/v1/me/tasks", self.token)).json()
        return {each["id"]: each for each in found["tasks"]} | {"": found}


@pytest.fixture
async def alice(doors: Doors) -> Alice:
    token = await doors.member()
    links = [await doors.consent(token, Purpose.TASK_EVENTS, each) for each in (KIOSK, BIKES)]
    return Alice(doors, token, links[0]["pseudonym"], links[1]["pseudonym"])


def event(member: str, task: str = UMBRELLA, **more: Any) -> dict[str, Any]:
    return {"member": member, "task": task, "event_at": NOON} | more


async def test_a_batch_has_a_result_for_each_event_and_one_stops_no_other(
    doors: Doors, alice: Alice
) -> None:
    await alice.joins(UMBRELLA)
    key = await doors.merchant()
    sent = {
        "events": [
            event(alice.kiosk, event="a"),
            event("0" * 32, event="b"),
            event(alice.kiosk, "no-such-task"),
            event(alice.kiosk, event="a"),
            event(alice.kiosk, event="a", reversed=True),
        ]
    }
    said = await doors.call("POST", "/v1/merchant/event-batches", key, json=sent, key="till-1")
    results = said.json()["results"]
    assert said.json()["failed"] == 2
    assert [each["status"] for each in results] == [200, 404, 404, 200, 200]
    assert [each.get("problem", {}).get("code") for each in results] == [
        None,
        "member_not_linked",
        "task_unknown",
        None,
        None,
    ]
    assert (results[0]["counted"]["seeds"], results[3]["counted"]["already"]) == (20, True)
    assert results[4]["reversed"]["returned"] == 20
    again = await doors.call("POST", "/v1/merchant/event-batches", key, json=sent, key="till-1")
    assert _plain(again.json()) == _plain(said.json())
    purse = (await doors.call("GET", "/v1/me/purse", alice.token)).json()
    assert purse["ripe"] == 0


async def test_another_batch_under_a_used_key_is_refused_item_by_item(
    doors: Doors, alice: Alice
) -> None:
    await alice.joins(UMBRELLA)
    key = await doors.merchant()
    path = "/v1/merchant/event-batches"
    await doors.call("POST", path, key, json={"events": [event(alice.kiosk)]}, key="k")
    other = {"events": [event(alice.kiosk, event="x"), event(alice.kiosk, event="y")]}
    said = (await doors.call("POST", path, key, json=other, key="k")).json()
    assert [each["status"] for each in said["results"]] == [422, 200]
    assert said["results"][0]["problem"]["code"] == "key_reused"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"events": []},
        {"events": [{"member": "m"}]},
        {"events": [event("m")] * 201},
        {"events": [event("m", amount=0)]},
        {"events": [event("m", amount=1.5)]},
        {"events": [event("m", event="two words")]},
        {"events": [event("m", event="")]},
        {"events": [event("m", event_at="1999-12-31T00:00:00Z")]},
        {"events": [event("m", event_at="2026-03-04T12:00:00")]},
        {"events": [event("m", seeds=1_000)]},
    ],
)
async def test_a_batch_that_is_none_is_refused_whole(doors: Doors, sent: Any) -> None:
    key = await doors.merchant()
    said = await doors.call("POST", "/v1/merchant/event-batches", key, json=sent)
    is_problem(said, 422 if said.status_code == 422 else 400, said.json()["code"])


async def test_the_programmes_own_backend_names_a_member_by_the_access_token(
    doors: Doors, alice: Alice
) -> None:
    await alice.joins("welcome-tour")
    app = await doors.merchant("app")
    tour = event(alice.account, "welcome-tour")
    done = await doors.call("POST", "/v1/merchant/events", app, json=tour)
    assert done.json()["seeds"] == 10
    kiosk = await doors.merchant()
    refused = await doors.call("POST", "/v1/merchant/events", kiosk, json=tour)
    is_problem(refused, 404, "member_not_linked")
    pseudonym = await doors.call(
        "POST", "/v1/merchant/events", app, json=event(alice.kiosk, "welcome-tour")
    )
    is_problem(pseudonym, 404, "member_not_linked")


async def test_an_operator_reports_and_takes_back_with_a_reason(doors: Doors, alice: Alice) -> None:
    await alice.joins(UMBRELLA)
    support = await doors.operator(Role.SUPPORT)
    told = {
        "account": alice.account,
        "task": UMBRELLA,
        "event": "ticket-7",
        "event_at": NOON,
        "reason": "the till was down",
    }
    done = await doors.call("POST", "/v1/operator/events", support, json=told)
    assert done.json()["seeds"] == 20
    back = await doors.call("POST", "/v1/operator/event-reversals", support, json=told)
    assert back.json()["returned"] == 20
    key = await doors.merchant()
    await doors.call("POST", "/v1/merchant/events", key, json=event(alice.kiosk, event="a"))
    wrong = told | {"source": KIOSK, "event": "a"}
    back = await doors.call("POST", "/v1/operator/event-reversals", support, json=wrong)
    assert back.json()["returned"] == 20
    rows = doors.context.store.driver.db.audit_log.find({"subject": f"account:{alice.account}"})
    noted = sorted([(row["action"], row["reason"]) async for row in rows])
    assert noted == [
        ("report_event_by_operator", "the till was down"),
        ("reverse_event_by_operator", "the till was down"),
        ("reverse_event_by_operator", "the till was down"),
    ]
    auditor = await doors.operator(Role.AUDITOR)
    refused = await doors.call("POST", "/v1/operator/events", auditor, json=told)
    is_problem(refused, 403, "power_missing")


async def test_a_list_says_how_far_one_is(doors: Doors, alice: Alice) -> None:
    before = await alice.tasks()
    assert (before[""]["day"], before[""]["zone"]) == ("2026-03-04", "Europe/Berlin")
    assert before[""]["streak"] == {
        "current": 0,
        "best": 0,
        "freezes": 0,
        "done_today": False,
        "days_to_week": 7,
        "days_to_freeze": 14,
        "week_seeds": 25,
    }
    assert before[UMBRELLA]["state"] == "available"
    assert before["score-for-friends"]["missing"] == ["know-your-score"]
    assert before["score-for-friends"]["hindered_by"] == "tasks_missing"
    assert before["show-the-town"]["hindered_by"] == "no_published_score"
    assert before["drink-water"]["declared"] is True
    await alice.joins(UMBRELLA, "ride-100-km")
    kiosk, bikes = await doors.merchant(), await doors.merchant(BIKES)
    await doors.call("POST", "/v1/merchant/events", kiosk, json=event(alice.kiosk))
    ride = event(alice.bikes, "ride-100-km", event="r1", amount=12_500)
    await doors.call("POST", "/v1/merchant/events", bikes, json=ride)
    after = await alice.tasks()
    done = after[UMBRELLA]
    assert (done["state"], done["done"], done["goal"], done["paid"]) == ("completed", 1, 1, 20)
    assert done["ends_on"] == "2026-03-04"
    km = after["ride-100-km"]
    assert (km["state"], km["done"], km["goal"], km["unit"]) == (
        "in_progress",
        12_500,
        100_000,
        "metres",
    )
    assert (after[""]["day_seeds"], after[""]["streak"]["done_today"]) == (20, True)
    chinese = await doors.call(
        "GET", "/v1/me/tasks", alice.token, headers={"Accept-Language": "zh-CN"}
    )
    titles = {each["id"]: each for each in chinese.json()["tasks"]}
    assert titles["ride-100-km"]["title"] == "累计骑行 100 公里"
    question = titles["know-your-score"]["quiz"]["questions"][0]
    assert question["choices"] == ["所有商家", "只有你自己", "你的朋友"]


async def test_a_quiz_is_shown_without_its_answers_and_graded(doors: Doors, alice: Alice) -> None:
    await alice.joins("know-your-score")
    quiz = (await alice.tasks())["know-your-score"]["quiz"]
    assert (len(quiz["questions"]), quiz["pass_mark"], quiz["tries_left"]) == (3, 2, 3)
    assert all(set(each) == {"text", "choices"} for each in quiz["questions"])
    path = "/v1/me/tasks/know-your-score/answers"
    wrong = await doors.call("POST", path, alice.token, json={"answers": [0, 0, 0]})
    assert (wrong.json()["passed"], wrong.json()["tries_left"]) == (False, 2)
    for bad in ([0, 0], [0, 0, 0, 0]):
        said = await doors.call("POST", path, alice.token, json={"answers": bad})
        is_problem(said, 422, "wrong_answers")
    for bad in ([], [-1, 0, 0], [8, 0, 0], ["1", 0, 0]):
        said = await doors.call("POST", path, alice.token, json={"answers": bad})
        assert said.status_code == 422
    right = await doors.call("POST", path, alice.token, json={"answers": [1, 2, 1]})
    assert (right.json()["passed"], right.json()["seeds"]) == (True, 15)


async def test_ones_own_word_counts_where_it_may(doors: Doors, alice: Alice) -> None:
    await alice.joins("drink-water", UMBRELLA)
    sent = {"event": "glass-1", "event_at": NOON}
    said = await doors.call("POST", "/v1/me/tasks/drink-water/declarations", alice.token, json=sent)
    assert said.json()["seeds"] == 2
    path = f"/v1/me/tasks/{UMBRELLA}/declarations"
    is_problem(await doors.call("POST", path, alice.token, json=sent), 409, "not_declarable")


def _plain(batch: dict[str, Any]) -> Any:
    """Without what names one request."""
    for each in batch["results"]:
        each.get("problem", {}).pop("instance", None)
    return batch
