"""Where a score may decide, and where never."""

import msgspec
import pytest

from rewards.perks.lint_perk import lint_perk
from rewards.perks.perk import SCORE_FREE, Context, PerkKind
from rewards.perks.terms.badge import BadgeFact, BadgeTerms
from rewards.perks.terms.limit import UseLimit
from rewards.perks.terms.tier import Tier
from rewards.perks.terms.voucher import VoucherTerms
from rewards.perks.terms.window import Window
from rewards.score.sesame import SESAME
from service.programme_demo import DEMO
from tests.people import RIVERSIDE_BIKES, UMBRELLA_KIOSK

UMBRELLA = DEMO.perks[0]

# What belongs to a kind of perk.
OWN = {
    PerkKind.DEPOSIT_WAIVER: {"rental": UMBRELLA.rental},
    PerkKind.VOUCHER: {"voucher": VoucherTerms(seeds=100, days=30)},
    PerkKind.BADGE: {"badge": BadgeTerms(facts=(BadgeFact.RENTALS_KEPT,))},
}
NOTHING = {"rental": None, "voucher": None, "badge": None}


def lint(**changes):
    return lint_perk(
        msgspec.structs.replace(UMBRELLA, **changes),
        merchants=[UMBRELLA_KIOSK, RIVERSIDE_BIKES],
        levels=[level.name for level in SESAME.levels],
    )


def test_work_dating_housing_and_borders_are_free_of_scores():
    assert {each.value for each in SCORE_FREE} == {"work", "dating", "housing", "border"}


@pytest.mark.parametrize("context", sorted(SCORE_FREE))
@pytest.mark.parametrize("kind", PerkKind)
def test_a_level_there_is_refused_whatever_the_kind(context, kind):
    found = lint(context=context, kind=kind, level="sprout")
    assert any(f"a score never decides about {context}" in each for each in found)


@pytest.mark.parametrize("context", sorted(SCORE_FREE))
@pytest.mark.parametrize("kind", PerkKind)
def test_without_a_level_only_vouchers_and_badges_are_allowed_there(context, kind):
    allowed = kind in (PerkKind.VOUCHER, PerkKind.BADGE)
    own = NOTHING | OWN.get(kind, {})
    assert (lint(context=context, kind=kind, level=None, **own) == []) is allowed


@pytest.mark.parametrize("kind", PerkKind)
@pytest.mark.parametrize("other", [None, *OWN])
def test_each_kind_says_what_belongs_to_it_and_to_no_other(kind, other):
    own = NOTHING | (OWN[other] if other else {})
    needed = PerkKind.DEPOSIT_WAIVER
    right = other is kind or (other is None and kind is not needed)
    assert (lint(kind=kind, level=None, **own) == []) is right


def test_what_is_wrong_with_the_rental_is_wrong_with_the_perk():
    rental = msgspec.structs.replace(UMBRELLA.rental, minutes_max=1)
    assert len(lint(rental=rental)) == 1


@pytest.mark.parametrize("context", sorted(set(Context) - SCORE_FREE))
@pytest.mark.parametrize("level", [None, "sprout", "canopy"])
def test_elsewhere_a_level_of_the_scheme_is_fine(context, level):
    assert lint(context=context, level=level) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"id": "a:b"}, "an id is"),
        ({"merchants": ()}, "no merchant offers it"),
        ({"merchants": ("yacht-club",)}, "merchant 'yacht-club' is unknown"),
        ({"terms": " "}, "public terms are empty"),
        ({"level": "350"}, "not in the scheme"),
    ],
)
def test_what_is_wrong_is_said(changes, sentence):
    assert any(sentence in each for each in lint(**changes))


HALF = Tier(id="half", level="sprout", percent=50, terms="Half of the deposit.")
MORE = Tier(id="more", level="sapling", percent=75, terms="Three quarters of it.")


def tiers(*, opens="branch", **changes):
    first = msgspec.structs.replace(HALF, **changes)
    return lint(level=opens, tiers=(first, MORE))


def test_lower_levels_may_open_a_part_of_it():
    assert tiers() == []
    assert lint(level="branch", tiers=(MORE, HALF)) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"level": "branch"}, "of the perk's level or above"),
        ({"level": "canopy"}, "of the perk's level or above"),
        ({"level": "rainforest"}, "'rainforest' is not in the scheme"),
        ({"level": "sapling"}, "two tiers are of one level"),
        ({"id": "more"}, "two tiers have one id"),
        ({"id": "a half"}, "a tier's id is"),
        ({"percent": 80}, "a higher tier gives less"),
    ],
)
def test_tiers_that_would_be_unfair_or_unclear_are_refused(changes, sentence):
    assert any(sentence in found for found in tiers(**changes))


def test_what_asks_for_no_level_has_no_lower_ones():
    assert any("has no tiers below one" in found for found in tiers(opens=None))


@pytest.mark.parametrize(
    "changes", [{"level": "sprout"}, {"stock": 3}, {"limit": UseLimit(uses=1, days=3)}]
)
def test_a_badge_is_facts_and_not_a_thing(changes):
    own = NOTHING | OWN[PerkKind.BADGE] | {"level": None}
    [found] = lint(kind=PerkKind.BADGE, context=Context.EVERYDAY, **own | changes)
    assert "a badge shows facts" in found
    assert lint(kind=PerkKind.BADGE, context=Context.EVERYDAY, **own) == []


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        (Window(from_minute=600, until_minute=600), "ends before it begins"),
        (Window(from_minute=1_200, until_minute=60), "ends before it begins"),
        (Window(days=(1, 1)), "names a day twice"),
    ],
)
def test_windows_that_are_none_are_refused(window, sentence):
    [found] = lint(windows=(Window(), window))
    assert sentence in found
