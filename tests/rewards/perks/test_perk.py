"""Where a score may decide, and where never."""

import msgspec
import pytest

from rewards.perks.perk import SCORE_FREE, Context, PerkKind, lint_perk
from rewards.score.sesame import SESAME
from service.programme_demo import DEMO
from tests.people import RIVERSIDE_BIKES, UMBRELLA_KIOSK

UMBRELLA = DEMO.perks[0]


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
    rental = UMBRELLA.rental if kind is PerkKind.DEPOSIT_WAIVER else None
    assert (lint(context=context, kind=kind, level=None, rental=rental) == []) is allowed


@pytest.mark.parametrize("kind", PerkKind)
@pytest.mark.parametrize("rental", [None, UMBRELLA.rental])
def test_a_deposit_waiver_lends_something_and_nothing_else_does(kind, rental):
    right = (kind is PerkKind.DEPOSIT_WAIVER) == (rental is not None)
    assert (lint(kind=kind, rental=rental) == []) is right


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
