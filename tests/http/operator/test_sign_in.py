"""An operator signs in by name and password; everybody else gets one answer, and not often."""

import asyncio
import time
import unicodedata
from datetime import timedelta

import jwt
import pytest
from httpx import ASGITransport, AsyncClient

from service.flows.operators.disable_operator import DISABLE_OPERATOR, DisableOperator
from service.flows.operators.set_password import SET_PASSWORD, SetPassword
from service.keys import Keys
from service.operators.password import read_password
from service.operators.roles import Role
from tests.http.doors import Doors, is_problem
from tests.http.operator.people import SIGN_IN, add, enter, knock, log
from tests.people import MINUTE

ME = "/v1/operator/me"


async def test_the_right_password_opens_for_a_quarter_of_an_hour(own_doors: Doors) -> None:
    await add(own_doors, "olga", Role.AUDITOR)
    signed = (await knock(own_doors, "olga")).json()
    assert (signed["name"], signed["roles"]) == ("olga", ["auditor"])
    token = signed["access_token"]
    me = await own_doors.call("GET", ME, token)
    assert me.json() == {"name": "olga", "roles": ["auditor"], "powers": ["audit", "look"]}
    own_doors.clock.advance(15 * MINUTE - timedelta(milliseconds=1))
    assert (await own_doors.call("GET", ME, token)).status_code == 200
    own_doors.clock.advance(timedelta(milliseconds=1))
    is_problem(await own_doors.call("GET", ME, token), 401, "not_authenticated")


async def test_every_keyboard_types_the_same_password(own_doors: Doors) -> None:
    composed, apart = (
        unicodedata.normalize(form, "Zürich am Käferberg") for form in ("NFC", "NFD")
    )
    hashed = read_password(apart, "olga")
    assert isinstance(hashed, str)
    await add(own_doors, "olga", password=hashed)
    for text in (composed, apart):
        assert (await knock(own_doors, "olga", text)).status_code == 200


async def test_every_wrong_pair_gets_the_same_answer(own_doors: Doors) -> None:
    await add(own_doors, "olga")
    await add(own_doors, "gone")
    gone = DisableOperator(operator="gone")
    await own_doors.context.apply(DISABLE_OPERATOR, gone, caller="test", key=None)
    answers = [
        await knock(own_doors, "olga", "wrong"),
        await knock(own_doors, "nobody"),
        await knock(own_doors, "gone"),
    ]
    said = []
    for answer in answers:
        problem = is_problem(answer, 401, "sign_in_refused")
        said.append({name: value for name, value in problem.items() if name != "instance"})
    assert said[0] == said[1] == said[2]


async def test_a_name_that_nobody_has_takes_as_long(own_doors: Doors) -> None:
    await add(own_doors, "olga")

    async def takes(name: str) -> float:
        begun = time.perf_counter()
        await knock(own_doors, name, "wrong")
        return time.perf_counter() - begun

    known = min([await takes("olga") for _ in range(4)])
    unknown = min([await takes(f"nobody{n}") for n in range(4)])
    # A name that is not even looked up would answer in a tenth of the time.
    assert 0.5 < unknown / known < 2


@pytest.mark.usefixtures("quick_passwords")
async def test_ten_tries_for_a_name_and_no_more_known_or_not(own_doors: Doors) -> None:
    await add(own_doors, "olga")
    for name in ("olga", "nobody"):
        answers = [await knock(own_doors, name, "wrong") for _ in range(11)]
        assert [each.status_code for each in answers] == [401] * 10 + [429]
        assert int(answers[-1].headers["retry-after"]) > 0
    # The right password too: whoever guesses must not learn that it was right.
    is_problem(await knock(own_doors, "olga"), 429, "too_many_requests")
    own_doors.clock.advance(10 * MINUTE)
    assert (await knock(own_doors, "olga")).status_code == 200


@pytest.mark.usefixtures("quick_passwords")
async def test_thirty_tries_from_one_address_whatever_the_names(own_doors: Doors) -> None:
    answers = [await knock(own_doors, f"nobody{n}", "wrong") for n in range(31)]
    assert [each.status_code for each in answers] == [401] * 30 + [429]


@pytest.mark.usefixtures("quick_passwords")
async def test_exactly_ten_pass_of_many_at_once(own_doors: Doors) -> None:
    answers = await asyncio.gather(*(knock(own_doors, "nobody", "wrong") for _ in range(20)))
    assert sorted(each.status_code for each in answers) == [401] * 10 + [429] * 10


async def test_a_sign_out_ends_this_sign_in_and_no_other(own_doors: Doors) -> None:
    await add(own_doors, "olga")
    one, other = await enter(own_doors, "olga"), await enter(own_doors, "olga")
    assert (await own_doors.call("GET", ME, one)).status_code == 200
    out = await own_doors.call("POST", "/v1/operator/sign-out", one)
    assert out.status_code == 200
    own_doors.a_second_later()
    is_problem(await own_doors.call("GET", ME, one), 401, "not_authenticated")
    assert (await own_doors.call("GET", ME, other)).status_code == 200


