"""What follows from a handler's guards, parameters and body, door by door."""

from service.http.guards.kinds import Kind, kind_of
from service.http.idempotency import HEADER
from service.http.openapi.headers import takes_key
from service.http.openapi.operation import Document, Operation
from service.http.openapi.problems import WHEN
from service.http.openapi.security import SCHEMES
from service.http.openapi.walk import PREFIX
from service.live.screen import COOKIE

KEY = {"$ref": "#/components/parameters/IdempotencyKey"}


def by_id(operations: list[Operation], id_: str) -> Operation:
    return next(each for each in operations if each.id == id_)


def test_each_door_names_the_credentials_that_its_guard_asks_for(
    document: Document, operations: list[Operation]
) -> None:
    schemes = document["components"]["securitySchemes"]
    for each in operations:
        named = [name for choice in each.spec["security"] for name in choice]
        kind = kind_of(each.handler)
        assert (named[0] if named else None) == (kind and kind.value), each.id
        assert set(named) <= set(schemes) <= set(SCHEMES)
        assert ("401" in each.spec["responses"]) >= bool(named), each.id


def test_the_four_kinds_of_callers_have_schemes_of_their_own(document: Document) -> None:
    schemes = document["components"]["securitySchemes"]
    assert {kind.value for kind in Kind} <= set(schemes)
    assert schemes["displayCookie"]["in"] == "cookie"
    assert schemes["displayCookie"]["name"] == COOKIE


def test_a_screen_may_come_with_a_cookie_and_nobody_else(operations: list[Operation]) -> None:
    by_cookie = {each.id for each in operations if {"displayCookie": []} in each.spec["security"]}
    assert by_cookie == {"getDisplayBoard", "streamDisplayBoard"}


def test_who_takes_a_key_says_so(document: Document, operations: list[Operation]) -> None:
    key = document["components"]["parameters"]["IdempotencyKey"]
    assert (key["name"], key["in"], key["required"]) == (HEADER, "header", True)
    assert key["schema"]["pattern"]
    declared = {each.id for each in operations if KEY in each.spec.get("parameters", ())}
    assert declared == {each.id for each in operations if takes_key(each)}
    assert {"collectSeeds", "checkEligibility", "submitGuess"} <= declared
    assert {"getMe", "signIn"} & declared == set()


def test_every_change_by_somebody_known_takes_a_key(operations: list[Operation]) -> None:
    unsafe = [each for each in operations if each.method != "GET" and each.spec["security"]]
    assert [each.id for each in unsafe if not takes_key(each)] == []


def test_a_repeated_answer_says_so_in_a_header(operations: list[Operation]) -> None:
    for each in operations:
        assert ("Idempotent-Replayed" in each.success["headers"]) is takes_key(each), each.id
        assert "X-Request-Id" in each.success["headers"], each.id


def test_every_problem_is_the_same_problem(document: Document, operations: list[Operation]) -> None:
    shared = document["components"]["responses"]
    for response in shared.values():
        assert list(response["content"]) == ["application/problem+json"]
        schema = response["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": f"{PREFIX}Problem"}
        assert "X-Request-Id" in response["headers"]
    for each in operations:
        for status, response in each.spec["responses"].items():
            if status == "default" or int(status) >= 400:
                assert response["$ref"].rpartition("/")[2] in shared
                assert status in WHEN
        assert {"500", "default"} <= set(each.spec["responses"]), each.id


def test_problems_say_when_to_come_back(document: Document) -> None:
    shared = document["components"]["responses"]
    for name in ("TooManyRequests", "ServiceUnavailable"):
        assert "Retry-After" in shared[name]["headers"]
    assert "WWW-Authenticate" in shared["Unauthorized"]["headers"]


def test_statuses_follow_from_the_shape(operations: list[Operation]) -> None:
    def problems(id_: str) -> set[str]:
        found = by_id(operations, id_).spec["responses"]
        return {status for status in found if status.startswith(("4", "5"))}

    assert problems("getLiveness") == {"500"}
    assert {"401", "503"} <= problems("getPurse")
    assert problems("getPurse") & {"404", "409", "413", "422"} == set()
    assert {"400", "401", "404", "409", "413", "415", "422"} <= problems("openPass")
    assert "403" in problems("checkEligibility")
    assert "403" not in problems("openPass")
    assert "409" in problems("getScore")


def test_a_merchants_door_names_the_scope_of_its_key(operations: list[Operation]) -> None:
    check = by_id(operations, "checkEligibility")
    assert "`eligibility`" in check.spec["description"]


def test_texts_are_sentences(operations: list[Operation]) -> None:
    for each in operations:
        assert each.spec["description"].strip().endswith("."), each.id
        assert each.spec["summary"][0].isupper(), each.id
        assert not each.spec["summary"].endswith("."), each.id


NONE_MATCH = {"$ref": "#/components/parameters/IfNoneMatch"}
MATCH = {"$ref": "#/components/parameters/IfMatch"}


def test_what_is_polled_has_an_etag_and_a_304(operations: list[Operation]) -> None:
    polled = {each.id for each in operations if NONE_MATCH in each.spec.get("parameters", ())}
    assert {"getMe", "getProgramme", "getBoard", "listInbox"} <= polled
    assert {"getLiveness", "updateMe", "streamDisplayBoard"} & polled == set()
    for each in operations:
        assert ("304" in each.spec["responses"]) is (each.id in polled), each.id
        assert ("ETag" in each.success["headers"]) is (each.id in polled), each.id


def test_who_changes_what_was_read_may_say_which_version(operations: list[Operation]) -> None:
    taking = {each.id for each in operations if MATCH in each.spec.get("parameters", ())}
    assert "updateMe" in taking
    assert taking == {each.id for each in operations if "412" in each.spec["responses"]}


def test_limits_are_told_where_calls_are_counted(operations: list[Operation]) -> None:
    for each in operations:
        counted = not each.path.startswith("/health/")
        assert ("429" in each.spec["responses"]) is counted, each.id
        assert ("RateLimit" in each.success["headers"]) is counted, each.id


def test_translated_answers_say_their_language(operations: list[Operation]) -> None:
    assert "Content-Language" in by_id(operations, "getBoard").success["headers"]
    assert "Content-Language" not in by_id(operations, "getPurse").success["headers"]
