"""Where messages go: what the member chose, everywhere for a clock, and which devices are kept."""

import pytest
from msgspec.structs import replace

from service.language.languages import Language
from service.members.message import MessageKind
from service.members.push_target import Subscription, TargetUnclear, target_text
from service.members.reach import (
    EmailTarget,
    Provider,
    PushTarget,
    Reach,
    masked,
    places,
    with_target,
    without_places,
)

NEWS, CLOCK = MessageKind.PRIZE_WON, MessageKind.SCHEME_CHANGED
BROWSER = Subscription(endpoint="https://push.example/1", p256dh="BN", auth="tB")


def phone(device: str, sealed: str = "sealed") -> PushTarget:
    return PushTarget(
        device=device, provider=Provider.GATEWAY, sealed=sealed, language=Language.ZH_CN
    )


ALL = Reach(
    id="alice",
    email=EmailTarget(sealed="address", language=Language.EN),
    push=(phone("phone"), phone("tablet")),
)


def names(reach: Reach | None, kind: MessageKind) -> list[str]:
    return [each.name for each in places(reach, kind)]


@pytest.mark.parametrize(
    ("email", "push", "news"),
    [
        (True, True, ["email", "push:phone", "push:tablet"]),
        (True, False, ["email"]),
        (False, True, ["push:phone", "push:tablet"]),
        (False, False, []),
    ],
)
def test_a_choice_holds_for_all_but_what_starts_a_clock(
    email: bool, push: bool, news: list[str]
) -> None:
    chosen = replace(ALL, wants_email=email, wants_push=push)
    assert names(chosen, NEWS) == news
    assert names(chosen, CLOCK) == ["email", "push:phone", "push:tablet"]


def test_who_has_named_no_place_is_told_in_the_inbox_alone() -> None:
    assert places(None, CLOCK) == places(Reach(id="alice"), CLOCK) == ()


def test_a_place_knows_how_to_be_reached() -> None:
    email, first, _ = places(ALL, NEWS)
    assert (email.provider, email.device, email.sealed) == (None, "", "address")
    assert (first.provider, first.device) == (Provider.GATEWAY, "phone")
    assert (email.language, first.language) == (Language.EN, Language.ZH_CN)


def test_a_device_has_one_target_and_of_too_many_the_oldest_goes() -> None:
    moved = with_target(ALL, phone("phone", "fresh"), most=10)
    assert [(each.device, each.sealed) for each in moved.push] == [
        ("tablet", "sealed"),
        ("phone", "fresh"),
    ]
    assert [each.device for each in with_target(moved, phone("watch"), most=2).push] == [
        "phone",
        "watch",
    ]


def test_places_are_forgotten_by_name() -> None:
    assert names(without_places(ALL, frozenset({"push:phone", "email"})), NEWS) == ["push:tablet"]
    assert without_places(ALL, frozenset({"push:watch"})) is ALL


def test_a_target_is_what_its_provider_needs_and_nothing_else() -> None:
    assert target_text(Provider.GATEWAY, "token", None) == "token"
    text = target_text(Provider.WEBPUSH, None, BROWSER)
    assert text == '{"endpoint":"https://push.example/1","p256dh":"BN","auth":"tB"}'


@pytest.mark.parametrize(
    ("provider", "token", "subscription", "needed"),
    [
        (Provider.GATEWAY, None, None, "token"),
        (Provider.GATEWAY, None, BROWSER, "token"),
        (Provider.GATEWAY, "token", BROWSER, "token"),
        (Provider.WEBPUSH, None, None, "subscription"),
        (Provider.WEBPUSH, "token", None, "subscription"),
        (Provider.WEBPUSH, "token", BROWSER, "subscription"),
    ],
)
def test_anything_else_says_what_is_needed(
    provider: Provider, token: str | None, subscription: Subscription | None, needed: str
) -> None:
    unclear = TargetUnclear(provider=provider.value, needed=needed)
    assert target_text(provider, token, subscription) == unclear


@pytest.mark.parametrize(
    ("address", "shown"),
    [("alice@example.com", "a…@example.com"), ('"a@b"@example.com', '"…@example.com')],
)
def test_an_address_is_shown_to_who_knows_it(address: str, shown: str) -> None:
    assert masked(address) == shown
