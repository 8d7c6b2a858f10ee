"""Merchants who put together all that they are told never learn more than a member's band."""

import random
from datetime import timedelta

import msgspec
import pytest

from rewards.economy import PerkNumbers
from rewards.perks.asked import Asked
from rewards.perks.decide_eligibility import MerchantAnswer, for_merchant
from rewards.perks.perk import Perk
from rewards.perks.terms.tier import Tier
from rewards.score.level import level_of
from rewards.score.sesame import SESAME
from tests.people import NOON
from tests.rewards.perks.counter import decided
from tests.rewards.perks.test_closed import LANE

MERCHANTS, DAYS, ASKS = 50, 30, 40
LEVELS = SESAME.levels
TOP = SESAME.highest + 1


def of_any_kind(chance: random.Random) -> Perk:
    """A perk of one of the fifty: of any level, with any tiers below it."""
    *below, level = chance.sample(LEVELS, chance.randint(1, 4))
    below = [each for each in below if each.at_least < level.at_least]
    below.sort(key=lambda each: each.at_least)
    tiers = tuple(
        Tier(id=f"t{place}", level=each.name, percent=10 * (place + 1), terms="Some of it.")
        for place, each in enumerate(below)
    )
    return msgspec.structs.replace(LANE, level=level.name, tiers=tiers)


def learned(perk: Perk, answer: MerchantAnswer, tier: Tier | None) -> tuple[int, int]:
    """Between which scores the member must be, by one answer; the upper one is out."""
    bounds = {level.name: level.at_least for level in LEVELS}
    steps = sorted([bounds[perk.level or ""], *(bounds[each.level] for each in perk.tiers)])
    if answer is MerchantAnswer.NO:
        return 0, steps[0]
    least = bounds[perk.level or ""] if tier is None else bounds[tier.level]
    return least, next((each for each in steps if each > least), TOP)


@pytest.mark.parametrize("seed", range(8))
def test_fifty_merchants_over_thirty_days_know_the_band_and_no_more(seed):
    """The score stands still: whatever they ask, what they know has a band's bounds as its own."""
    chance = random.Random(seed)
    value, asked = chance.randint(350, 950), Asked()
    least, most = 0, TOP
    numbers = PerkNumbers(checks_max=ASKS)
    heard = 0
    for minute in sorted(chance.randrange(DAYS * 24 * 60) for _ in range(2 * DAYS * ASKS)):
        at = NOON + timedelta(minutes=minute)
        perk = of_any_kind(chance)
        found = decided(perk, "airport", value, asked=asked, at=at, numbers=numbers)
        if found.asked == asked:
            continue  # too often: a no that says nothing, which they cannot tell from another
        asked, heard = found.asked, heard + 1
        tier = getattr(found.decision, "tier", None)
        low, high = learned(perk, for_merchant(found.decision), tier)
        least, most = max(least, low), min(most, high)
    assert DAYS * ASKS // 2 < heard <= (DAYS + 1) * ASKS
    band = level_of(value, LEVELS)
    assert least <= value < most
    above = [level.at_least for level in LEVELS if level.at_least > band.at_least]
    assert least <= band.at_least
    assert most >= min(above, default=TOP)


@pytest.mark.parametrize("seed", range(8))
def test_while_a_score_moves_all_answers_of_a_day_are_those_of_one_band(seed):
    """Published daily: asked again and again around a publication, they hear one thing all day."""
    chance = random.Random(seed)
    asked, numbers = Asked(), PerkNumbers(checks_max=1_000)
    value = chance.randint(500, 700)
    for day in range(DAYS):
        least, most = 0, TOP
        for minute in sorted(chance.sample(range(24 * 60), MERCHANTS)):
            at = NOON + timedelta(days=2 * day, minutes=minute)
            value = min(950, max(350, value + chance.randint(-3, 3)))
            perk = of_any_kind(chance)
            found = decided(perk, "airport", value, asked=asked, at=at, numbers=numbers)
            asked, tier = found.asked, getattr(found.decision, "tier", None)
            low, high = learned(perk, for_merchant(found.decision), tier)
            least, most = max(least, low), min(most, high)
        # They contradict each other nowhere, and hold a whole band.
        held = [each.at_least for each in LEVELS]
        assert least in {0, *held}
        assert most in {TOP, *held}
        assert least < most