@pytest.mark.parametrize("end", ["disabled", "new password"])
async def test_whoever_is_ended_is_out_within_a_second(own_doors: Doors, end: str) -> None:
    await add(own_doors, "olga")
    token = await enter(own_doors, "olga")
    assert (await own_doors.call("GET", ME, token)).status_code == 200
    if end == "disabled":
        body = DisableOperator(operator="olga")
        await own_doors.context.apply(DISABLE_OPERATOR, body, caller="test", key=None)
    else:
        own_doors.clock.advance(MINUTE)
        new = SetPassword(operator="olga")
        await own_doors.context.apply(SET_PASSWORD, new, caller="test", key=None, ids=("h",))
    own_doors.a_second_later()
    is_problem(await own_doors.call("GET", ME, token), 401, "not_authenticated")
    is_problem(await knock(own_doors, "olga"), 401, "sign_in_refused")


async def test_a_fresh_sign_in_is_known_at_once_though_the_old_one_is_remembered(
    own_doors: Doors,
) -> None:
    await add(own_doors, "olga")
    first = await enter(own_doors, "olga")
    await own_doors.call("GET", ME, first)
    second = await enter(own_doors, "olga")
    assert (await own_doors.call("GET", ME, second)).status_code == 200


async def test_tries_and_sign_ins_are_in_the_audit_log_and_passwords_nowhere(
    own_doors: Doors,
) -> None:
    await add(own_doors, "olga")
    await knock(own_doors, "olga", "a-canary-password")
    await knock(own_doors, "a-canary-password", "x")
    await enter(own_doors, "olga")
    rows = await log(own_doors, action="sign_in_operator")
    assert sorted((row["actor"], row["subject"], row["outcome"]) for row in rows) == [
        ("nobody", "operator:?", "sign_in_refused"),
        ("nobody", "operator:olga", "sign_in_refused"),
        ("operator:olga", "operator:olga", "done"),
    ]
    database = own_doors.context.store.driver.db
    for name in await database.list_collection_names():
        assert "canary" not in str(await database[name].find().to_list(None)), name


@pytest.mark.usefixtures("quick_passwords")
@pytest.mark.parametrize(
    ("claim", "value"),
    [("aud", "member"), ("aud", ["operator"]), ("iss", "else"), ("typ", "at+jwt"), ("kid", "x")],
)
async def test_a_token_with_another_claim_opens_nothing(
    own_doors: Doors, claim: str, value: object
) -> None:
    await add(own_doors, "olga")
    token = await enter(own_doors, "olga")
    claims = jwt.decode(token, options={"verify_signature": False})
    headers = jwt.get_unverified_header(token)
    (headers if claim in ("typ", "kid") else claims)[claim] = value
    private = own_doors.keys._operators._private
    forged = jwt.encode(claims, private, algorithm="EdDSA", headers=headers)
    is_problem(await own_doors.call("GET", ME, forged), 401, "not_authenticated")
    good = {"kid": own_doors.keys._operators.kid, "typ": "operator+jwt"}
    if claim in ("typ", "kid"):
        again = jwt.encode(claims, private, algorithm="EdDSA", headers=good)
        assert (await own_doors.call("GET", ME, again)).status_code == 200


async def test_no_token_is_good_at_another_kind_of_door(own_doors: Doors) -> None:
    await add(own_doors, "olga")
    token = await enter(own_doors, "olga")
    for path in ("/v1/me", "/v1/merchant/key", "/v1/display/board"):
        is_problem(await own_doors.call("GET", path, token), 401, "not_authenticated")
    now = own_doors.clock.server_now()
    member = own_doors.keys.sign_access("olga", "s", now)
    stranger = Keys("another secret of 32 characters!").sign_operator(
        "olga", "s", now, now + MINUTE
    )
    for other in (member, stranger, await own_doors.merchant(), await own_doors.display()):
        is_problem(await own_doors.call("GET", ME, other), 401, "not_authenticated")


@pytest.mark.parametrize("name", ["", "Olga", "o", "1lga", "olga!", "o" * 33, "ol ga", "ölga"])
async def test_what_is_no_name_is_said_before_anything_is_counted(doors: Doors, name: str) -> None:
    answer = await doors.call("POST", SIGN_IN, json={"name": name, "password": "x"})
    is_problem(answer, 422, "invalid_request")


@pytest.mark.usefixtures("quick_passwords")
async def test_strangers_lock_no_operator_out_where_they_have_signed_in(own_doors: Doors) -> None:
    await add(own_doors, "olga")
    await enter(own_doors, "olga")
    for number in range(12):
        transport = ASGITransport(own_doors.app, client=(f"192.0.2.{number}", 1))
        async with AsyncClient(transport=transport, base_url="http://seedbank.test") as client:
            last = await client.post(SIGN_IN, json={"name": "olga", "password": "wrong"})
    is_problem(last, 429, "too_many_requests")  # the name is stopped for strangers
    assert (await knock(own_doors, "olga")).status_code == 200
    for _ in range(8):  # ten in all: there too, somebody may guess
        is_problem(await knock(own_doors, "olga", "wrong"), 401, "sign_in_refused")
    await knock(own_doors, "olga", "wrong")
    is_problem(await knock(own_doors, "olga"), 429, "too_many_requests")
