"""Muting: bounded, in order, and only merchants that there are."""

import pytest

from rewards.perks.refusals import MerchantUnknown
from service.members.mute import MerchantMuted, TooManyMuted, is_muted, may_hear_of, mute, unmute
from service.members.numbers import MemberNumbers
from tests.members.helpers import enrolled
from tests.people import RIVERSIDE_BIKES, UMBRELLA_KIOSK

KNOWN = frozenset({UMBRELLA_KIOSK, RIVERSIDE_BIKES, "third"})
TWO = MemberNumbers(muted_max=2)


def muted(*merchants, numbers=TWO):
    account = enrolled()
    for merchant in merchants:
        account = mute(account, merchant, known=KNOWN, numbers=numbers)
    return account


def test_it_is_kept_in_order_and_once():
    assert muted(UMBRELLA_KIOSK, RIVERSIDE_BIKES, UMBRELLA_KIOSK).muted == (
        RIVERSIDE_BIKES,
        UMBRELLA_KIOSK,
    )


def test_who_is_unknown_cannot_be_muted():
    refused = mute(enrolled(), "nobody", known=KNOWN, numbers=TWO)
    assert refused == MerchantUnknown(merchant="nobody")


def test_there_is_a_most_and_the_same_one_again_needs_no_room():
    full = muted(UMBRELLA_KIOSK, RIVERSIDE_BIKES)
    assert mute(full, "third", known=KNOWN, numbers=TWO) == TooManyMuted(muted=2, most=2)
    assert mute(full, UMBRELLA_KIOSK, known=KNOWN, numbers=TWO) == full


@pytest.mark.parametrize("merchant", [UMBRELLA_KIOSK, "gone-since"])
def test_it_can_be_ended_also_for_a_merchant_that_is_gone(merchant):
    account = mute(enrolled(), merchant, known=KNOWN | {merchant}, numbers=TWO)
    assert is_muted(account, merchant)
    assert may_hear_of(account, merchant) == MerchantMuted(merchant=merchant)
    assert unmute(account, merchant, known=KNOWN) == enrolled()
    assert unmute(enrolled(), merchant, known=KNOWN | {merchant}) == enrolled()
    assert may_hear_of(enrolled(), merchant) is None


def test_nobody_is_heard_again_who_never_was():
    refused = unmute(enrolled(), "nobody", known=KNOWN)
    assert refused == MerchantUnknown(merchant="nobody")
