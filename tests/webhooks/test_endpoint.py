"""Rules of endpoints: how many, which keys sign, when one is switched off."""

from datetime import timedelta

import msgspec
import pytest

from service.webhooks.endpoint import (
    DisabledFor,
    Endpoint,
    Endpoints,
    EndpointState,
    SigningKey,
    Subject,
    added,
    enabled,
    endpoint_of,
    failed,
    removed,
    rotated,
    succeeded,
)
from service.webhooks.numbers import WebhookNumbers
from service.webhooks.refusals import EndpointUnknown, TooManyEndpoints
from tests.people import HOUR, MS, NOON

NUMBERS = WebhookNumbers(endpoints_max=2)


def endpoint(id_: str = "e1") -> Endpoint:
    return Endpoint(
        id=id_,
        url="https://hooks.example.com/",
        description="",
        subjects=(Subject.RENTALS,),
        at=NOON,
        state=EndpointState.ENABLED,
        state_at=NOON,
        keys=(SigningKey(sealed="first", public="p"),),
    )


def test_there_are_so_many_and_no_more_until_one_is_removed() -> None:
    book = Endpoints(id="kiosk")
    for name in ("e1", "e2"):
        more = added(book, endpoint(name), numbers=NUMBERS)
        assert isinstance(more, Endpoints)
        book = more
    assert added(book, endpoint("e3"), numbers=NUMBERS) == TooManyEndpoints(endpoints_max=2)
    book = removed(book, "e1")
    assert endpoint_of(book, "e1") == EndpointUnknown()
    assert isinstance(added(book, endpoint("e3"), numbers=NUMBERS), Endpoints)


@pytest.mark.parametrize("book", [None, Endpoints(id="kiosk")])
def test_who_has_none_has_none(book: Endpoints | None) -> None:
    assert endpoint_of(book, "e1") == EndpointUnknown()


def test_the_key_before_signs_until_before_its_end_and_the_one_before_that_no_more() -> None:
    twice = rotated(endpoint(), SigningKey(sealed="second", public="p"), at=NOON, numbers=NUMBERS)
    end = NOON + 24 * HOUR
    assert [key.sealed for key in twice.signing(end - MS)] == ["second", "first"]
    assert [key.sealed for key in twice.signing(end)] == ["second"]
    third = rotated(twice, SigningKey(sealed="third", public="p"), at=NOON, numbers=NUMBERS)
    assert [key.sealed for key in third.signing(NOON)] == ["third", "second"]


def test_three_days_of_nothing_but_failures_switch_it_off_and_not_a_moment_less() -> None:
    once = failed(endpoint(), gone=False, at=NOON, numbers=NUMBERS)
    assert once.failing_since == NOON
    almost = failed(once, gone=False, at=NOON + 72 * HOUR - MS, numbers=NUMBERS)
    assert almost is once
    off = failed(once, gone=False, at=NOON + 72 * HOUR, numbers=NUMBERS)
    assert (off.state, off.disabled_for) == (EndpointState.DISABLED, DisabledFor.FAILING)
    assert failed(off, gone=True, at=NOON + 80 * HOUR, numbers=NUMBERS) is off
    on = enabled(off, at=NOON + 80 * HOUR)
    assert on == msgspec.structs.replace(endpoint(), state_at=NOON + 80 * HOUR)
    assert enabled(on, at=NOON + timedelta(days=9)) is on


def test_one_success_begins_the_three_days_anew() -> None:
    once = failed(endpoint(), gone=False, at=NOON, numbers=NUMBERS)
    well = succeeded(once)
    assert well == endpoint()
    assert succeeded(well) is well
    again = failed(well, gone=False, at=NOON + 72 * HOUR, numbers=NUMBERS)
    assert again.state is EndpointState.ENABLED


def test_gone_is_gone_at_once() -> None:
    off = failed(endpoint(), gone=True, at=NOON, numbers=NUMBERS)
    assert (off.state, off.disabled_for) == (EndpointState.DISABLED, DisabledFor.GONE)
