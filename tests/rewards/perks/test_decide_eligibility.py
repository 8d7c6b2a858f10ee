"""Yes or no to the merchant; why to the member."""

import msgspec
import pytest

from rewards.perks.decide_eligibility import Eligible, Ineligible, MerchantAnswer, for_merchant
from rewards.perks.perk import Perk
from rewards.perks.reasons import LevelNotReached, NotOfferedHere, ScoreMissing
from service.programme_demo import DEMO
from tests.people import NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK
from tests.rewards.perks.counter import decided

UMBRELLA, BICYCLE, *_ = DEMO.perks
NO_LEVEL = msgspec.structs.replace(UMBRELLA, level=None)


def decide(perk: Perk, merchant: str, value: int | None):
    return decided(perk, merchant, value).decision


@pytest.mark.parametrize(
    ("perk", "merchant", "value"),
    [
        (UMBRELLA, UMBRELLA_KIOSK, 350),
        (BICYCLE, RIVERSIDE_BIKES, 550),
        (BICYCLE, RIVERSIDE_BIKES, 950),
        (NO_LEVEL, UMBRELLA_KIOSK, None),
    ],
)
def test_yes(perk, merchant, value):
    decision = decide(perk, merchant, value)
    assert decision == Eligible(perk=perk.id, at=NOON)
    assert for_merchant(decision) is MerchantAnswer.YES


@pytest.mark.parametrize(
    ("perk", "merchant", "value", "reasons"),
    [
        (UMBRELLA, UMBRELLA_KIOSK, None, [ScoreMissing(level="sprout")]),
        (
            BICYCLE,
            RIVERSIDE_BIKES,
            549,
            [LevelNotReached(level="sapling", at_least=550, value=549, missing=1)],
        ),
        (UMBRELLA, RIVERSIDE_BIKES, 950, [NotOfferedHere(merchant=RIVERSIDE_BIKES)]),
        (NO_LEVEL, RIVERSIDE_BIKES, None, [NotOfferedHere(merchant=RIVERSIDE_BIKES)]),
        (
            BICYCLE,
            UMBRELLA_KIOSK,
            None,
            [NotOfferedHere(merchant=UMBRELLA_KIOSK), ScoreMissing(level="sapling")],
        ),
    ],
)
def test_no_with_all_reasons_for_the_member(perk, merchant, value, reasons):
    decision = decide(perk, merchant, value)
    assert decision == Ineligible(perk=perk.id, at=NOON, reasons=tuple(reasons))


def test_every_no_is_the_same_no_to_the_merchant():
    answers = {
        for_merchant(decide(perk, merchant, value))
        for perk in (UMBRELLA, BICYCLE)
        for merchant in (UMBRELLA_KIOSK, RIVERSIDE_BIKES)
        for value in (None, 350, 549)
        if isinstance(decide(perk, merchant, value), Ineligible)
    }
    assert answers == {MerchantAnswer.NO}


def test_reasons_survive_being_stored():
    decision = decide(BICYCLE, UMBRELLA_KIOSK, 400)
    assert msgspec.json.decode(msgspec.json.encode(decision), type=Ineligible) == decision
