"""Whatever is wrong with a request, the answer is a problem that says what to do."""

import importlib
import pkgutil
from collections import Counter
from types import ModuleType
from typing import Any

import pytest
from litestar import Litestar, get
from litestar.exceptions import HTTPException, ImproperlyConfiguredException
from pymongo.errors import AutoReconnect, ServerSelectionTimeoutError

import rewards
import service
import tasks
from rewards.refusal import Refusal, refusal_classes
from service.app import create_app
from service.http.body import BYTES_MAX, LEVELS_MAX, depth
from service.http.problems.table import BY_STATUS, TABLE
from service.senders.console import ConsoleSender
from tests.http.doors import Doors, is_problem

CODES = "/v1/sign-in/codes"
JSON = {"Content-Type": "application/json"}


def import_all(package: ModuleType) -> None:
    """Every module below a package, so that every refusal is known. Scripts are left alone."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)


def ours() -> list[type[Refusal]]:
    for package in (rewards, tasks, service):
        import_all(package)
    rooms = {"rewards", "tasks", "service"}
    return [cls for cls in refusal_classes() if cls.__module__.split(".")[0] in rooms]


def test_every_refusal_has_a_status_and_every_status_a_refusal() -> None:
    missing = {cls.__name__ for cls in ours()} - {cls.__name__ for cls in TABLE}
    assert not missing
    assert set(TABLE) <= set(ours())
    assert sum(len(classes) for classes in BY_STATUS.values()) == len(TABLE)


def test_no_two_refusals_share_a_name() -> None:
    ours()
    names = Counter(
        cls.__name__ for cls in Refusal.__subclasses__() if not cls.__module__.startswith("tests")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_no_refusal_is_a_success() -> None:
    assert {status.value // 100 for status in BY_STATUS} == {4, 5}


@pytest.mark.parametrize(
    "path",
    (
        "/v1 /v1/ /v1/me/ /v2/me /v1/me/x/health /health /x/health/live /%00 /%ff /v1//me "
        "/v1/me/../me /schema /openapi.yaml /" + 3000 * "a"
    ).split(),
)
async def test_an_unknown_path(doors: Doors, path: str) -> None:
    response = await doors.call("GET", path)
    if path in ("/v1/me/", "/v1//me", "/v1/me/../me"):  # another spelling of a door that is shut
        is_problem(response, 401, "not_authenticated")
    else:
        is_problem(response, 404, "no_such_path")


async def test_an_unknown_host_is_no_reason_for_html(doors: Doors) -> None:
    other = await doors.call("GET", "/nothing", headers={"Host": "elsewhere.example"})
    is_problem(other, 404, "no_such_path")
    none = await doors.call("GET", "/nothing", headers={"Host": "<script>.example"})
    is_problem(none, 400, "bad_request")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", CODES, ["OPTIONS", "POST"]),
        ("DELETE", "/v1/me", ["GET", "OPTIONS", "PATCH"]),
        ("PUT", "/v1/programme", ["GET", "OPTIONS"]),
        ("TRACE", "/health/live", ["GET", "OPTIONS"]),
        ("BREW", "/health/live", ["GET", "OPTIONS"]),
    ],
)
async def test_another_method(doors: Doors, method: str, path: str, allowed: list[str]) -> None:
    response = await doors.call(method, path)
    assert is_problem(response, 405, "method_not_allowed")["refusal"] == {"allowed": allowed}
    assert response.headers["allow"] == ", ".join(allowed)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"}",
        b"nonsense",
        b'{"contact": "\xff"}',
        b"\xef\xbb\xbf{}",
        b'{"contact":"\\ud800"}',
        b'{"contact": "a\x00b"}',
        b'{"contact": NaN}',
        b'{"contact": "a@example.org"} {}',
        b"{'contact': 1}",
    ],
)
async def test_malformed_json(doors: Doors, body: bytes) -> None:
    response = await doors.call("POST", CODES, content=body, headers=JSON)
    is_problem(response, 400, "malformed_json")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"[]", ""),
        (b"null", ""),
        (b"5", ""),
        (b"{}", ""),
        (b'{"contact": 5}', "contact"),
        (b'{"contact": null}', "contact"),
        (b'{"contact": ["a@example.org"]}', "contact"),
        (b'{"contact": {"$ne": ""}}', "contact"),
        (b'{"contact": "a@example.org", "admin": true}', ""),
        (b'{"contact": "a@example.org", "__proto__": {}}', ""),
        (b'{"contact": "%s"}' % (b"a" * 400), "contact"),
    ],
)
async def test_content_that_is_not_taken_names_its_field(
    doors: Doors, body: bytes, field: str
) -> None:
    response = await doors.call("POST", CODES, content=body, headers=JSON)
    problem = is_problem(response, 422, "invalid_request")
    assert problem["refusal"]["errors"][0]["field"] == field


async def test_a_parameter_is_named_as_it_was_sent(doors: Doors) -> None:
    kiosk = await doors.merchant()
    answer = await doors.call("GET", "/v1/merchant/rentals?state=gone", kiosk)
    (error,) = is_problem(answer, 422, "invalid_request")["refusal"]["errors"]
    assert error["field"] == "state"
    assert "use one of quoted, authorised" in error["detail"]


async def test_numbers_in_quotes_are_no_numbers(doors: Doors) -> None:
    token = await doors.member()
    body = {"purpose": "score", "counterparty": "programme", "text_sha256": "x"}
    for days in ("5", 5.0, 5.5, True, 2**63, -1, 0, "1e3"):
        response = await doors.call("POST", "/v1/me/consents", token, json=body | {"days": days})
        problem = is_problem(response, 422, "invalid_request")
        assert problem["refusal"]["errors"][0]["field"] == "days"


@pytest.mark.parametrize(
    "type_",
    [
        "",
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "multipart/form-data; boundary=x",
        "application/problem+json",
        "application/msgpack",
        "*/*",
    ],
)
async def test_only_json_is_json(doors: Doors, type_: str) -> None:
    response = await doors.call(
        "POST", CODES, content=b'{"contact": "a@example.org"}', headers={"Content-Type": type_}
    )
    is_problem(response, 415, "not_json")


async def test_json_in_capitals_and_with_a_charset_is_json(doors: Doors) -> None:
    for type_ in ("Application/JSON", "application/json; charset=utf-8"):
        response = await doors.call(
            "POST", CODES, content=b'{"contact": "a@example.org"}', headers={"Content-Type": type_}
        )
        assert response.status_code == 202


async def test_a_body_is_needed(doors: Doors) -> None:
    is_problem(await doors.call("POST", CODES, headers=JSON), 400, "body_missing")
    is_problem(await doors.call("POST", CODES), 415, "not_json")


@pytest.mark.parametrize("announced", [True, False])
async def test_a_body_is_bounded(doors: Doors, announced: bool) -> None:
    fits = b'{"contact": "a@example.org"%s}' % (b" " * (BYTES_MAX - 28))
    assert len(fits) == BYTES_MAX

    async def pieces(body: bytes) -> Any:
        for start in range(0, len(body), 1000):
            yield body[start : start + 1000]

    for body, status in ((fits, 202), (fits + b" ", 413)):
        content = body if announced else pieces(body)
        response = await doors.call("POST", CODES, content=content, headers=JSON)
        assert response.status_code == status
    assert is_problem(response, 413, "body_too_large")["refusal"] == {"bytes_max": BYTES_MAX}


@pytest.mark.parametrize("levels", [LEVELS_MAX + 1, 1000, 30_000])
@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
async def test_deep_json(doors: Doors, opening: bytes, levels: int) -> None:
    body = (opening * levels)[: BYTES_MAX - 1]
    response = await doors.call("POST", CODES, content=body, headers=JSON)
    problem = is_problem(response, 400, "json_too_deep")
    assert problem["refusal"] == {"levels_max": LEVELS_MAX}


async def test_brackets_in_strings_are_not_deep(doors: Doors) -> None:
    body = b'{"contact": "a@example.org", "x": "%s"}' % (b'[\\"{' * 100)
    response = await doors.call("POST", CODES, content=body, headers=JSON)
    is_problem(response, 422, "invalid_request")


@pytest.mark.parametrize(
    ("body", "levels"),
    [
        (b"[" * 33, 33),
        (b"[" * 40 + b"]" * 40, 40),
        (b"[]" * 40, 1),
        (b'{"' + b"[" * 40 + b'": 1}', 1),
        (b'"\\"' + b"[" * 40, 0),
        (b"[" * 5, 0),
    ],
)
def test_depth_counts_brackets_outside_of_strings(body: bytes, levels: int) -> None:
    assert depth(body) == levels


def test_depth_takes_no_longer_for_hostile_quotes() -> None:
    assert depth(b"[" * 40 + b'"' + b'\\"' * 30_000) == 40


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (ValueError("a secret: 12345"), 500, "internal_error"),
        (KeyError("collection"), 500, "internal_error"),
        (ImproperlyConfiguredException("in the framework"), 500, "internal_error"),
        (RecursionError(), 400, "json_too_deep"),
        (AutoReconnect("mongo is away"), 503, "store_unavailable"),
        (ServerSelectionTimeoutError("mongo:27017"), 503, "store_unavailable"),
        (HTTPException("teapot", status_code=418), 400, "bad_request"),
        (HTTPException("gateway", status_code=502), 500, "internal_error"),
    ],
)
async def test_what_goes_wrong_inside_stays_inside(
    doors: Doors, error: Exception, status: int, code: str
) -> None:
    @get("/broken")
    async def broken() -> None:
        raise error

    app = create_app(doors.context, doors.keys, ConsoleSender(), extra_handlers=[broken])
    response = await ask(doors, app, "/broken")
    problem = is_problem(response, status, code)
    for word in ("secret", "12345", "27017", "teapot", "gateway", "framework"):
        assert word not in response.text
    assert ("retry-after" in response.headers) == (problem["status"] == 503)


async def ask(doors: Doors, app: Litestar, path: str) -> Any:
    """One call of another application with the same means."""
    from httpx import ASGITransport, AsyncClient

    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://seedbank.test") as client:
        return await client.get(path)


async def test_every_answer_is_safe_to_open_in_a_browser(doors: Doors) -> None:
    for path in ("/health/live", "/nothing", "/v1/me", "/v1/programme", "/openapi.json"):
        headers = (await doors.call("GET", path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] in ("no-store", "no-cache")


async def test_every_request_has_an_id_of_its_own(doors: Doors) -> None:
    one = await doors.call("GET", "/nothing", headers={"X-Request-Id": "mine"})
    two = await doors.call("GET", "/nothing", headers={"X-Request-Id": "mine"})
    ids = {one.headers["x-request-id"], two.headers["x-request-id"]}
    assert len(ids) == 2
    assert "mine" not in ids
