"""Merchants who put together all that they are told never learn more than a member's band."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from rewards.economy import PerkNumbers
from rewards.perks.asked import Asked
from rewards.perks.decide_eligibility import Decided, for_merchant
from rewards.perks.perk import Perk
from rewards.score.scheme import Level
from rewards.score.sesame import SESAME
from tests.people import NOON
from tests.rewards.perks.colluders import TOP, Colluders, with_any_level
from tests.rewards.perks.counter import decided
from tests.rewards.perks.test_closed import LANE

MERCHANTS, DAYS, ASKS = 50, 30, 40
LEVELS = SESAME.levels
AT_EVERY_SCORE = tuple(
    Level(name=f"at-{value}", at_least=value) for value in range(SESAME.lowest, TOP)
)


def tell(them: Colluders, perk: Perk, found: Decided) -> None:
    """They hear what the merchant hears."""
    tier = getattr(found.decision, "tier", None)
    them.hear(perk, for_merchant(found.decision), tier.id if tier else None)


def asks_of_a_month(
    chance: random.Random, them: Colluders, value: int, levels: Sequence[Level]
) -> int:
    """As often as the budget lets them, at any time, about any level. How often they heard."""
    asked, heard = Asked(), 0
    numbers = PerkNumbers(checks_max=ASKS)
    for minute in sorted(chance.randrange(DAYS * 24 * 60) for _ in range(2 * DAYS * ASKS)):
        at, perk = NOON + timedelta(minutes=minute), with_any_level(LANE, chance, levels)
        found = decided(perk, "airport", value, asked=asked, at=at, numbers=numbers, levels=levels)
        if found.asked == asked:
            continue  # too often: a no that says nothing, which they cannot tell from another
        asked, heard = found.asked, heard + 1
        tell(them, perk, found)
    return heard


@pytest.mark.parametrize("seed", range(8))
def test_fifty_merchants_over_thirty_days_know_the_band_and_no_more(seed):
    """The score stands still: whatever they ask, what they know has a band's bounds as its own."""
    chance, them = random.Random(seed), Colluders()
    value = chance.randint(350, 950)
    heard = asks_of_a_month(chance, them, value, LEVELS)
    assert DAYS * ASKS // 2 < heard <= (DAYS + 1) * ASKS
    assert them.least <= value < them.most
    assert not them.know_more_than_the_band(value)


@pytest.mark.parametrize("seed", range(2))
def test_with_a_level_at_every_score_the_same_merchants_would_know_it(seed):
    """What keeps them from it is that the scheme's few bounds are the only questions."""
    chance, them = random.Random(seed), Colluders(AT_EVERY_SCORE)
    value = chance.randint(350, 950)
    asks_of_a_month(chance, them, value, AT_EVERY_SCORE)
    assert them.least <= value < them.most
    assert them.know_more_than_the_band(value)
    assert them.most - them.least < 5


def days_of_a_moving_score(chance: random.Random, **numbers: Any) -> Iterator[Colluders]:
    """Published again and again, asked again and again: what they know of each of thirty days."""
    asked, value = Asked(), chance.randint(500, 700)
    for day in range(DAYS):
        them = Colluders()
        for minute in sorted(chance.sample(range(24 * 60), MERCHANTS)):
            at = NOON + timedelta(days=2 * day, minutes=minute)
            value = min(950, max(350, value + chance.randint(-3, 3)))
            perk = with_any_level(LANE, chance)
            found = decided(
                perk,
                "airport",
                value,
                asked=asked,
                at=at,
                numbers=PerkNumbers(checks_max=1_000, **numbers),
            )
            asked = found.asked
            tell(them, perk, found)
        yield them


@pytest.mark.parametrize("seed", range(8))
def test_while_a_score_moves_all_answers_of_a_day_are_those_of_one_band(seed):
    """They contradict each other nowhere, and hold a whole band."""
    bounds = [each.at_least for each in LEVELS]
    for them in days_of_a_moving_score(random.Random(seed)):
        assert them.least in {0, *bounds}
        assert them.most in {TOP, *bounds}
        assert them.least < them.most


def test_if_a_decision_held_for_an_hour_they_would_see_it_move():
    """Two answers of one day that fit no score: it has passed a bound between them."""
    assert any(
        them.least >= them.most
        for seed in range(8)
        for them in days_of_a_moving_score(random.Random(seed), level_hours=1)
    )
