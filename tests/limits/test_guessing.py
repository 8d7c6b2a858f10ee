"""What the numbers of the programme leave to somebody who guesses one-time codes."""

from fractions import Fraction

import msgspec

from service.limits.guessing import (
    chance_in_all,
    chance_per_address,
    chance_per_contact,
    most_in_a_day,
)
from service.limits.numbers import RateNumbers, of_site
from service.limits.rate import DAY, HOUR, Rate
from service.programme_demo import DEMO

RATES, TRIES = DEMO.numbers.rates, DEMO.numbers.sign_in.code_tries_max


def test_one_member_is_opened_in_fewer_than_one_of_ten_thousand_days() -> None:
    """All day, from ever so many addresses: 60 tries in the worst 24 hours."""
    chance = chance_per_contact(RATES, tries_per_code=TRIES)
    assert chance == Fraction(60, 1_000_000)
    assert chance <= Fraction(1, 10_000)


def test_without_the_caps_per_contact_the_tries_of_each_code_would_bound_it() -> None:
    loose = Rate(times=1_000_000, seconds=DAY)
    numbers = msgspec.structs.replace(RATES, tries_per_contact=loose, tries_per_contact_a_day=loose)
    assert chance_per_contact(numbers, tries_per_code=TRIES) == Fraction(100, 1_000_000)


def test_one_address_opens_anybody_in_fewer_than_one_of_four_thousand_days() -> None:
    assert chance_per_address(RATES) == Fraction(240, 1_000_000) <= Fraction(1, 4_000)


def test_all_addresses_together_need_two_months_for_one_account() -> None:
    assert chance_in_all(RATES) == Fraction(14_700, 1_000_000) <= Fraction(1, 60)


def test_no_site_of_ipv6_opens_a_breaker_by_itself() -> None:
    """A breaker's window is an hour at most, and so may touch two windows of the site's limit."""
    assert 2 * of_site(RATES.tries_per_address).times <= RATES.wrong_codes_in_all.times
    assert 2 * of_site(RATES.codes_per_address).times <= RATES.codes_in_all.times
    assert max(RATES.wrong_codes_in_all.seconds, RATES.codes_in_all.seconds) <= HOUR


def test_a_day_touches_one_window_more_than_it_is_long() -> None:
    assert most_in_a_day(Rate(times=15, seconds=HOUR)) == 375
    assert most_in_a_day(Rate(times=30, seconds=DAY)) == 60
    assert most_in_a_day(Rate(times=15, seconds=HOUR), Rate(times=30, seconds=DAY)) == 60


def test_the_demo_has_the_product_s_own_limits() -> None:
    assert RateNumbers() == RATES
