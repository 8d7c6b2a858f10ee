"""Every operation by every caller, with own, foreign and unknown ids: generated, so that a new door
comes in by itself, and is shut to whom its guards and its declaration say."""

from typing import Any

import pytest
from httpx import Response

from tests.http.doors import Doors, is_problem
from tests.http.matrix.cast import Caller
from tests.http.matrix.company import Company
from tests.http.matrix.fill import (
    FOREIGN,
    OWN,
    OWNED,
    UNKNOWN,
    body_of,
    expected,
    looks_up,
    path_of,
    variants,
)
from tests.http.matrix.operations import SAFE, Operation, operations, operations_of

# Those that only show something come first, and share a cast.
EVERY = sorted(operations(), key=lambda each: each.method not in SAFE)
REFUSED = {401: ("not_authenticated",), 403: ("scope_missing", "power_missing")}


async def knock(
    house: Doors, operation: Operation, caller: Caller, which: str, **more: Any
) -> Response:
    """One call, with a body that passes the door."""
    path, body = path_of(operation, caller, which), body_of(operation, caller, which)
    if body is not None:
        more["json"] = body
    response = await house.call(operation.method, path, caller.token, **more)
    assert response.status_code < 500, f"{operation.name} by {caller.role}: {response.text}"
    sent = f"{path} {body}"
    seen = {each for each in caller.never if each in response.text and each not in sent}
    assert not seen, f"{operation.name} shows {caller.role} {seen}"
    return response


def through(callers: list[Caller], operation: Operation) -> list[Caller]:
    """Whom the guards let in; at an open door everybody who is somebody, and nobody."""
    return [each for each in callers if expected(operation, each) is None]


@pytest.mark.parametrize("operation", EVERY, ids=lambda each: each.name)
async def test_a_door_opens_to_whom_it_should(
    house: Doors, company: Company, operation: Operation
) -> None:
    callers = await company.cast_for(operation)
    await _shut_out(house, operation, callers)
    if operation.streams:
        return  # it would never end; tests/live has its tests
    let_in = through(callers, operation)
    assert let_in, f"nobody may {operation.name}"
    for caller in let_in:
        await _strange_ids(house, operation, caller)
    if operation.keyed:
        for caller in let_in:
            await _without_key(house, operation, caller)
    for caller in let_in:
        await _own(house, operation, caller)


async def _shut_out(house: Doors, operation: Operation, callers: list[Caller]) -> None:
    """401 or 403 before anything is looked at: the same for ids that exist, or do not."""
    for caller in callers:
        status = expected(operation, caller)
        if status is None:
            continue
        for which in (OWN, FOREIGN, UNKNOWN):
            response = await knock(house, operation, caller, which)
            problem = is_problem(response, status, response.json().get("code", ""))
            assert problem["code"] in REFUSED[status], operation.name


async def _strange_ids(house: Doors, operation: Operation, caller: Caller) -> None:
    """What is another's is answered as what does not exist: 404, and in the same words."""
    if operation.kind is None or not looks_up(operation):
        return
    answers = []
    for which in variants(operation, caller):
        if which == OWN:
            continue
        response = await knock(house, operation, caller, which)
        assert response.status_code == 404, f"{operation.name} {which}: {response.text}"
        problem = is_problem(response, 404, response.json()["code"])
        answers.append({name: problem[name] for name in ("code", "title", "detail")})
    if any(name in OWNED for name in operation.params):
        assert all(each == answers[0] for each in answers)


async def _without_key(house: Doors, operation: Operation, caller: Caller) -> None:
    """An unsafe call without an Idempotency-Key changes nothing, whatever its ids."""
    for which in variants(operation, caller):
        response = await knock(house, operation, caller, which, key=None)
        is_problem(response, 400, "idempotency_key_missing")


async def _own(house: Doors, operation: Operation, caller: Caller) -> None:
    """Whoever may and names what is theirs is not sent away; what else is wrong may be said."""
    if OWN not in variants(operation, caller) or operation.kind is None:
        await knock(house, operation, caller, OWN)
        return
    response = await knock(house, operation, caller, OWN)
    assert response.status_code not in (401, 403, 404), f"{operation.name}: {response.text}"


def test_the_matrix_has_every_route_of_the_application(house: Doors) -> None:
    """And no other: what is served is what was knocked at."""
    served = {(each.name, each.kind, each.asks) for each in operations_of(house.app)}
    assert served == {(each.name, each.kind, each.asks) for each in EVERY}


def test_every_unsafe_door_for_callers_takes_a_key() -> None:
    unsafe = [each for each in EVERY if each.method not in SAFE and each.kind is not None]
    assert len(unsafe) >= 25
    assert [each.name for each in unsafe if not each.keyed] == []


def test_every_door_of_merchants_and_operators_declares_what_it_asks_for() -> None:
    """A door that asks for nothing says so, and there are few."""
    free = {
        each.name
        for each in EVERY
        if each.kind in ("merchant", "operator") and each.asks is None and each.method != "OPTIONS"
    }
    assert free == {
        "GET /v1/merchant",
        "GET /v1/merchant/key",
        "GET /v1/merchant/stores",
        "GET /v1/merchant/terminals",
        "GET /v1/operator/me",
        "POST /v1/operator/sign-out",
    }


def test_what_is_open_to_all_is_named() -> None:
    """A door without a guard is a decision, and stands here."""
    paths = {each.path for each in EVERY if each.kind is None and each.method != "OPTIONS"}
    assert {path for path in paths if path.startswith("/v1")} == {
        "/v1/sign-in/codes",
        "/v1/sign-in/tokens",
        "/v1/sign-in/refresh",
        "/v1/operator/sign-in",
        "/v1/ledger/days",
        "/v1/ledger/days/{day}",
        "/v1/ledger/keys",
        "/v1/merchants",
        "/v1/merchants/applications",
        "/v1/merchants/applications/{application}",
        "/v1/merchants/{merchant}",
        "/v1/perks",
        "/v1/perks/{perk}",
        "/v1/programme",
        "/v1/programme/schema",
        "/v1/programme/texts/{purpose}",
        "/v1/programme/versions",
        "/v1/programme/versions/{number}",
        "/v1/publications",
        "/v1/publications/{cycle}",
    }
