"""A pass: one use, one minute, one merchant."""

from datetime import timedelta

import pytest

from rewards.economy import PerkNumbers
from rewards.perks.find import find
from rewards.perks.passes import Pass, PassState, issue
from rewards.perks.refusals import (
    PassExpired,
    PassForAnotherMerchant,
    PassUsed,
    PerkNotOffered,
    PerkUnknown,
    UnknownPass,
)
from rewards.perks.use_pass import for_merchant, use_pass
from service.programme_demo import DEMO
from tests.people import ALICE, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

UMBRELLA = DEMO.perks[0]
TOKEN = "0123456789abcdef" * 2


def opened(merchant: str = UMBRELLA_KIOSK, token: str = TOKEN):
    return issue(
        token,
        account=ALICE.account,
        perk=UMBRELLA,
        merchant=merchant,
        at=NOON,
        numbers=PerkNumbers(),
    )


def used(seconds: float = 1, *, merchant: str = UMBRELLA_KIOSK, shown: Pass | None = None):
    return use_pass(shown or opened(), merchant=merchant, at=NOON + timedelta(seconds=seconds))


def test_it_is_bound_when_made():
    made = opened()
    assert isinstance(made, Pass)
    assert (made.account, made.perk, made.merchant) == (
        ALICE.account,
        UMBRELLA.id,
        UMBRELLA_KIOSK,
    )
    assert made.expires_at - made.issued_at == timedelta(seconds=60)


@pytest.mark.parametrize("seconds", [0, 1, 59.999])
def test_it_is_used_within_the_minute(seconds):
    after = used(seconds)
    assert isinstance(after, Pass)
    assert (after.state, after.used_at) == (PassState.USED, NOON + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [60, 61, 3_600])
def test_after_the_minute_it_has_expired(seconds):
    assert used(seconds) == PassExpired(expired_at=NOON + timedelta(seconds=60))


@pytest.mark.parametrize("seconds", [2, 60, 3_600])
def test_it_is_used_once(seconds):
    first = used(1)
    assert isinstance(first, Pass)
    assert used(seconds, shown=first) == PassUsed(used_at=NOON + timedelta(seconds=1))


def test_a_perk_is_opened_where_it_is_offered():
    refusal = opened(RIVERSIDE_BIKES)
    assert refusal == PerkNotOffered(perk="umbrella", merchant=RIVERSIDE_BIKES)


@pytest.mark.parametrize("token", ["", "abc", TOKEN[:-1], TOKEN + "0", TOKEN.upper(), "g" * 32])
def test_a_token_that_could_be_guessed_is_an_error(token):
    with pytest.raises(ValueError, match="32 lower-case hex digits"):
        opened(token=token)


def test_no_pass_is_unknown():
    assert use_pass(None, merchant=UMBRELLA_KIOSK, at=NOON) == UnknownPass()


def test_elsewhere_it_looks_like_no_pass_in_every_state():
    spent = used(1)
    assert isinstance(spent, Pass)
    for shown, seconds in ((None, 1), (None, 99), (spent, 2)):
        refusal = used(seconds, merchant=RIVERSIDE_BIKES, shown=shown)
        assert refusal == PassForAnotherMerchant(merchant=RIVERSIDE_BIKES, meant_for=UMBRELLA_KIOSK)
        assert for_merchant(refusal) == UnknownPass()


def test_its_own_merchant_is_told_what_to_do():
    assert for_merchant(used(99)) == used(99)


def test_there_are_only_the_perks_of_the_programme():
    assert find(DEMO.perks, "umbrella") is UMBRELLA
    assert find(DEMO.perks, "yacht") == PerkUnknown(perk="yacht")
