"""Every operation, every kind of caller: a stranger's credentials open nothing."""

import uuid
from datetime import timedelta

import jwt
import msgspec
import pytest
from litestar.routes import HTTPRoute

from service.http.routes import GAMES, ME, MERCHANT
from service.keys import Keys
from service.keys.random import fresh_display_token, fresh_merchant_key
from tests.http.doors import KIOSK, Doors, is_problem

EXAMPLES = {
    "purpose": "score",
    "counterparty": "programme",
    "task": "weekly-ride",
    "rental": "no-rental",
    "game": "no-game",
    "device": "no-device",
    "hold": "no-hold",
    "voucher": "no-voucher",
    "transfer": "no-transfer",
    "merchant": KIOSK,
    "look": "no-look",
    "evidence": "no-evidence",
    "challenge": "no-challenge",
    "report": "no-report",
    "cycle": "2020-01",
    "month": "2020-13",
    "key_id": "no-key",
    "endpoint": "no-endpoint",
    "delivery": "no-delivery",
    "badge": "no-badge",
    "share": "no-share",
    "store": "no-store",
    "terminal": "no-terminal",
}
UNSAFE = {"POST", "PATCH", "DELETE", "PUT"}


def operations() -> list[tuple[str, str, str]]:
    """(method, path with plausible ids, who may) of every guarded operation there is."""
    found = []
    for router, caller in ((ME, "member"), (GAMES, "member"), (MERCHANT, "merchant")):
        for route in router.routes:
            assert isinstance(route, HTTPRoute)
            methods = sorted(route.methods - {"OPTIONS"})
            found += [(method, _example(route.path), caller) for method in methods]
    return found


def _example(path: str) -> str:
    for name, value in EXAMPLES.items():
        path = path.replace(f"{{{name}:str}}", value)
    return path.rstrip("/")


OPERATIONS = operations()
WRONG = ["nobody", "nonsense", "other_kind", "display", "revoked", "unknown", "expired", "foreign"]


async def credentials(doors: Doors, kind: str, caller: str) -> dict[str, str]:
    """Headers that must not open a door for `caller`."""
    now = doors.clock.server_now()
    match kind, caller:
        case "nobody", _:
            return {}
        case "nonsense", _:
            token = "nonsense"
        case "other_kind", "member":
            token = await doors.merchant()
        case "other_kind", _:
            token = doors.keys.sign_access("alice", "s1", now)
        case "display", _:
            token = await doors.display()
        case "revoked", _:
            token = (await doors.merchant())[:-1] + "x"
        case "unknown", _:
            token = fresh_merchant_key(test=True).text
        case "expired", _:
            token = doors.keys.sign_access("alice", "s1", now - timedelta(hours=1))
        case _:
            token = Keys("another secret of 32 characters!").sign_access("alice", "s1", now)
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize(("method", "path", "caller"), OPERATIONS)
async def test_a_door_stays_shut(
    doors: Doors, method: str, path: str, caller: str, kind: str
) -> None:
    headers = await credentials(doors, kind, caller)
    response = await doors.call(method, path, headers=headers)
    problem = is_problem(response, 401, "not_authenticated")
    assert problem["refusal"] == {"caller": caller}
    assert response.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("scheme", ["Basic", "bearer:", "Token", ""])
async def test_another_scheme_opens_nothing(doors: Doors, scheme: str) -> None:
    token = await doors.member()
    headers = {"Authorization": f"{scheme} {token}".strip()}
    response = await doors.call("GET", "/v1/me", headers=headers)
    is_problem(response, 401, "not_authenticated")


async def test_two_credentials_are_none(doors: Doors) -> None:
    token = await doors.member()
    headers = [("Authorization", f"Bearer {token}"), ("Authorization", f"Bearer {token}")]
    response = await doors.client.get("/v1/me", headers=headers)
    is_problem(response, 401, "not_authenticated")


@pytest.mark.parametrize(("method", "path", "caller"), OPERATIONS)
async def test_the_right_caller_is_never_a_defect(
    doors: Doors, method: str, path: str, caller: str
) -> None:
    """With an empty body, an extra field, a list: whatever comes back, it is not a 5xx."""
    token = await doors.member() if caller == "member" else await doors.merchant()
    for body in ({}, {"extra": 1}, [], {"$where": "1"}):
        response = await doors.call(method, path, token, json=body)
        assert response.status_code < 500
        if response.status_code >= 400:
            is_problem(response, response.status_code, response.json()["code"])


