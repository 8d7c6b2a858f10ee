"""What a member reads of a perk is what a counter would hear, and when it can be otherwise."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import PerkNumbers, RentalNumbers
from rewards.perks.asked import Asked, LevelDecision
from rewards.perks.decide_eligibility import Bearer, MerchantAnswer, decide_eligibility
from rewards.perks.outlook import Outlook, Wallet, outlook
from rewards.perks.perk import Perk
from rewards.perks.reasons import LevelNotReached, LineFull, UnderAge
from rewards.perks.rentals.line import Line, Waiver
from rewards.perks.terms.limit import PerkUse, UseLimit
from rewards.perks.terms.tier import Tier
from rewards.perks.terms.window import Window
from rewards.score.sesame import SESAME
from service.programme_demo import DEMO
from tests.people import DAY, HOUR, NOON
from tests.rewards.perks.counter import BERLIN
from tests.rewards.perks.test_closed import LANE, TIERED

replace = msgspec.structs.replace
UMBRELLA = DEMO.perks[0]
NUMBERS = PerkNumbers()


def looks(perk: Perk, value: int | None = 700, taken: int = 0, **more) -> Outlook:
    line, adult_from = more.pop("line", Line()), more.pop("adult_from", None)
    return outlook(
        perk,
        Wallet(bearer=Bearer(value=value, **more), line=line, adult_from=adult_from),
        levels=SESAME.levels,
        taken=taken,
        zone=BERLIN,
        at=NOON,
        numbers=NUMBERS,
        lending=RentalNumbers(),
    )


LEVELS = st.sampled_from([level.name for level in SESAME.levels])
PERKS = st.builds(
    lambda level, windows, limit, stock: replace(
        LANE, level=level, windows=windows, limit=limit, stock=stock
    ),
    st.none() | LEVELS,
    st.sampled_from([(), (Window(days=(1,)),), (Window(from_minute=720),)]),
    st.none() | st.builds(UseLimit, uses=st.integers(1, 3), days=st.integers(1, 9)),
    st.none() | st.integers(1, 4),
)
USES = st.lists(st.integers(0, 240), max_size=5).map(
    lambda hours: tuple(PerkUse(perk="lane", at=NOON - each * HOUR) for each in sorted(hours))
)
DECIDED = st.lists(st.tuples(LEVELS, st.booleans()), max_size=1).map(
    lambda found: Asked(
        levels=tuple(LevelDecision(level=name, reached=yes, at=NOON - HOUR) for name, yes in found)
    )
)


@given(PERKS, st.none() | st.integers(350, 950), USES, DECIDED, st.integers(0, 5))
def test_it_is_what_the_counter_would_hear(perk, value, uses, asked, taken):
    bearer = Bearer(value=value, asked=asked, uses=uses)
    heard = decide_eligibility(
        perk,
        bearer,
        merchant="airport",
        levels=SESAME.levels,
        taken=taken,
        zone=BERLIN,
        at=NOON,
        numbers=NUMBERS,
    ).decision
    seen = looks(perk, value, taken, asked=asked, uses=uses)
    assert seen.reasons == heard.reasons
    assert (seen.answer is MerchantAnswer.NO) == bool(heard.reasons)


def test_when_it_is_otherwise_is_the_latest_of_what_passes_by_itself():
    perk = replace(LANE, windows=(Window(days=(4,)),), limit=UseLimit(uses=1, days=3))
    uses = (PerkUse(perk="lane", at=NOON - DAY),)
    assert looks(perk, uses=uses).earliest == NOON + 2 * DAY
    assert looks(perk).earliest == NOON + 11 * HOUR
    assert looks(perk, 400, uses=uses).earliest is None  # points do not come by waiting
    assert looks(LANE).earliest is None


def test_a_part_says_what_is_missing_to_the_whole():
    found = looks(TIERED, 560)
    assert (found.answer, found.tier) == (MerchantAnswer.PARTIAL, TIERED.tiers[1])
    assert found.reasons == (LevelNotReached(level="branch", at_least=600, value=560, missing=40),)


def test_what_is_left_is_counted_where_it_is():
    perk = replace(LANE, stock=3, limit=UseLimit(uses=2, days=3))
    uses = (PerkUse(perk="lane", at=NOON - DAY), PerkUse(perk="lane", at=NOON - 9 * DAY))
    assert (looks(perk, uses=uses, taken=1).uses_left, looks(perk, taken=1).stock_left) == (1, 2)
    assert (looks(perk, taken=9).stock_left, looks(LANE).stock_left) == (0, None)
    assert looks(LANE).uses_left is None


@pytest.mark.parametrize(("held", "fits"), [(3_000, True), (3_001, False)])
def test_the_line_has_to_have_room(held, fits):
    """Of a sprout's 5,000 an umbrella needs 2,000."""
    line = Line(outstanding=(Waiver(rental="r1", amount=held),))
    found = looks(UMBRELLA, 400, line=line)
    assert found.reasons == (() if fits else (LineFull(wanted=2_000, used=held, limit=5_000),))


def test_a_tier_needs_room_for_its_part_alone():
    half = Tier(id="half", level="sprout", percent=50, terms="Half of the deposit.")
    perk = replace(UMBRELLA, level="canopy", tiers=(half,))
    line = Line(outstanding=(Waiver(rental="r1", amount=4_000),))
    assert looks(perk, 400, line=line).answer is MerchantAnswer.PARTIAL


def test_no_score_decides_about_minors():
    found = looks(LANE, adult_from=NOON + DAY)
    assert (found.reasons, found.earliest) == ((UnderAge(until=NOON + DAY),), NOON + DAY)
    assert looks(replace(LANE, level=None), adult_from=NOON + DAY).reasons == ()
    assert looks(LANE, adult_from=NOON).reasons == ()
