"""Merchants who put together all that they are told about one member."""

import random
from collections.abc import Sequence

import msgspec

from rewards.perks.decide_eligibility import MerchantAnswer
from rewards.perks.perk import Perk
from rewards.perks.terms.tier import Tier
from rewards.score.level import level_of
from rewards.score.scheme import Level
from rewards.score.sesame import SESAME

TOP = SESAME.highest + 1


class Colluders:
    """What they know together: the score is at least `least`, and below `most`."""

    def __init__(self, levels: Sequence[Level] = SESAME.levels) -> None:
        self._bounds = {level.name: level.at_least for level in levels}
        self.least, self.most = 0, TOP

    def hear(self, perk: Perk, answer: MerchantAnswer, tier: str | None = None) -> None:
        """One more answer, to what they know that nothing but the score decides."""
        low, high = self._told(perk, answer, tier)
        self.least, self.most = max(self.least, low), min(self.most, high)

    def know_more_than_the_band(self, value: int, levels: Sequence[Level] = SESAME.levels) -> bool:
        """Whether they can tell `value` from some other score of its band."""
        low, high = band_of(value, levels)
        return self.least > low or self.most < high

    def _told(self, perk: Perk, answer: MerchantAnswer, tier: str | None) -> tuple[int, int]:
        by_tier = {each.id: self._bounds[each.level] for each in perk.tiers}
        whole = self._bounds[perk.level or ""]
        steps = sorted([whole, *by_tier.values()])
        if answer is MerchantAnswer.NO:
            return 0, steps[0]
        least = whole if tier is None else by_tier[tier]
        return least, next((each for each in steps if each > least), TOP)


def band_of(value: int, levels: Sequence[Level] = SESAME.levels) -> tuple[int, int]:
    """The scores that share its level's name: from the first to before the second."""
    low = level_of(value, levels).at_least
    return low, min((each.at_least for each in levels if each.at_least > low), default=TOP)


def with_any_level(
    perk: Perk, chance: random.Random, levels: Sequence[Level] = SESAME.levels
) -> Perk:
    """The perk for any level, with any tiers below it."""
    level = chance.choice(levels)
    return with_any_tiers(msgspec.structs.replace(perk, level=level.name), chance, levels)


def with_any_tiers(
    perk: Perk, chance: random.Random, levels: Sequence[Level] = SESAME.levels
) -> Perk:
    """The perk with tiers of any levels below its own."""
    below = levels[: [each.name for each in levels].index(perk.level or "")]
    some = chance.sample(below, chance.randint(0, min(3, len(below))))
    tiers = tuple(
        Tier(id=f"t{place}", level=each.name, percent=10 * place, terms="Some of it.")
        for place, each in enumerate(sorted(some, key=lambda each: each.at_least), 1)
    )
    return msgspec.structs.replace(perk, tiers=tiers)