@pytest.mark.parametrize(
    ("method", "path", "caller"), [each for each in OPERATIONS if each[0] in UNSAFE]
)
@pytest.mark.parametrize("key", [None, "", "two words", "é", "k" * 256])
async def test_an_unsafe_call_needs_a_key(
    doors: Doors, method: str, path: str, caller: str, key: str | None
) -> None:
    token = await doors.member() if caller == "member" else await doors.merchant()
    headers = {} if key is None else {"Idempotency-Key": key.encode()}
    response = await doors.call(method, path, token, key=None, headers=headers, json=BODIES[path])
    is_problem(response, 400, "idempotency_key_missing")


BODIES: dict[str, object] = {
    "/v1/me": {"display_name": "Bob"},
    "/v1/me/activation": {
        "text_sha256": "x",
        "display_name": "Bob",
        "zone": "UTC",
        "birth_year": 1990,
    },
    f"/v1/me/muted/{KIOSK}": None,
    "/v1/me/access-log/no-look/challenge": {"statement": "I was not there."},
    "/v1/me/consents/review": None,
    "/v1/me/pause": None,
    "/v1/me/resume": None,
    "/v1/me/consents": {"purpose": "score", "counterparty": "programme", "text_sha256": "x"},
    "/v1/me/consents/score/programme": None,
    "/v1/me/tasks/weekly-ride": None,
    "/v1/me/zone": {"zone": "UTC"},
    "/v1/me/tasks/weekly-ride/answers": {"answers": [0]},
    "/v1/me/tasks/weekly-ride/declarations": {"event": "e1", "event_at": "2026-03-04T12:00:00Z"},
    "/v1/me/holds": {"merchant": KIOSK, "seeds": 1, "minutes": 5},
    "/v1/me/holds/no-hold/cancel": None,
    "/v1/me/gifts": {"charity": KIOSK, "seeds": 1},
    "/v1/merchant/event-batches": {
        "events": [{"member": "x", "task": "weekly-ride", "event_at": "2026-03-04T12:00:00Z"}],
    },
    "/v1/merchant/event-reversals": {
        "member": "x",
        "task": "weekly-ride",
        "event_at": "2026-03-04T12:00:00Z",
    },
    "/v1/me/evidence/no-evidence/challenge": {"statement": "It was not like that."},
    "/v1/merchant/challenges/no-challenge/answer": {"statement": "It was.", "insists": True},
    "/v1/merchant/evidence/no-evidence/cure": None,
    "/v1/merchant/holds/no-hold/post": {},
    "/v1/merchant/holds/no-hold/void": None,
    "/v1/merchant/holds/no-hold/refund": None,
    "/v1/merchant/redemptions": {"seeds": 1, "what": "trees"},
    "/v1/me/collections": {},
    "/v1/me/badges/no-badge/shares": {"merchant": KIOSK},
    "/v1/me/badges/no-badge/shares/no-share": None,
    "/v1/me/passes": {"perk": "umbrella", "merchant": KIOSK},
    "/v1/me/invitations": None,
    "/v1/me/invitation": {"code": "0000000000"},
    "/v1/merchant/events": {
        "member": "x",
        "task": "weekly-ride",
        "event_at": "2026-03-04T12:00:00Z",
    },
    "/v1/me/games/no-game/guess": {"score": 600},
    "/v1/merchant/key/rotation": {"overlap_hours": 0},
    "/v1/merchant/keys": {"scopes": [], "reason": "a till"},
    "/v1/merchant/keys/no-key/revoke": {"reason": "lost"},
    "/v1/merchant/checks": {"token": "0" * 32},
    "/v1/merchant/stores": {"id": "harbour", "name": "Harbour"},
    "/v1/merchant/stores/no-store/close": None,
    "/v1/merchant/terminals": {"id": "till-2", "store": "no-store"},
    "/v1/merchant/terminals/no-terminal/close": None,
    "/v1/me/offline-passes": {"perk": "power-bank", "merchant": KIOSK, "terminal": "box-7"},
    "/v1/merchant/offline-passes": {
        "uses": [{"token": "SBO:A", "handed_over_at": "2026-03-04T12:00:00Z"}]
    },
    "/v1/me/rentals/no-rental/cancel": None,
    "/v1/me/rentals/no-rental/fault": {"statement": "it does not open"},
    "/v1/me/rentals/no-rental/loss": {"statement": "it was stolen"},
    "/v1/me/rentals/no-rental/appeal": {"statement": "it came back"},
    "/v1/me/vouchers": {"perk": "coffee", "merchant": KIOSK},
    "/v1/me/vouchers/no-voucher/return": None,
    "/v1/merchant/vouchers/redeem": {"code": "0481516234200021"},
    "/v1/merchant/vouchers/no-voucher/refund": None,
    "/v1/merchant/endpoints": {"url": "https://hooks.example.com/", "subjects": ["rentals"]},
    "/v1/merchant/endpoints/no-endpoint": {"description": "the till's"},
    "/v1/merchant/endpoints/no-endpoint/rotate": None,
    "/v1/merchant/endpoints/no-endpoint/test": None,
    "/v1/merchant/endpoints/no-endpoint/enable": None,
    "/v1/merchant/endpoints/no-endpoint/deliveries/no-delivery/replay": None,
    "/v1/me/devices/no-device": {"name": "phone"},
    "/v1/me/devices/no-device/push": {"provider": "gateway", "token": "t"},
    "/v1/me/inbox/seen": {"messages": ["no-message"]},
    "/v1/me/reach": {"push": False},
    "/v1/me/score/what-if": {"suppositions": []},
    "/v1/me/sign-out": None,
    "/v1/me/sign-out-everywhere": {},
    "/v1/me/erasure": {},
    "/v1/me/export": None,
    "/v1/me/imports": None,
    "/v1/me/imports/no-report": None,
    "/v1/merchant/rentals/no-rental/authorise": None,
    "/v1/merchant/rentals/no-rental/hand-over": None,
    "/v1/merchant/rentals/no-rental/return": {"returned_at": "2026-03-04T12:00:00Z"},
    "/v1/merchant/rentals/no-rental/settle": None,
    "/v1/merchant/rentals/no-rental/cancel": None,
    "/v1/merchant/rentals/no-rental/extend": {"ends_at": "2026-03-04T12:00:00Z"},
    "/v1/merchant/rentals/no-rental/fault": {"statement": "it does not open"},
    "/v1/merchant/rentals/no-rental/fault/clear": {"statement": "it opens"},
    "/v1/merchant/rentals/no-rental/loss": {"statement": "it was stolen"},
    "/v1/merchant/rentals/no-rental/damage": {"amount_minor": 100, "statement": "torn"},
    "/v1/merchant/rentals/no-rental/breach": {"statement": "it did not come back"},
    "/v1/merchant/rentals/no-rental/cure": {"returned_at": "2026-03-04T12:00:00Z"},
}


