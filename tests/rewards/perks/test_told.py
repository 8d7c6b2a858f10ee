"""What a member is told; see rewards/perks/told.py."""

from rewards.perks.decide_eligibility import Eligible, Ineligible
from rewards.perks.reasons import LevelNotReached, NotOfferedHere, ScoreMissing
from rewards.perks.told import told
from tests.people import NOON


def test_a_yes_needs_no_reasons() -> None:
    assert told(Eligible(perk="umbrella", at=NOON)) == {"perk": "umbrella"}


def test_every_reason_brings_its_numbers() -> None:
    reasons = (
        NotOfferedHere(merchant="shop"),
        LevelNotReached(level="sapling", at_least=550, value=500, missing=50),
    )
    assert told(Ineligible(perk="bicycle", at=NOON, reasons=reasons)) == {
        "perk": "bicycle",
        "not_offered_here.merchant": "shop",
        "level_not_reached.level": "sapling",
        "level_not_reached.at_least": 550,
        "level_not_reached.value": 500,
        "level_not_reached.missing": 50,
    }


def test_a_missing_score_is_said() -> None:
    refused = Ineligible(perk="bicycle", at=NOON, reasons=(ScoreMissing(level="sapling"),))
    assert told(refused)["score_missing.level"] == "sapling"
