"""Promised to a till without a network: held long enough, given out once, in its time."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.perks.perk import Context, Perk, PerkKind
from rewards.perks.rentals.authorise import Booked
from rewards.perks.rentals.cancel import cancel, end_authorisation
from rewards.perks.rentals.invariants import line_is_rentals, used_in_time
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.offline import bring_in, issue_offline, may_be_offline
from rewards.perks.rentals.refusals import (
    LineExceeded,
    NotOffline,
    OfflinePassOut,
    OfflinePassUnknown,
    OfflinePassUsed,
    TooLongOffline,
    UploadTooLate,
    UsedOutsidePass,
    WrongRentalState,
)
from rewards.perks.rentals.rental import Ended, Offline, Rental, RentalState, is_sealed
from rewards.perks.rentals.terms import RentalTerms
from tests.people import ALICE, DAY, HOUR, MINUTE, NOON, UMBRELLA_KIOSK
from tests.rewards.perks.rentals.helpers import LIMIT, NUMBERS, in_state, quoted

MS = MINUTE / 60_000
UNTIL = NOON + DAY
NONE = Line()
KEY = "gyClGXfYw4yopJJ8Zw31gh5El2GUXhXp77JqFQnSMOo"
TERMS = RentalTerms(deposit_minor=2_000, minutes=120, minutes_max=240, offline=True)
PERK = Perk(
    id="power-bank",
    kind=PerkKind.DEPOSIT_WAIVER,
    context=Context.DEPOSIT,
    merchants=(UMBRELLA_KIOSK,),
    title="A power bank",
    terms="Bring it back.",
    rental=TERMS,
)


def issued(line: Line = NONE, *, rental: str = "r1", deposit: int = 2_000) -> Booked:
    made = quoted(rental, deposit=deposit)
    answer = issue_offline(
        made, line, terminal="box-7", hours=24, key=KEY, limit=LIMIT, at=NOON, numbers=NUMBERS
    )
    assert isinstance(answer, Booked), answer
    return answer


def used(rental: Rental, handed_over_at, at=None):
    return bring_in(
        rental,
        terminal="box-7",
        handed_over_at=handed_over_at,
        at=at or handed_over_at,
        numbers=NUMBERS,
    )


def test_the_line_holds_it_until_no_till_can_bring_it_in():
    booked = issued()
    assert booked.rental.offline == Offline(terminal="box-7", until=UNTIL)
    assert (booked.rental.state, booked.rental.ends_at) == ("authorised", UNTIL + 2 * DAY)
    assert booked.line.used == 2_000
    assert is_sealed(booked.rental)
    assert booked.rental.pass_key == KEY


def test_a_token_has_whole_seconds():
    made = msgspec.structs.replace(quoted(), at=NOON + 7 * MS)
    booked = issue_offline(
        made,
        Line(),
        terminal="box-7",
        hours=1,
        key=KEY,
        limit=LIMIT,
        at=NOON + 7 * MS,
        numbers=NUMBERS,
    )
    assert booked.rental.offline.until == NOON + HOUR


def test_two_tills_together_cannot_give_out_more_than_there_is():
    booked = issued(issued().line, rental="r2")
    refusal = issue_offline(
        quoted("r3"),
        booked.line,
        terminal="box-8",
        hours=24,
        key=KEY,
        limit=LIMIT,
        at=NOON,
        numbers=NUMBERS,
    )
    assert refusal == LineExceeded(wanted=2_000, used=4_000, limit=LIMIT)


@pytest.mark.parametrize("at", [NOON, NOON + 10 * MINUTE, UNTIL - MS])
def test_a_till_gives_it_out_once_while_it_is_good(at):
    rental = issued().rental
    lent = used(rental, at, UNTIL + DAY)
    assert (lent.state, lent.handed_over_at) == (RentalState.ACTIVE, at)
    assert lent.ends_at == at + 2 * HOUR
    assert used(lent, at, UNTIL + 2 * DAY - MS) is lent
    assert used(lent, at + MS, UNTIL + DAY) == OfflinePassUsed(handed_over_at=at)
    assert not is_sealed(lent)
    assert used_in_time([rental, lent]) == []


@pytest.mark.parametrize("at", [NOON - MS, UNTIL, UNTIL + HOUR])
def test_not_outside_of_its_time(at):
    refusal = used(issued().rental, at, UNTIL + DAY)
    latest = UNTIL - MS
    assert refusal == UsedOutsidePass(handed_over_at=at, earliest=NOON, latest=latest)


def test_the_clock_of_a_till_may_be_a_little_ahead():
    rental, now = issued().rental, NOON + HOUR
    assert used(rental, now + 5 * MINUTE, now).state is RentalState.ACTIVE
    refusal = used(rental, now + 5 * MINUTE + MS, now)
    assert isinstance(refusal, UsedOutsidePass)
    assert refusal.latest == now + 5 * MINUTE


def test_another_tills_pass_is_none():
    rental = issued().rental
    answer = bring_in(rental, terminal="box-8", handed_over_at=NOON, at=NOON, numbers=NUMBERS)
    assert answer == OfflinePassUnknown()
    lent, _ = in_state(RentalState.AUTHORISED)
    answer = bring_in(lent, terminal="", handed_over_at=NOON, at=NOON, numbers=NUMBERS)
    assert answer == OfflinePassUnknown()


def test_nobody_is_reminded_of_what_was_due_before_it_was_brought_in():
    assert used(issued().rental, NOON + MINUTE).remind_at == NOON + MINUTE + 2 * HOUR - 15 * MINUTE
    assert used(issued().rental, NOON + MINUTE, NOON + DAY).remind_at is None


@pytest.mark.parametrize("late", [0 * MS, MS, 9 * DAY])
def test_what_is_brought_in_too_late_holds_nothing_any_more(late):
    ended = UNTIL + 2 * DAY
    assert used(issued().rental, NOON, ended + late) == UploadTooLate(ended_at=ended)
    booked = issued()
    gone = end_authorisation(booked.rental, booked.line, at=ended)
    assert (gone.rental.state, gone.line) == (RentalState.CANCELLED, Line())
    assert isinstance(used(gone.rental, NOON, NOON + HOUR), UploadTooLate)


@pytest.mark.parametrize("by", [Ended.MEMBER, Ended.MERCHANT])
@pytest.mark.parametrize("at", [NOON, UNTIL, UNTIL + 2 * DAY - MS])
def test_nobody_gives_back_what_a_till_may_have_taken(by, at):
    booked = issued()
    refusal = cancel(booked.rental, booked.line, by=by, at=at)
    assert refusal == OfflinePassOut(ends_at=UNTIL + 2 * DAY)


@pytest.mark.parametrize("state", sorted(set(RentalState) - {RentalState.QUOTED}))
def test_only_a_quote_is_promised_to_a_till(state):
    rental, line = in_state(state)
    answer = issue_offline(
        rental, line, terminal="box-7", hours=24, key=KEY, limit=LIMIT, at=NOON, numbers=NUMBERS
    )
    assert isinstance(answer, WrongRentalState)


def test_only_what_its_perk_says_and_for_a_day_at_most():
    assert may_be_offline(PERK, 24, NUMBERS) is None
    assert may_be_offline(PERK, 25, NUMBERS) == TooLongOffline(wanted=25, most=24)
    online = msgspec.structs.replace(TERMS, offline=False)
    for rental in (online, None):
        perk = msgspec.structs.replace(PERK, rental=rental)
        assert may_be_offline(perk, 1, NUMBERS) == NotOffline(perk="power-bank")


@given(st.lists(st.integers(1, LIMIT), max_size=12))
def test_promises_are_in_the_line_and_within_it(deposits):
    line, rentals = Line(), []
    for number, deposit in enumerate(deposits):
        answer = issue_offline(
            quoted(f"r{number}", deposit=deposit),
            line,
            terminal=f"box-{number}",
            hours=24,
            key=KEY,
            limit=LIMIT,
            at=NOON,
            numbers=NUMBERS,
        )
        if isinstance(answer, Booked):
            line = answer.line
            rentals.append(answer.rental)
    assert line_is_rentals(ALICE.account, line, rentals) == []
    assert line.used <= LIMIT


def test_the_check_sees_a_use_outside_of_the_pass():
    lent = used(issued().rental, NOON + HOUR)
    late = msgspec.structs.replace(lent, handed_over_at=UNTIL)
    assert [each.invariant for each in used_in_time([late])] == ["I6"]
