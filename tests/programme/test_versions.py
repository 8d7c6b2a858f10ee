"""Anybody reads which versions there were, are and will be, and what they change."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from service.flows.operators.apply_programme import ProgrammeApplied, apply_programme
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.programmes import begin_programme, first_version
from service.versions.follow import know, look
from service.versions.known import Known, Version
from tests.http.doors import Doors, is_problem, open_doors
from tests.people import DAY, MINUTE, NOON

changed = msgspec.structs.replace
LATER = NOON + DAY


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    """An application that knows the versions of its database."""
    async with open_doors(mongo_url, database_name) as opened:
        await begin_programme(opened.context.store, DEMO)
        known = await know(opened.context.store, opened.clock.domain_now)
        assert isinstance(known, Known)
        context = replace(opened.context, programme=known.programme, known=known)
        opened.app.state.means = replace(opened.app.state.means, context=context)
        yield replace(opened, context=context)


async def apply(doors: Doors, programme: Programme) -> None:
    applied = await apply_programme(doors.context, programme, reason="why", caller="console:olga")
    assert isinstance(applied, ProgrammeApplied), applied
    assert doors.context.known is not None
    await look(doors.context.store, doors.context.known)


def second(**changes: Any) -> Programme:
    return changed(DEMO, **{"version": 2, "effective_at": LATER} | changes)


async def get(doors: Doors, path: str = "", **headers: str) -> Any:
    answered = await doors.call("GET", f"/v1/programme{path}", headers=headers)
    assert answered.status_code == 200, answered.text
    return answered.json()


async def test_an_announced_version_is_told_with_its_changes_and_its_time(doors: Doors) -> None:
    first, *more = DEMO.tasks
    await apply(doors, second(tasks=(changed(first, seeds=5), *more)))
    told = await get(doors, "/versions")
    assert told["versions"] == [
        {
            "version": 2,
            "effective_at": "2026-03-05T12:00:00Z",
            "announced_at": "2026-03-04T12:00:00Z",
            "changes": [
                {
                    "path": "tasks[welcome-tour].seeds",
                    "how": "changed",
                    "sentence": "tasks[welcome-tour].seeds: 10 -> 5",
                    "before": "10",
                    "after": "5",
                    "told": True,
                }
            ],
        },
        {"version": 1, "effective_at": "2026-01-01T00:00:00Z", "in_force": True},
    ]
    assert (await get(doors))["version"] == 1
    assert (await get(doors, "/versions/2"))["tasks"][0]["seeds"] == 5


async def test_the_programme_and_its_tag_change_at_its_time(doors: Doors) -> None:
    await apply(
        doors,
        second(numbers=changed(DEMO.numbers, games=changed(DEMO.numbers.games, entrants_min=3))),
    )
    before = await doors.call("GET", "/v1/programme")
    tag = {"If-None-Match": before.headers["etag"]}
    assert (await doors.call("GET", "/v1/programme", headers=tag)).status_code == 304
    doors.clock.set(LATER)
    after = await doors.call("GET", "/v1/programme", headers=tag)
    assert (after.status_code, after.json()["version"]) == (200, 2)
    assert after.json()["numbers"]["games"]["entrants_min"] == 3
    assert [each["version"] for each in (await get(doors, "/versions"))["versions"]] == [2, 1]
    # The one that is over can still be read: members agreed to its words.
    assert (await get(doors, "/versions/1"))["numbers"]["games"]["entrants_min"] == 2


async def test_a_member_is_answered_by_the_version_in_force(doors: Doors) -> None:
    token = await doors.member()
    first, *more = DEMO.tasks
    renamed = changed(first, title="Take a tour", seeds=11)
    words = {language: dict(texts) for language, texts in DEMO.translations.items()}
    for texts in words.values():
        texts["Take a tour"] = texts.pop("Take the tour")
    soon = NOON + 10 * MINUTE  # while the token is good
    await apply(doors, second(tasks=(renamed, *more), translations=words, effective_at=soon))

    async def shown() -> tuple[str, int]:
        listed = (await doors.call("GET", "/v1/me/tasks", token)).json()
        task = listed["tasks"][0]
        return task["title"], task["seeds"]

    assert await shown() == ("Take the tour", 10)
    doors.clock.set(soon)
    assert await shown() == ("Take a tour", 11)


@pytest.mark.parametrize("number", ["0", "3", "99999999999"])
async def test_a_version_that_there_is_not(doors: Doors, number: str) -> None:
    answered = await doors.call("GET", f"/v1/programme/versions/{number}")
    is_problem(answered, 404, "version_unknown")


async def test_a_number_that_is_none(doors: Doors) -> None:
    assert (await doors.call("GET", "/v1/programme/versions/two")).status_code == 404


async def test_an_old_document_that_nobody_can_read_any_more(
    doors: Doors, admin: Any, database_name: str
) -> None:
    await apply(doors, second())
    doors.clock.set(LATER)
    known = await know(doors.context.store, doors.clock.domain_now)
    assert isinstance(known, Known)
    context = replace(doors.context, programme=known.programme, known=known)
    doors.app.state.means = replace(doors.app.state.means, context=context)
    admin[database_name].programmes.update_one(
        {"_id": "00000001"}, {"$set": {"document": b'{"from": "long ago"}'}}
    )
    is_problem(await doors.call("GET", "/v1/programme/versions/1"), 404, "version_unknown")
    assert len((await get(doors, "/versions"))["versions"]) == 2


async def test_a_process_that_may_be_behind_is_not_ready(doors: Doors) -> None:
    assert (await doors.call("GET", "/health/ready")).status_code == 200
    known = doors.context.known
    assert known is not None
    known._steady = lambda: known._heard_at + 10.0
    is_problem(await doors.call("GET", "/health/ready"), 503, "store_unavailable")
    known.hear([])
    known._steady = lambda: known._heard_at + 9.9
    assert (await doors.call("GET", "/health/ready")).status_code == 200


async def test_no_answer_of_a_quiz_is_in_any_version(doors: Doors) -> None:
    """A document with a quiz, as it will be stored: nothing that is served has what is right."""
    document = json.loads(msgspec.json.encode(second()))
    document["tasks"][0] |= {
        "questions": [{"text": "Which?", "choices": ["This", "That"], "answer": 1}]
    }
    programme = msgspec.convert(document, Programme)
    known = doors.context.known
    assert known is not None
    known.hear([Version(first_version(programme), programme)])
    for path in ("/versions/2", "/versions"):
        assert '"answer"' not in json.dumps(await get(doors, path))
    doors.clock.set(LATER)
    shown = await get(doors)
    assert shown["tasks"][0]["questions"] == [{"text": "Which?", "choices": ["This", "That"]}]
