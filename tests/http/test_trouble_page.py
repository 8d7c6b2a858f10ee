"""Who opens an address in a browser reads a page; programs get problems as ever."""

import pytest

from tests.http.doors import Doors, is_problem

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


async def test_a_browser_gets_a_page_where_nothing_is(doors: Doors) -> None:
    answer = await doors.call("GET", "/not/here", headers={"Accept": BROWSER})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'; script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "<h1>Nothing grows here</h1>" in answer.text
    assert answer.headers["x-request-id"] in answer.text
    assert "style=" not in answer.text


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "application/problem+json", "image/png", "", "nonsense"]
)
async def test_programs_get_a_problem(doors: Doors, accept: str) -> None:
    answer = await doors.call("GET", "/not/here", headers={"Accept": accept})
    is_problem(answer, 404, "no_such_path")


async def test_who_likes_json_better_gets_it(doors: Doors) -> None:
    accept = "text/html;q=0.5,application/problem+json"
    answer = await doors.call("GET", "/not/here", headers={"Accept": accept})
    is_problem(answer, 404, "no_such_path")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [("/v1/nothing", 404, "no_such_path"), ("/v1/me", 401, "not_authenticated")],
)
async def test_the_api_answers_browsers_as_anybody(
    doors: Doors, path: str, status: int, code: str
) -> None:
    answer = await doors.call("GET", path, headers={"Accept": BROWSER})
    is_problem(answer, status, code)


async def test_only_reading_gets_a_page(doors: Doors) -> None:
    answer = await doors.call("POST", "/not/here", headers={"Accept": BROWSER}, json={})
    is_problem(answer, 404, "no_such_path")


async def test_another_method_says_which_there_are_on_the_page_too(doors: Doors) -> None:
    answer = await doors.call("GET", "/display/session", headers={"Accept": BROWSER})
    assert answer.status_code == 405
    assert answer.headers["content-type"].startswith("text/html")
    assert "POST" in answer.headers["allow"]


async def test_an_address_is_never_part_of_the_page(doors: Doors) -> None:
    answer = await doors.call("GET", "/<script>alert(1)", headers={"Accept": BROWSER})
    assert answer.status_code == 404
    assert "alert(1)" not in answer.text


async def test_the_page_is_in_the_readers_language(doors: Doors) -> None:
    headers = {"Accept": BROWSER, "Accept-Language": "zh-CN"}
    answer = await doors.call("GET", "/not/here", headers=headers)
    assert answer.headers["content-language"] == "zh-CN"
    assert '<html lang="zh-CN">' in answer.text
    assert "Nothing grows here" not in answer.text
