"""Putting off: dates move, seeds do not."""

from hypothesis import given
from hypothesis import strategies as st

from rewards.ledger.lots import Lot
from rewards.ledger.purse import Hold, Purse, Ripe, with_basket, with_lots
from rewards.ledger.put_off import put_off
from rewards.ledger.wither import wither
from tests.people import ALICE, DAY, NOON
from tests.rewards.ledger.helpers import award, earned

PURSE = earned(award(20, period="p1"), award(5, period="p2", at=NOON + DAY))

days = st.integers(-20, 400)
amounts = st.integers(1, 500)
ripe = st.tuples(days, amounts)
lots = st.dictionaries(days, amounts, max_size=6).map(
    lambda found: tuple(
        Lot(expires_at=NOON + day * DAY, amount=amount) for day, amount in found.items()
    )
)


@st.composite
def purses(draw) -> Purse:
    basket = tuple(
        Ripe(id=f"a{number}", amount=amount, withers_at=NOON + day * DAY)
        for number, (day, amount) in enumerate(draw(st.lists(ripe, max_size=5)))
    )
    held = draw(lots)
    holds = (Hold(id="h", ends_at=NOON + DAY, lots=held),) if held else ()
    return with_lots(with_basket(Purse(), basket), draw(lots), holds)


def test_what_withers_in_30_days_withers_in_40():
    later = put_off(PURSE, by=10 * DAY, since=NOON)
    assert [each.withers_at for each in later.basket] == [NOON + 40 * DAY, NOON + 41 * DAY]
    assert later.ripe == PURSE.ripe


def test_what_was_over_before_stays_over():
    since = NOON + 30 * DAY
    later = put_off(PURSE, by=10 * DAY, since=since)
    assert [each.withers_at for each in later.basket] == [since, NOON + 41 * DAY]
    assert wither(later, account=ALICE.account, at=since).purse.ripe == 5


@given(purse=purses(), by=st.integers(0, 180), since=days)
def test_no_seed_is_lost_or_won_and_the_order_is_kept(purse, by, since):
    since = NOON + since * DAY
    later = put_off(purse, by=by * DAY, since=since)
    assert (later.ripe, later.seeds, later.debt) == (purse.ripe, purse.seeds, purse.debt)
    assert later == put_off(later, by=0 * DAY, since=since)
    assert [each.withers_at for each in later.basket] == sorted(
        each.withers_at + by * DAY if since < each.withers_at else each.withers_at
        for each in purse.basket
    )
    assert [each.expires_at for each in later.lots] == sorted(
        each.expires_at + by * DAY if since < each.expires_at else each.expires_at
        for each in purse.lots
    )
    assert [hold.ends_at for hold in later.holds] == [hold.ends_at for hold in purse.holds]


@given(purse=purses(), paused=st.integers(0, 180), after=st.integers(0, 400))
def test_what_is_good_after_a_pause_is_what_was_good_so_long_after_it_began(purse, paused, after):
    later = put_off(purse, by=paused * DAY, since=NOON)
    at = NOON + after * DAY
    assert later.available_at(at + paused * DAY) == purse.available_at(at)
