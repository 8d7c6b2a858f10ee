"""What is against a perk besides the score: hours, limits, stock; and what a tier opens."""

import msgspec
import pytest

from rewards.economy import PerkNumbers
from rewards.perks.asked import Asked, LevelDecision
from rewards.perks.decide_eligibility import Eligible, Ineligible, MerchantAnswer, for_merchant
from rewards.perks.perk import Context, Perk, PerkKind
from rewards.perks.reasons import (
    AskedTooOften,
    ClosedNow,
    LevelHeld,
    LevelNotReached,
    OutOfStock,
    ScoreMissing,
    UsedUp,
)
from rewards.perks.terms.limit import PerkUse, UseLimit
from rewards.perks.terms.tier import Tier
from rewards.perks.terms.window import Window
from tests.people import DAY, HOUR, MS, NOON
from tests.rewards.perks.counter import decided

replace = msgspec.structs.replace
HALF = Tier(id="half", level="sapling", percent=50, terms="Half of the queue.")
SOME = Tier(id="some", level="sprout", percent=20, terms="A little of it.")
LANE = Perk(
    id="lane",
    kind=PerkKind.FAST_LANE,
    context=Context.QUEUE,
    merchants=("airport",),
    title="The fast lane",
    terms="Have your boarding card ready.",
    outside_terms="The same queue as everybody.",
    level="branch",
)
TIERED = replace(LANE, tiers=(SOME, HALF))


def reasons(perk: Perk, value: int | None = 700, **more):
    found = decided(perk, "airport", value, **more).decision
    return found.reasons


@pytest.mark.parametrize(
    ("value", "tier", "answer"),
    [
        (600, None, MerchantAnswer.YES),
        (599, HALF, MerchantAnswer.PARTIAL),
        (550, HALF, MerchantAnswer.PARTIAL),
        (549, SOME, MerchantAnswer.PARTIAL),
        (350, SOME, MerchantAnswer.PARTIAL),
    ],
)
def test_the_highest_tier_that_is_reached_opens(value, tier, answer):
    found = decided(TIERED, "airport", value).decision
    assert isinstance(found, Eligible)
    assert (found.tier, for_merchant(found)) == (tier, answer)
    missing = [each.missing for each in found.reasons if isinstance(each, LevelNotReached)]
    assert missing == ([] if tier is None else [600 - value])


def test_below_every_tier_the_whole_is_what_is_missing():
    found = decided(replace(TIERED, tiers=(HALF,)), "airport", 400).decision
    assert found == Ineligible(
        perk="lane",
        at=NOON,
        reasons=(LevelNotReached(level="branch", at_least=600, value=400, missing=200),),
    )


def test_without_a_score_there_is_no_tier_and_nothing_to_remember():
    found = decided(TIERED, "airport", None)
    assert found.decision.reasons == (ScoreMissing(level="branch"),)
    assert found.asked.levels == ()


def test_a_decision_of_before_holds_and_the_member_learns_until_when():
    first = decided(LANE, "airport", 599)
    risen = decided(LANE, "airport", 640, asked=first.asked, at=NOON + DAY - MS)
    assert risen.decision.reasons == (LevelHeld(level="branch", until=NOON + DAY),)
    assert for_merchant(risen.decision) is MerchantAnswer.NO
    later = decided(LANE, "airport", 640, asked=risen.asked, at=NOON + DAY)
    assert for_merchant(later.decision) is MerchantAnswer.YES
    fallen = decided(LANE, "airport", 350, asked=later.asked, at=NOON + DAY + HOUR)
    assert for_merchant(fallen.decision) is MerchantAnswer.YES


def test_a_score_that_is_taken_back_is_no_score_whatever_was_decided():
    first = decided(LANE, "airport", 640)
    assert reasons(LANE, None, asked=first.asked) == (ScoreMissing(level="branch"),)


def test_too_many_checks_are_a_no_that_decides_nothing():
    numbers = PerkNumbers(checks_max=1)
    first = decided(LANE, "airport", 640, numbers=numbers)
    second = decided(LANE, "airport", 640, asked=first.asked, numbers=numbers)
    assert second.decision.reasons == (AskedTooOften(most=1, until=NOON + DAY),)
    assert second.asked == first.asked


# NOON is a Wednesday, 13:00 in Berlin.
@pytest.mark.parametrize(
    ("windows", "hours"),
    [
        ((), None),
        ((Window(),), None),
        ((Window(days=(3,), from_minute=780, until_minute=781),), None),
        ((Window(from_minute=840),), 1),
        ((Window(until_minute=780),), 11),
        ((Window(days=(4,)),), 11),
        ((Window(days=(3,), until_minute=780),), 6 * 24 + 11),
        ((Window(days=(2,), from_minute=780), Window(days=(5,), from_minute=780)), 48),
    ],
)
def test_outside_its_hours_it_says_when_it_opens(windows, hours):
    found = reasons(replace(LANE, windows=windows))
    assert found == (() if hours is None else (ClosedNow(opens_at=NOON + hours * HOUR),))


def test_as_often_as_its_limit_allows():
    perk = replace(LANE, limit=UseLimit(uses=2, days=30))
    once = (PerkUse(perk="lane", at=NOON - DAY),)
    twice = (PerkUse(perk="lane", at=NOON - 29 * DAY), *once)
    others = (PerkUse(perk="other", at=NOON), PerkUse(perk="other", at=NOON))
    assert reasons(perk, uses=(*once, *others)) == ()
    assert reasons(perk, uses=twice) == (UsedUp(uses=2, days=30, free_at=NOON + DAY),)
    assert reasons(perk, uses=twice, at=NOON + DAY) == ()


@pytest.mark.parametrize(("taken", "gone"), [(0, False), (2, False), (3, True), (4, True)])
def test_as_long_as_there_is_some(taken, gone):
    found = reasons(replace(LANE, stock=3), taken=taken)
    assert found == ((OutOfStock(stock=3),) if gone else ())


def test_all_reasons_are_told_at_once_and_every_no_is_one_no():
    perk = replace(LANE, stock=1, limit=UseLimit(days=2), windows=(Window(days=(1,)),))
    used = (PerkUse(perk="lane", at=NOON),)
    found = decided(perk, "kiosk", 400, taken=1, uses=used).decision
    assert [type(each).__name__ for each in found.reasons] == [
        "NotOfferedHere",
        "ClosedNow",
        "UsedUp",
        "OutOfStock",
        "LevelNotReached",
    ]
    assert for_merchant(found) is MerchantAnswer.NO


def test_reasons_survive_being_stored():
    perk = replace(LANE, stock=1, limit=UseLimit(days=2), windows=(Window(days=(1,)),))
    used = (PerkUse(perk="lane", at=NOON),)
    held = Asked(levels=(LevelDecision(level="branch", reached=False, at=NOON),))
    found = decided(perk, "kiosk", 700, taken=1, uses=used, asked=held).decision
    assert msgspec.json.decode(msgspec.json.encode(found), type=Ineligible) == found
