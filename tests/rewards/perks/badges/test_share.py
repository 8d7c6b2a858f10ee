"""Whom a badge is shown to, and from when on it is not."""

from datetime import timedelta

import pytest

from rewards.economy import BadgeNumbers
from rewards.perks.badges.refusals import (
    AlreadyShared,
    BadgeUnknown,
    ShareUnknown,
    TooManyShares,
)
from rewards.perks.badges.share import (
    Badges,
    Share,
    Shared,
    end_of,
    find_badge,
    share,
    shown,
    unshare,
    unshare_with,
)
from rewards.perks.perk import Context, Perk, PerkKind
from rewards.perks.refusals import PerkNotOffered
from rewards.perks.terms.badge import BadgeFact, BadgeTerms
from tests.people import DAY, HOUR, NOON

JOBS, HEARTS = "bright-jobs", "two-hearts"
MS = timedelta(milliseconds=1)


def badge(id_: str = "job-badge", *merchants: str) -> Perk:
    return Perk(
        id=id_,
        kind=PerkKind.BADGE,
        context=Context.WORK,
        merchants=merchants or (JOBS, HEARTS),
        badge=BadgeTerms(facts=(BadgeFact.RENTALS_KEPT,)),
        title="A badge",
        terms="Shown.",
    )


def sharing(badges=Badges(), perk=None, code="c1", merchant=JOBS, at=NOON, **numbers):  # noqa: B008
    return share(
        badges,
        perk or badge(),
        code=code,
        merchant=merchant,
        ends_at=at + DAY,
        at=at,
        numbers=BadgeNumbers(**numbers),
    )


def made(*args, **more) -> Badges:
    found = sharing(*args, **more)
    assert isinstance(found, Shared)
    return found.badges


@pytest.mark.parametrize(("at", "is_shown"), [(NOON, True), (NOON + DAY - MS, True)])
def test_it_is_shown_until_before_its_end(at, is_shown):
    assert (shown(made(), [badge()], "c1", at) is not None) is is_shown
    assert shown(made(), [badge()], "c1", NOON + DAY) is None


@pytest.mark.parametrize(
    "perks", [[], [badge("other")], [badge("job-badge", HEARTS)]], ids=["gone", "other", "moved"]
)
def test_what_the_programme_offers_no_more_is_not_shown(perks):
    assert shown(made(), perks, "c1", NOON) is None


def test_another_code_shows_nothing():
    assert shown(made(), [badge()], "c2", NOON) is None


def test_no_second_share_takes_the_place_of_one_that_runs():
    both = made(made(), code="c2", merchant=HEARTS)
    refused = AlreadyShared(badge="job-badge", merchant=JOBS, ends_at=NOON + DAY)
    for at in (NOON, NOON + DAY - MS):
        assert sharing(both, code="c3", at=at) == refused
    assert "2026-03-05T12:00:00+00:00" in refused.detail()


def test_a_new_share_takes_the_place_of_one_that_has_ended_with_the_same_merchant_alone():
    lasting = made(made(), code="c2", merchant=HEARTS, at=NOON + HOUR)
    found = sharing(lasting, code="c3", at=NOON + DAY)
    assert isinstance(found, Shared)
    assert found.replaced == "c1"
    assert {each.id for each in found.badges.shares} == {"c2", "c3"}


def test_only_a_merchant_of_the_badge_is_shown_it():
    assert sharing(merchant="umbrella-kiosk") == PerkNotOffered(
        perk="job-badge", merchant="umbrella-kiosk"
    )


def test_there_is_a_most_and_what_has_ended_makes_room():
    one = made(shares_max=1)
    assert sharing(one, code="c2", merchant=HEARTS, shares_max=1) == TooManyShares(shares=1, most=1)
    assert isinstance(sharing(one, code="c2", shares_max=1), AlreadyShared)
    later = made(one, code="c2", merchant=HEARTS, at=NOON + DAY, shares_max=1)
    assert [each.id for each in later.shares] == ["c2"]


@pytest.mark.parametrize(("id_", "code"), [("job-badge", "c2"), ("other", "c1")])
def test_what_is_not_shared_cannot_be_taken_back(id_, code):
    assert unshare(made(), id_, code) == ShareUnknown()


def test_what_is_taken_back_is_shown_to_nobody():
    assert unshare(made(), "job-badge", "c1") == Badges()


def test_with_a_consent_all_its_shares_go_and_no_others():
    all_ = made(made(made(), code="c2", merchant=HEARTS), badge("other"), code="c3")
    assert [each.id for each in unshare_with(all_, [JOBS]).shares] == ["c2"]


@pytest.mark.parametrize(
    ("days", "consent", "end"),
    [
        (5, NOON + 3 * DAY, NOON + 3 * DAY),
        (2, NOON + 3 * DAY, NOON + 2 * DAY),
        (5, None, NOON + 5 * DAY),
    ],
)
def test_a_share_never_outlives_its_consent(days, consent, end):
    assert end_of(NOON, days, consent) == end


def test_a_perk_of_another_kind_is_no_badge():
    umbrella = Perk(
        id="umbrella",
        kind=PerkKind.ENTITLEMENT,
        context=Context.EVERYDAY,
        merchants=(JOBS,),
        title="An umbrella",
        terms="Bring it back.",
    )
    assert find_badge([umbrella], "umbrella") == BadgeUnknown(badge="umbrella")
    assert find_badge([umbrella, badge()], "job-badge") == badge()


def test_a_share_holds_nothing_about_its_member():
    assert Share.__struct_fields__ == ("id", "badge", "merchant", "made_at", "ends_at")
