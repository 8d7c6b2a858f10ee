"""Each door answers in the reader's language, and says that it does."""

import hashlib
from typing import Any

import pytest
from httpx import Response

from service.http.me.list_inbox import _message
from service.language.languages import Language
from service.members.consents import Purpose
from service.members.message import Message, MessageKind
from service.programme import consent_text
from service.programme.translations import in_language
from service.programme_demo import DEMO
from service.store.schema.page import CONSENTS
from tests.http.doors import BERLIN, KIOSK, Doors, is_problem, text

ZH, EN = {"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}, {"Accept-Language": "en-GB"}
ZH_ENROLMENT = consent_text(DEMO, Purpose.ENROLMENT, Language.ZH_CN)


def is_in(response: Response, language: str) -> None:
    """The answer names its language, and what it depends on."""
    assert response.headers["content-language"] == language
    assert "accept-language" in response.headers["vary"].lower()


@pytest.mark.parametrize(
    ("headers", "language", "title"),
    [
        (ZH, "zh-CN", "\u7ade\u731c\u4e0d\u5b58\u5728"),
        ({"Accept-Language": "zh"}, "zh-CN", "\u7ade\u731c\u4e0d\u5b58\u5728"),
        (EN, "en", "Game unknown"),
        ({}, "en", "Game unknown"),
        ({"Accept-Language": "zh;q=7"}, "en", "Game unknown"),
        ({"Accept-Language": "zh," * 400}, "en", "Game unknown"),
        ({"Accept-Language": b"\xe4\xb8\xad\xff"}, "en", "Game unknown"),
    ],
)
async def test_a_problem_is_told_in_the_readers_language(
    doors: Doors, headers: dict[str, Any], language: str, title: str
) -> None:
    token = await doors.member()
    response = await doors.call("GET", "/v1/games/nothing", token, headers=headers)
    assert response.json()["code"] == "game_unknown"
    assert response.json()["title"] == title
    is_in(response, language)


async def test_several_headers_count_as_one(doors: Doors) -> None:
    request = doors.client.build_request(
        "GET", "/v1/nothing", headers=[("Accept-Language", "de"), ("Accept-Language", "zh;q=0.5")]
    )
    is_in(await doors.client.send(request), "zh-CN")


async def test_numbers_and_codes_are_the_same_in_every_language(doors: Doors) -> None:
    token = await doors.member()
    body = {"purpose": "score", "counterparty": "programme", "text_sha256": "0" * 64}
    answers = [
        await doors.call("POST", "/v1/me/consents", token, headers=headers, json=body)
        for headers in (EN, ZH)
    ]
    english, chinese = (is_problem_of(each) for each in answers)
    assert english["refusal"] == chinese["refusal"]
    assert english["refusal"]["current"] == text(Purpose.SCORE)
    assert (english["code"], english["status"]) == (chinese["code"], chinese["status"])
    assert english["title"] != chinese["title"]


def is_problem_of(response: Response) -> dict[str, Any]:
    """A problem in whatever language, which ends its sentence."""
    problem: dict[str, Any] = response.json()
    assert problem["detail"].endswith((".", "\u3002"))
    return problem


async def test_what_is_wrong_with_a_body_is_told_in_chinese(doors: Doors) -> None:
    response = await doors.call("POST", "/v1/sign-in/codes", headers=ZH, json={"contact": 5})
    problem = is_problem_of(response)
    [error] = problem["refusal"]["errors"]
    assert error["field"] == "contact"
    assert error["detail"] in problem["detail"]
    assert "Expected" not in response.text
    in_english = await doors.call("POST", "/v1/sign-in/codes", headers=EN, json={"contact": 5})
    assert in_english.json()["refusal"]["errors"] == [
        {"field": "contact", "detail": "Expected `str`, got `int`"}
    ]


@pytest.mark.parametrize(("first", "then"), [(EN, ZH), (ZH, EN)])
async def test_a_stored_refusal_is_read_in_the_language_of_who_asks_again(
    doors: Doors, first: dict[str, str], then: dict[str, str]
) -> None:
    token, key = await doors.member(), f"again-{first['Accept-Language'][:2]}"
    body = {"purpose": "score", "counterparty": "programme", "text_sha256": "1" * 64}
    calls = [
        await doors.call("POST", "/v1/me/consents", token, key=key, headers=headers, json=body)
        for headers in (first, then, first)
    ]
    assert ["idempotent-replayed" in each.headers for each in calls] == [False, True, True]
    one, two, three = (each.json() for each in calls)
    assert one["detail"] == three["detail"] != two["detail"]
    assert one["refusal"] == two["refusal"]


async def test_tasks_have_titles_in_both_languages(doors: Doors) -> None:
    token = await doors.member()
    english, chinese = [
        await doors.call("GET", "/v1/me/tasks", token, headers=headers) for headers in (EN, ZH)
    ]
    is_in(english, "en")
    is_in(chinese, "zh-CN")
    titles = [[task["title"] for task in answer.json()["tasks"]] for answer in (english, chinese)]
    assert titles[0] == [task.title for task in DEMO.tasks]
    assert titles[1] == [DEMO.translations[Language.ZH_CN][title] for title in titles[0]]


async def test_another_language_is_another_version_of_an_answer(doors: Doors) -> None:
    token = await doors.member()
    english = await doors.call("GET", "/v1/me/tasks", token, headers=EN)
    seen = {"If-None-Match": english.headers["etag"]}
    same = await doors.call("GET", "/v1/me/tasks", token, headers=EN | seen)
    assert same.status_code == 304
    is_in(same, "en")
    other = await doors.call("GET", "/v1/me/tasks", token, headers=ZH | seen)
    assert other.status_code == 200
    assert other.headers["etag"] != english.headers["etag"]


async def test_boards_and_games_have_titles_in_both_languages(doors: Doors) -> None:
    token, translated = await doors.member(), DEMO.translations[Language.ZH_CN]
    board = DEMO.boards[0]
    for headers, title in ((EN, board.title), (ZH, translated[board.title])):
        answer = await doors.call("GET", f"/v1/boards/{board.id}", token, headers=headers)
        assert answer.json()["title"] == title
        screen = await doors.display(board.id)
        shown = await doors.call("GET", "/v1/display/board", screen, headers=headers)
        assert shown.json()["title"] == title
        is_in(shown, headers["Accept-Language"].partition(",")[0].replace("en-GB", "en"))


async def test_the_programme_itself_has_all_languages_and_depends_on_none(doors: Doors) -> None:
    english, chinese = [
        await doors.call("GET", "/v1/programme", headers=headers) for headers in (EN, ZH)
    ]
    assert english.content == chinese.content
    assert "content-language" not in chinese.headers
    assert english.json()["translations"]["zh-CN"]["Take the tour"]


def test_the_title_in_a_message_is_told_and_ids_are_not() -> None:
    game = DEMO.games[0]
    row = Message(
        id="1",
        account="a",
        kind=MessageKind.GAME_SETTLED,
        at=DEMO.effective_at,
        parameters={"game": "sprout", "title": game.title, "rank": 1},
    )
    told = _message(row, lambda each: in_language(DEMO.translations, Language.ZH_CN, each))
    assert told.texts["title"] == DEMO.translations[Language.ZH_CN][game.title]
    assert (told.texts["game"], told.numbers["rank"]) == ("sprout", 1)


@pytest.mark.parametrize("purpose", Purpose)
async def test_each_language_of_a_consent_text_has_its_own_hash(
    doors: Doors, purpose: Purpose
) -> None:
    path = f"/v1/programme/texts/{purpose}"
    english = await doors.call("GET", path, headers=EN)
    chinese = await doors.call("GET", path, headers=ZH)
    is_in(english, "en")
    is_in(chinese, "zh-CN")
    assert english.json()["sha256"] != chinese.json()["sha256"]
    for answer in (english.json(), chinese.json()):
        assert answer["sha256"] == hashlib.sha256(answer["text"].encode()).hexdigest()
    assert (english.json()["language"], chinese.json()["language"]) == ("en", "zh-CN")


@pytest.mark.parametrize("headers", [EN, ZH])
async def test_who_read_chinese_has_agreed_to_chinese_words(
    doors: Doors, headers: dict[str, str]
) -> None:
    """What was on the screen counts, whatever the call itself asks for."""
    token = await doors.pending()
    body = {
        "text_sha256": ZH_ENROLMENT.sha256,
        "display_name": "Ming",
        "zone": BERLIN,
        "birth_year": 1990,
    }
    enrolled = await doors.call("POST", "/v1/me/activation", token, headers=headers, json=body)
    assert enrolled.status_code == 200
    score = consent_text(DEMO, Purpose.SCORE, Language.ZH_CN)
    body = {"purpose": "score", "counterparty": "programme", "text_sha256": score.sha256}
    assert (await doors.call("POST", "/v1/me/consents", token, json=body)).status_code == 201
    await doors.consent(token, Purpose.ELIGIBILITY, KIOSK)
    assert await history(doors, token) == [
        ("enrolment", ZH_ENROLMENT.sha256, "zh-CN"),
        ("score", score.sha256, "zh-CN"),
        ("eligibility", text(Purpose.ELIGIBILITY), "en"),
    ]


async def history(doors: Doors, token: str) -> list[tuple[str, str, str]]:
    """The caller's consent history: purpose, hash and language of what was shown."""
    access = doors.keys.read_access(token, doors.clock.server_now())
    assert access is not None
    stages = ({"$match": {"account": access.sub}}, {"$sort": {"_id": 1}})
    rows = [CONSENTS.decode(raw) async for raw in doors.context.store.pipeline(CONSENTS, stages)]
    granted = [(row.entry, row.entry.grant) for row in rows]
    return [
        (entry.purpose, grant.text_sha256, entry.language)
        for entry, grant in granted
        if grant is not None
    ]


async def test_words_of_another_purpose_are_no_consent(doors: Doors) -> None:
    token = await doors.member()
    body = {
        "purpose": "score",
        "counterparty": "programme",
        "text_sha256": consent_text(DEMO, Purpose.BOARD, Language.ZH_CN).sha256,
    }
    refused = await doors.call("POST", "/v1/me/consents", token, json=body)
    problem = is_problem(refused, 409, "consent_text_changed")
    assert problem["refusal"]["current"] == text(Purpose.SCORE)


@pytest.mark.parametrize(
    ("headers", "language", "words"),
    [(ZH, "zh-CN", "\u914d\u5bf9\u8fd9\u5757\u663e\u793a\u5c4f"), (EN, "en", "Pair this screen")],
)
async def test_a_page_is_in_the_readers_language(
    doors: Doors, headers: dict[str, str], language: str, words: str
) -> None:
    page = await doors.call("GET", "/display", headers=headers)
    is_in(page, language)
    assert f'<html lang="{language}"' in page.text
    assert words in page.text


async def test_an_error_page_is_too(doors: Doors) -> None:
    headers = ZH | {"Accept": "text/html"}
    page = await doors.call("GET", "/nothing", headers=headers)
    assert page.status_code == 404
    is_in(page, "zh-CN")
    assert '<html lang="zh-CN"' in page.text


async def test_what_has_no_words_depends_on_no_language(doors: Doors) -> None:
    token = await doors.member()
    for path in ("/v1/me/purse", "/v1/me", "/health/live", "/v1/programme"):
        answer = await doors.call("GET", path, token, headers=ZH)
        assert "content-language" not in answer.headers
        assert "vary" not in answer.headers
