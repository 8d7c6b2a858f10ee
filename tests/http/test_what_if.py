"""What a score would be, asked at the door: by the engine, in words, and nothing is written."""

from typing import Any

import msgspec
import pytest

from rewards.economy import ScoreNumbers
from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.score import score
from service.flows.evidence import evidence_row
from service.limits.rate import Rate
from service.members.consents import PROGRAMME, Purpose
from service.store.schema.page import COLLECTIONS, EVIDENCE
from tests.http.doors import KIOSK, Doors, is_problem, open_doors
from tests.http.test_language import EN, ZH, is_in
from tests.http.test_rentals import account_of
from tests.people import DAY, NOON
from tests.unlimited import UNLIMITED

DOOR = "/v1/me/score/what-if"
NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1)
DEEDS = {"done": EvidenceKind.TASK_COMPLETED, "late": EvidenceKind.RETURNED_LATE}


async def scored(doors: Doors, deeds: dict[str, EvidenceKind] = DEEDS) -> tuple[str, str]:
    """The token of a member who wants a score, and their account, of which this is known."""
    token = await doors.member()
    await doors.consent(token, Purpose.SCORE, PROGRAMME)
    account = account_of(doors, token)
    facts = [
        Evidence(id=f"{account}:{name}", kind=kind, at=NOON - 10 * DAY, source=KIOSK)
        for name, kind in deeds.items()
    ]
    rows = [EVIDENCE.encode(evidence_row(account, fact, at=NOON)) for fact in facts]
    await doors.context.store.driver.db.evidence.insert_many(rows)
    return token, account


async def ask(doors: Doors, token: str, *suppositions: Any, **more: Any) -> Any:
    body = {"suppositions": list(suppositions)}
    return await doors.call("POST", DOOR, token, json=body, **more)


async def answer(doors: Doors, token: str, *suppositions: Any, **more: Any) -> dict[str, Any]:
    found = await ask(doors, token, *suppositions, **more)
    assert found.status_code == 200, found.text
    told: dict[str, Any] = found.json()
    return told


async def test_it_is_the_engines_answer_with_words_and_a_difference(doors: Doors) -> None:
    token, _ = await scored(doors)
    told = await answer(
        doors, token, {"what": "do", "kind": "task_completed", "times": 5}, headers=EN
    )
    verified = Evidence(id="v", kind=EvidenceKind.CONTACT_VERIFIED, at=NOON, source="app")
    facts = [verified]
    for name, kind in DEEDS.items():
        facts.append(Evidence(id=name, kind=kind, at=NOON - 10 * DAY, source=KIOSK))
    facts += [
        Evidence(id=f"{n}", kind=EvidenceKind.TASK_COMPLETED, at=NOON, source="x") for n in range(5)
    ]
    expected: Any = score(facts, active_days=0, at=NOON, numbers=NUMBERS)
    assert told["score"]["value"] == expected.value
    assert told["text"] == f"On 4 March 2026 your score would be {expected.value}."
    assert told["difference"]["points"] == 10
    assert told["soonest"]["level"] == "sapling"
    assert told["soonest"]["text"]
    assert told["assumed"].endswith("published every 30 days.")


async def test_where_nothing_is_supposed_it_is_the_projected_score(doors: Doors) -> None:
    token, _ = await scored(doors)
    told = await answer(doors, token)
    projected = (await doors.call("GET", "/v1/me/score/projected", token)).json()
    assert told["score"] == projected["score"]
    assert (told["at"], told["difference"]["parts"]) == (projected["as_of"], [])


async def test_a_promise_made_good_and_time(doors: Doors) -> None:
    token, account = await scored(doors)
    cured = await answer(doors, token, {"what": "cure", "evidence": f"{account}:late"})
    changed = [
        item["change"]
        for part in cured["difference"]["parts"]
        for line in part["lines"]
        for item in line["items"]
    ]
    assert changed == ["cured"]
    later = await answer(doors, token, {"what": "wait", "days": 366})
    assert later["at"].startswith("2027-03-05T12:00:")


async def test_in_chinese_every_word_is(doors: Doors) -> None:
    token, _ = await scored(doors)
    response = await ask(doors, token, {"what": "return_late"}, headers=ZH)
    is_in(response, "zh-CN")
    assert response.json()["text"].startswith("2026年3月4日您的评分会是")
    assert "Tried" not in response.json()["soonest"]["tried"]


async def test_nothing_is_written_whatever_is_asked(own_doors: Doors) -> None:
    doors = own_doors
    token, _ = await scored(doors)
    before = await everything(doors)
    await answer(doors, token, {"what": "keep_rentals", "times": 3, "days": 300, "large": True})
    is_problem(
        await ask(doors, token, {"what": "lose", "evidence": "none"}),
        422,
        "supposed_evidence_unknown",
    )
    assert await everything(doors) == before


async def everything(doors: Doors) -> dict[str, list[Any]]:
    """All that is stored, but for what counts calls."""
    db = doors.context.store.driver.db
    names = [name for name in COLLECTIONS if name not in ("counters", "breakers")]
    return {name: await db[name].find().sort("_id", 1).to_list(None) for name in names}


@pytest.mark.parametrize(
    ("supposed", "status", "code"),
    [
        ({"what": "wait", "days": 367}, 422, "too_much_supposed"),
        ({"what": "wait", "days": 3_661}, 422, "invalid_request"),
        ({"what": "wait", "days": -1}, 422, "invalid_request"),
        ({"what": "do", "kind": "rental_kept_small"}, 422, "invalid_request"),
        ({"what": "do", "kind": "task_completed", "times": 0}, 422, "invalid_request"),
        ({"what": "be_born", "days": 1}, 422, "invalid_request"),
        ({"what": "cure", "evidence": "none"}, 422, "supposed_evidence_unknown"),
        ({"what": "lose", "evidence": {"$gt": ""}}, 422, "invalid_request"),
        ({"what": "wait", "days": 1, "friends": 3}, 422, "invalid_request"),
        ({"what": "wait"}, 422, "invalid_request"),
        ({"what": "wait", "days": 1, "times": 2}, 422, "invalid_request"),
        ({"what": "do", "times": 2}, 422, "invalid_request"),
        ({"what": "cure"}, 422, "invalid_request"),
    ],
)
async def test_what_is_out_of_bounds_is_refused(
    doors: Doors, supposed: Any, status: int, code: str
) -> None:
    token, _ = await scored(doors)
    is_problem(await ask(doors, token, supposed), status, code)


async def test_only_own_evidence_can_be_supposed_away(doors: Doors) -> None:
    token, _ = await scored(doors)
    _, other = await scored(doors)
    refused = await ask(doors, token, {"what": "cure", "evidence": f"{other}:late"})
    is_problem(refused, 422, "supposed_evidence_unknown")


async def test_without_consent_there_is_no_answer(doors: Doors) -> None:
    is_problem(await ask(doors, await doors.member()), 409, "no_consent")


async def test_who_asks_too_often_waits(mongo_url: str, database_name: str) -> None:
    rates = msgspec.structs.replace(UNLIMITED, what_ifs_per_member=Rate(times=2, seconds=600))
    async with open_doors(mongo_url, database_name, rates=rates) as doors:
        token, _ = await scored(doors)
        for _ in range(2):
            await answer(doors, token)
        problem = is_problem(await ask(doors, token), 429, "too_many_requests")
        assert problem["refusal"]["policy"] == "what_ifs_per_member"