@pytest.mark.parametrize(
    ("method", "path", "caller"), [each for each in OPERATIONS if BODIES.get(each[1])]
)
async def test_an_extra_field_is_refused(doors: Doors, method: str, path: str, caller: str) -> None:
    if method in ("GET", "DELETE"):  # these take no body
        return
    token = await doors.member() if caller == "member" else await doors.merchant()
    body = {**msgspec.to_builtins(BODIES[path]), "account": "somebody-else"}
    response = await doors.call(method, path, token, json=body)
    problem = is_problem(response, 422, "invalid_request")
    assert "account" in problem["detail"]


async def test_a_key_opens_only_what_its_scopes_say(doors: Doors) -> None:
    events, checks = await doors.merchant(scopes=("task_events",)), await doors.merchant(scopes=())
    body = BODIES["/v1/merchant/checks"]
    for key in (events, checks):
        response = await doors.call("POST", "/v1/merchant/checks", key, json=body)
        problem = is_problem(response, 403, "scope_missing")
        assert problem["refusal"] == {"scope": "eligibility"}


async def test_a_member_whose_account_is_gone_signs_in_again(doors: Doors) -> None:
    token = doors.keys.sign_access("nobody", uuid.uuid4().hex, doors.clock.server_now())
    is_problem(await doors.call("GET", "/v1/me/purse", token), 401, "account_gone")
    rename = await doors.call("PATCH", "/v1/me", token, json={"display_name": "Bob"})
    is_problem(rename, 401, "session_ended")


async def test_a_session_names_the_member_of_its_own_account_only(doors: Doors) -> None:
    alice, bob = await doors.tokens("alice-s@example.org"), await doors.tokens("bob-s@example.org")
    access = doors.keys.read_access(alice["access_token"], doors.clock.server_now())
    assert access is not None
    mixed = doors.keys.sign_access(access.sub, bob["session"], doors.clock.server_now())
    is_problem(await doors.call("GET", "/v1/me", mixed), 401, "session_ended")


async def test_a_token_says_no_more_than_whose_it_is(doors: Doors) -> None:
    claims = jwt.decode(await doors.member(), options={"verify_signature": False})
    assert set(claims) == {"iss", "aud", "sub", "sid", "iat", "exp"}


async def test_a_display_token_is_none_of_a_merchants(doors: Doors) -> None:
    fresh = fresh_display_token()
    forged = fresh.text.replace("sbd_", "sbm_test_")
    response = await doors.call("POST", "/v1/merchant/checks", forged, json={"token": "0" * 32})
    is_problem(response, 401, "not_authenticated")
