"""What is counted, when it is counted, and that labels cannot be made up by callers."""

import uuid

import pytest

from service.members.consents import Purpose
from service.metrics import path
from service.metrics.page import REGISTRY
from service.store.path.counting import count
from service.store.path.turn import Turn
from tests.http.doors import KIOSK, Doors
from tests.http.test_rentals import customer, quote, step
from tests.metrics.reading import Since, here

REQUESTS = "seedbank_http_request_seconds_count"


async def test_a_request_counts_under_its_route_and_status(doors: Doors) -> None:
    since = Since()
    assert (await doors.call("GET", "/v1/me")).status_code == 401
    assert (await doors.call("GET", "/health/live")).status_code == 200
    assert since(REQUESTS, method="GET", route="/v1/me", status="4xx") == 1
    assert since(REQUESTS, method="GET", route="/health/live", status="2xx") == 1
    assert since("seedbank_refusals_total", code="not_authenticated") == 1


async def test_an_id_in_a_path_is_no_label(doors: Doors) -> None:
    token = await doors.member()
    name = f"canary-{uuid.uuid4().hex}"
    await doors.call("GET", f"/v1/boards/{name}", token)
    await doors.call("GET", f"/v1/{name}")
    await doors.call("POST", f"/{name}", json={})
    labels = {text for _, labels in here() for _, text in labels}
    assert not [label for label in labels if name in label]
    assert "/v1/boards/{board}" in {label.replace(":str", "") for label in labels}
    assert "unknown" in labels


async def test_unknown_paths_and_methods_make_no_series(doors: Doors) -> None:
    await doors.call("GET", "/v1/first-unknown-path")
    await doors.call("BREW", "/v1/first-unknown-path")
    before = len(here())
    for number in range(50):
        await doors.call("GET", f"/v1/unknown-{number}")
        await doors.call(f"BREW{number}", f"/v1/unknown-{number}")
    assert len(here()) == before


async def test_commands_transfers_and_refusals_when_they_are_committed(doors: Doors) -> None:
    token = await doors.member()
    granted = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    since = Since()
    body = {"task": "return-umbrella", "member": granted["pseudonym"]}
    joined = await doors.call("POST", "/v1/me/tasks/return-umbrella", token, json={})
    assert joined.status_code < 300, joined.text
    event = body | {"event_at": doors.clock.domain_now().isoformat()}
    merchant = await doors.merchant()
    first = await doors.call("POST", "/v1/merchant/events", merchant, json=event)
    assert first.status_code < 300, first.text
    assert since("seedbank_transfers_total", reason="award") == 1
    assert since("seedbank_seeds_moved_total", reason="award") > 1
    assert since("seedbank_commands_total", kind="report_event", outcome="done") == 1
    again = {"json": {}, "key": uuid.uuid4().hex}
    await doors.call("POST", "/v1/me/collections", token, **again)
    await doors.call("POST", "/v1/me/collections", token, **again)
    assert since("seedbank_commands_total", kind="collect", outcome="done") == 1
    assert since("seedbank_commands_total", kind="collect", outcome="replayed") == 1
    assert since("seedbank_batch_commands_count") >= 3
    assert since("seedbank_commit_seconds_count") == since("seedbank_batch_commands_count")


def test_a_count_that_fails_never_fails_what_is_committed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(path, "committed", fail)
    turn = Turn.__new__(Turn)
    turn.answered, turn.failure = None, RuntimeError("decided")
    count([turn], 0.1)


async def test_a_request_that_is_refused_by_a_limit_counts_its_policy(own_doors: Doors) -> None:
    since = Since()
    for number in range(30):
        contact = {"contact": f"{number}@example.org"}
        answered = await own_doors.call("POST", "/v1/sign-in/codes", json=contact)
        if answered.status_code == 429:
            break
    assert answered.status_code == 429
    policy = answered.json()["refusal"]["policy"]
    assert since("seedbank_rate_limited_total", policy=policy) == 1


def test_every_label_is_one_that_the_program_names() -> None:
    allowed = {"method", "route", "status", "code", "policy", "outcome", "kind", "reason"}
    allowed |= {"before", "after", "why", "job", "generation", "channel"}
    for collector in set(REGISTRY._names_to_collectors.values()):
        assert set(collector._labelnames) <= allowed  # type: ignore[attr-defined]


async def test_a_rental_that_moves_on_and_one_that_is_only_asked_for_again(
    own_doors: Doors,
) -> None:
    token, kiosk = await customer(own_doors), await own_doors.merchant()
    since, name = Since(), "seedbank_rental_transitions_total"
    rental = (await quote(own_doors, token, kiosk))["rental"]
    key = uuid.uuid4().hex
    for _ in range(2):
        await step(own_doors, kiosk, rental, "authorise", key=key, json={})
    await step(own_doors, kiosk, rental, "settle", json={})  # refused: it was not lent yet
    assert since(name, before="none", after="quoted") == 1
    assert since(name, before="quoted", after="authorised") == 1
    assert since("seedbank_commands_total", kind="authorise_rental", outcome="done") == 1
    assert since("seedbank_commands_total", kind="authorise_rental", outcome="replayed") == 1
    assert since("seedbank_commands_total", kind="settle_rental", outcome="refused") == 1
