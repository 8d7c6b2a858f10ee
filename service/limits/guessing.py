"""What somebody who guesses one-time codes can hope for, by the programme's numbers. Pure."""

from fractions import Fraction

from service.limits.numbers import RateNumbers
from service.limits.rate import DAY, Rate

CODES = 10**6  # six digits


def most_in_a_day(*rates: Rate) -> int:
    """The most that all of these let pass in any 24 hours: windows have fixed beginnings, so a day
    may touch one window more than it is long."""
    return min(rate.times * (DAY // rate.seconds + 1) for rate in rates)


def chance_per_contact(rates: RateNumbers, *, tries_per_code: int) -> Fraction:
    """The chance to open one member's account in any 24 hours, from ever so many addresses."""
    tries = most_in_a_day(rates.tries_per_contact, rates.tries_per_contact_a_day)
    codes = most_in_a_day(rates.codes_per_contact, rates.codes_per_contact_a_day)
    return Fraction(min(tries, codes * tries_per_code), CODES)


def chance_per_address(rates: RateNumbers) -> Fraction:
    """The chance to open anybody's account in any 24 hours from one address."""
    tries = most_in_a_day(rates.tries_per_address, rates.tries_per_address_a_day)
    return Fraction(tries, CODES)


def chance_in_all(rates: RateNumbers) -> Fraction:
    """The chance to open anybody's account in any 24 hours, from ever so many addresses."""
    breaker = rates.wrong_codes_in_all
    # At once and again as soon as it has closed, or never so fast that it opens.
    bursts, windows = DAY // breaker.open_seconds + 1, DAY // breaker.seconds + 1
    return Fraction(breaker.times * max(bursts, windows), CODES)
