"""The year a member says to be born in, and what follows from it. Pure.

Only the year is asked for: less is known, and it is enough. Whoever is born in a year may have a
birthday on its last day, so an age is taken for reached when that is surely so.
"""

from datetime import date, datetime

import msgspec

from rewards.calendar import Instant, day_start, local_date
from rewards.refusal import Refusal
from service.members.numbers import MemberNumbers


class Born(msgspec.Struct, frozen=True, kw_only=True):
    """Born in `year`; a minor until `adult_from`, which is None for who is grown up."""

    year: int
    adult_from: Instant | None


class BirthYearOutOfRange(Refusal, frozen=True, kw_only=True):
    """Nobody who joins now was born in that year."""

    birth_year: int
    least: int
    most: int

    def detail(self) -> str:
        return f"Nobody is taken to be born in {self.birth_year}: use {self.least} to {self.most}."


class TooYoung(Refusal, frozen=True, kw_only=True):
    """Below the age at which one may agree to this alone; a guardian cannot be asked here."""

    age_min: int
    from_year: int

    def detail(self) -> str:
        return (
            f"Members are at least {self.age_min} years old: "
            f"with this year of birth you can join from 1 January {self.from_year} on."
        )


class BirthYearStays(Refusal, frozen=True, kw_only=True):
    """A year of birth is said once: nobody grows up by leaving and coming back."""

    known: int

    def detail(self) -> str:
        return f"You said before that you were born in {self.known}: use the same year again."


def born_in(
    year: int, *, known: int | None, zone: str, at: datetime, numbers: MemberNumbers
) -> Born | BirthYearOutOfRange | TooYoung | BirthYearStays:
    """What a member's year of birth means at `at`.

    `known` is what was said before, if anything was; `zone` the programme's, whose New Year counts.
    """
    this_year = local_date(at, zone).year
    if not numbers.birth_year_min <= year <= this_year:
        return BirthYearOutOfRange(birth_year=year, least=numbers.birth_year_min, most=this_year)
    if known not in (None, year):
        return BirthYearStays(known=known)
    may_join = _surely(year, numbers.age_min)
    if this_year < may_join:
        return TooYoung(age_min=numbers.age_min, from_year=may_join)
    grown_up = day_start(date(_surely(year, numbers.adult_age), 1, 1), zone)
    return Born(year=year, adult_from=grown_up if at < grown_up else None)


def _surely(year: int, age: int) -> int:
    """The year from whose first day on everybody born in `year` has reached `age`."""
    return year + age + 1
