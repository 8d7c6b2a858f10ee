"""Pausing and resuming: no date passes meanwhile, and no streak breaks or grows."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.ledger.lots import Lot
from rewards.ledger.purse import Purse, with_lots
from service.language.languages import Language
from service.members.activate import activate
from service.members.breaks import Break
from service.members.change import Changed
from service.members.consents import PROGRAMME, Purpose
from service.members.pause import TooManyPauses, pause, rested
from service.members.refusals import NoConsent
from service.members.resume import resume
from service.members.states import State
from service.members.withdraw import withdraw
from tasks.numbers import TaskNumbers
from tasks.streak.show import show
from tasks.streak.streak import count_day
from tests.members.helpers import ENROLMENT, NUMBERS, TEXTS, enrolled, granted
from tests.people import DAY, HOUR, NOON, UMBRELLA_KIOSK

STREAKS = TaskNumbers().streak
TODAY = date(2026, 3, 4)


def paused(account=None, *, at=NOON):
    changed = pause(account or enrolled(), at=at, numbers=NUMBERS)
    assert isinstance(changed, Changed), changed
    return changed.account


def resumed(account, *, at, **more):
    changed = resume(account, at=at, numbers=NUMBERS, **more)
    assert isinstance(changed, Changed), changed
    return changed


def away_often(times):
    """Alice, who has been away on so many days, ten days apart."""
    account = enrolled()
    for number in range(times):
        begun = NOON + 10 * number * DAY
        account = resumed(paused(account, at=begun), at=begun + DAY).account
    return account


@pytest.mark.parametrize(("days", "moved"), [(1, 1), (180, 180), (181, 180), (900, 180)])
def test_consents_and_seeds_end_later_by_the_pause_and_half_a_year_at_most(days, moved):
    purse = with_lots(Purse(), (Lot(expires_at=NOON + 30 * DAY, amount=5),))
    account = msgspec.structs.replace(granted(enrolled(), days=90), purse=purse)
    after = resumed(paused(account), at=NOON + days * DAY).account
    assert after.purse.lots[0].expires_at == NOON + (30 + moved) * DAY
    (enrolment, eligibility) = after.consents
    assert enrolment.ends_at is None
    assert eligibility.ends_at == NOON + (90 + moved) * DAY
    assert (after.state, after.breaks) == (
        State.ACTIVE,
        (Break(since=NOON, until=NOON + days * DAY),),
    )


def test_each_consent_that_ends_later_has_a_row_that_says_so():
    account = granted(enrolled(), Purpose.SCORE, PROGRAMME)
    words = {TEXTS[Purpose.SCORE].sha256: Language.ZH_CN}
    (row,) = resumed(paused(account), at=NOON + DAY, languages=words).history
    assert (row.purpose, row.at, row.epoch) == (Purpose.SCORE, NOON + DAY, 4)
    assert row.grant is not None
    assert (row.grant.granted_at, row.grant.ends_at) == (NOON, NOON + 91 * DAY)
    assert row.language is Language.ZH_CN


def test_a_consent_that_was_over_before_stays_over():
    account = granted(enrolled(), days=1)
    changed = resumed(paused(account, at=NOON + DAY), at=NOON + 9 * DAY)
    assert changed.account.consents == account.consents
    assert changed.history == ()


@pytest.mark.parametrize("days", [10, 100, 269])
def test_a_consent_that_would_act_again_can_be_taken_back_meanwhile(days):
    """Its date may have passed: after the pause it would have as long as before."""
    account, later = paused(granted(enrolled(), days=90)), NOON + days * DAY
    changed = withdraw(
        account,
        purpose=Purpose.ELIGIBILITY,
        counterparty=UMBRELLA_KIOSK,
        at=later,
        numbers=NUMBERS,
    )
    assert isinstance(changed, Changed), changed
    assert [each.grant for each in changed.history] == [None]
    (enrolment,) = resumed(changed.account, at=later).account.consents
    assert enrolment.purpose is Purpose.ENROLMENT


@pytest.mark.parametrize("days", [270, 900])
def test_one_that_even_a_pause_has_not_kept_is_over(days):
    account = paused(granted(enrolled(), days=90))
    found = withdraw(
        account,
        purpose=Purpose.ELIGIBILITY,
        counterparty=UMBRELLA_KIOSK,
        at=NOON + days * DAY,
        numbers=NUMBERS,
    )
    assert found == NoConsent(purpose=Purpose.ELIGIBILITY, counterparty=UMBRELLA_KIOSK)


def test_leaving_takes_along_what_a_pause_has_kept():
    account = paused(granted(enrolled(), days=90))
    left = withdraw(
        account,
        purpose=Purpose.ENROLMENT,
        counterparty=PROGRAMME,
        at=NOON + 100 * DAY,
        numbers=NUMBERS,
    )
    assert isinstance(left, Changed)
    assert left.account.consents == ()


def test_four_pauses_a_year_and_room_comes_when_the_first_is_a_year_old():
    account = away_often(4)
    at = NOON + 100 * DAY
    refusal = pause(account, at=at, numbers=NUMBERS)
    assert refusal == TooManyPauses(pauses=4, most=4, days=365, next_at=NOON + 365 * DAY)
    assert isinstance(pause(account, at=NOON + 365 * DAY - HOUR, numbers=NUMBERS), TooManyPauses)
    assert paused(account, at=NOON + 365 * DAY).state is State.PAUSED


def test_leaving_ends_a_pause_and_what_it_has_put_off_stays_so():
    purse = with_lots(Purse(), (Lot(expires_at=NOON + 30 * DAY, amount=5),))
    account = paused(msgspec.structs.replace(enrolled(), purse=purse))
    left = withdraw(
        account,
        purpose=Purpose.ENROLMENT,
        counterparty=PROGRAMME,
        at=NOON + 10 * DAY,
        numbers=NUMBERS,
    )
    assert isinstance(left, Changed)
    assert (left.account.state, left.account.state_at) == (State.CLOSING, NOON + 10 * DAY)
    assert left.account.purse.lots[0].expires_at == NOON + 40 * DAY
    assert left.account.breaks == (Break(since=NOON, until=NOON + 10 * DAY),)


def test_who_comes_back_was_away_all_the_time():
    left = withdraw(
        paused(),
        purpose=Purpose.ENROLMENT,
        counterparty=PROGRAMME,
        at=NOON + 2 * DAY,
        numbers=NUMBERS,
    )
    assert isinstance(left, Changed)
    back = activate(
        left.account,
        texts=(ENROLMENT,),
        shown_sha256=ENROLMENT.sha256,
        at=NOON + 5 * DAY,
        numbers=NUMBERS,
    )
    assert isinstance(back, Changed)
    assert back.account.breaks == (Break(since=NOON, until=NOON + 5 * DAY),)


def counting(account, days):
    """The account with a day done on each of these dates."""
    streak = account.streak
    for day in days:
        streak = count_day(streak, day)
    return msgspec.structs.replace(account, streak=streak)


@given(
    before=st.integers(1, 20),
    length=st.integers(0, 200),
    hour=st.integers(0, 22),
    done_today=st.booleans(),
    after=st.integers(0, 8),
)
def test_a_streak_neither_breaks_nor_grows_by_a_pause(before, length, hour, done_today, after):
    days = [TODAY - timedelta(days=each) for each in range(1, before + 1)]
    account = counting(enrolled(), [*days, *([TODAY] if done_today else [])])
    begun = NOON - 12 * HOUR + hour * HOUR  # in Berlin an hour later, on the same date
    current = show(account.streak, TODAY, STREAKS).current
    asleep = paused(account, at=begun)
    ended = begun + length * DAY
    back = TODAY + timedelta(days=length)
    assert show(rested(asleep, ended), back, STREAKS).current == current
    awake = resumed(asleep, at=ended).account
    later = counting(awake, [back + timedelta(days=each + 1) for each in range(after)])
    last = back + timedelta(days=after)
    assert show(later.streak, last, STREAKS).current == current + after


def test_who_misses_a_day_after_a_pause_has_missed_it():
    account = counting(enrolled(), [TODAY - DAY, TODAY])
    awake = resumed(paused(account), at=NOON + 5 * DAY).account
    shown = [
        show(awake.streak, TODAY + timedelta(days=each), STREAKS).current for each in (5, 6, 7)
    ]
    assert shown == [2, 2, 0]
