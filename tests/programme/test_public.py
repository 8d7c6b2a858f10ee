"""What leaves the programme: all but the right answers of its quizzes, and refused words."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from service.http.openapi.examples import EXAMPLES
from service.language.languages import Language
from service.programme import Programme, public, texts_of
from service.programme.translations import lint_translations, untranslated
from service.programme_demo import DEMO
from tests.http.doors import Doors, open_doors
from tests.programme.quizzes import SPRING, UMBRELLAS, programme

ZH = Language.ZH_CN


def answered(answer: int) -> Programme:
    """The programme, with this place of the right choice everywhere."""
    questions = tuple(msgspec.structs.replace(each, answer=answer) for each in UMBRELLAS.questions)
    quiz = msgspec.structs.replace(UMBRELLAS, questions=questions)
    return programme(tasks=(*DEMO.tasks, quiz))


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


def serve(doors: Doors, shown: Programme) -> None:
    """Has the application go by another programme."""
    means = doors.app.state.means
    context = replace(means.context, programme=lambda: shown)
    doors.app.state.means = replace(means, context=context)


def test_nothing_but_the_right_answers_and_the_refused_words_is_left_out() -> None:
    shown = public(programme())
    assert [each.answer for each in shown.tasks[-1].questions] == [None, None]
    assert shown.tasks[-1].questions[0].choices == ("The tip", "The handle")
    assert programme().refused_words
    assert msgspec.structs.replace(shown, tasks=()) == programme(tasks=(), refused_words=())
    assert shown.tasks[:2] == DEMO.tasks[:2]
    plain = programme(tasks=DEMO.tasks[:2], refused_words=())
    assert public(plain) == plain


def test_whatever_is_right_what_is_shown_is_the_same() -> None:
    assert public(answered(0)) == public(answered(1))


async def test_neither_the_answer_nor_its_tag_tells_what_is_right(doors: Doors) -> None:
    told = []
    for answer in (0, 1):
        serve(doors, answered(answer))
        said = await doors.call("GET", "/v1/programme")
        told.append((said.text, said.headers["etag"]))
    assert told[0] == told[1]
    quiz = json.loads(told[0][0])["tasks"][-1]
    assert quiz["questions"][0] == {
        "text": "What is a ferrule?",
        "choices": ["The tip", "The handle"],
    }


async def test_who_has_the_version_gets_no_bytes_until_there_is_another(doors: Doors) -> None:
    first = await doors.call("GET", "/v1/programme")
    tag = {"If-None-Match": first.headers["etag"]}
    assert first.headers["etag"].startswith('"1.')
    assert (await doors.call("GET", "/v1/programme", headers=tag)).status_code == 304
    serve(doors, msgspec.structs.replace(DEMO, version=2))
    second = await doors.call("GET", "/v1/programme", headers=tag)
    assert (second.status_code, second.json()["version"]) == (200, 2)
    assert second.headers["etag"].startswith('"2.')


async def test_the_schema_is_served_as_one(doors: Doors) -> None:
    said = await doors.call("GET", "/v1/programme/schema")
    assert said.headers["content-type"] == "application/json"
    assert said.json()["$id"] == "urn:seedbank:programme"
    tag = {"If-None-Match": said.headers["etag"]}
    assert (await doors.call("GET", "/v1/programme/schema", headers=tag)).status_code == 304


def test_no_example_of_the_api_has_an_answer() -> None:
    def names(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*(names(each) for each in value.values()))
        return set().union(*(names(each) for each in value)) if isinstance(value, list) else set()

    assert "seeds" in names(EXAMPLES["Programme"])
    assert "answer" not in names(EXAMPLES["Programme"])


def test_campaigns_questions_and_choices_can_be_translated() -> None:
    texts = texts_of(programme())
    for text in (SPRING.title, UMBRELLAS.title, "What is a ferrule?", "The tip", "10"):
        assert text in texts
        assert text in untranslated({}, texts)[ZH]
    assert texts["What is a ferrule?"] == 300
    assert texts["The tip"] == texts[SPRING.title] == 120


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"The tip": "尖" * 121}, "longer than 120"),
        ({"What is a ferrule?": "什" * 301}, "longer than 300"),
        ({"A dry spring": ""}, "is empty"),
        ({"A wet spring": "多雨的春天"}, "is no text"),
    ],
)
def test_their_translations_are_judged_like_others(words: dict[str, str], sentence: str) -> None:
    found = lint_translations({ZH: words}, texts_of(programme()))
    assert len(found) == 1
    assert sentence in found[0]
