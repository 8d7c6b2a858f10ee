"""Caps of a day, budgets, and what they leave."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.kinds import Limit, Overflow
from tasks.limits.campaign import Campaign
from tasks.limits.earned import Earned, earn_on, earned_on
from tasks.limits.grant import Granted, Room, caps, grant
from tasks.numbers import TaskNumbers
from tasks.refusals import CapReached
from tests.tasks.helpers import UMBRELLA

REDUCE, REJECT = Overflow.REDUCE, Overflow.REJECT
DAY, EVE = date(2026, 3, 4), date(2026, 3, 3)
SINCE = date(2026, 3, 1)
SPRING = Campaign(id="spring", title="Spring", day_seeds_max=60)
L = Limit


def room(limit, left, overflow=REDUCE):
    return Room(limit=limit, left=left, overflow=overflow)


@pytest.mark.parametrize(
    ("asked", "rooms", "seeds", "by"),
    [
        (20, [], 20, ()),
        (20, [room(L.MEMBER_DAY, 20)], 20, ()),
        (20, [room(L.MEMBER_DAY, 19)], 19, (L.MEMBER_DAY,)),
        (20, [room(L.MEMBER_DAY, 0)], 0, (L.MEMBER_DAY,)),
        (20, [room(L.MEMBER_DAY, 19), room(L.TASK_BUDGET, 5)], 5, (L.TASK_BUDGET,)),
        (20, [room(L.MEMBER_DAY, 5), room(L.TASK_BUDGET, 5)], 5, (L.MEMBER_DAY, L.TASK_BUDGET)),
        # Who would reject is not asked while there is enough.
        (20, [room(L.MEMBER_DAY, 10), room(L.TASK_BUDGET, 20, REJECT)], 10, (L.MEMBER_DAY,)),
    ],
)
def test_the_answer_names_what_took_the_rest(asked, rooms, seeds, by):
    assert grant(UMBRELLA, asked, rooms) == Granted(seeds=seeds, asked=asked, reduced_by=by)


@pytest.mark.parametrize("limit", list(Limit))
@pytest.mark.parametrize("left", [0, 19])
def test_a_limit_that_rejects_counts_nothing_and_says_which_it_is(limit, left):
    rooms = [room(L.MEMBER_DAY, 3), room(limit, left, REJECT)]
    refusal = grant(UMBRELLA, 20, rooms)
    assert refusal == CapReached(task=UMBRELLA.id, limit=limit, seeds=20, left=left)
    assert isinstance(refusal, CapReached)
    assert f"covers {left}" in refusal.detail()


def test_each_limit_is_said_in_words_of_its_own():
    told = {CapReached(task="t", limit=each, seeds=2, left=1).detail() for each in Limit}
    assert len(told) == len(Limit)


@pytest.mark.parametrize(
    ("earned", "day", "lefts"),
    [
        ((), DAY, (500, 60)),
        ((Earned(day="2026-03-04", seeds=450),), DAY, (50, 60)),
        ((Earned(day="2026-03-04", seeds=450),), EVE, (500, 60)),
        (
            (
                Earned(day="2026-03-04", seeds=450),
                Earned(day="2026-03-04", seeds=60, campaign="spring"),
            ),
            DAY,
            (50, 0),
        ),
        # The programme has lowered its cap since.
        ((Earned(day="2026-03-04", seeds=900),), DAY, (0, 60)),
        ((Earned(day="2026-03-04", seeds=99, campaign="autumn"),), DAY, (500, 60)),
    ],
)
def test_a_date_has_room_of_its_own(earned, day, lefts):
    found = caps(earned, day, SPRING, TaskNumbers())
    assert tuple(each.left for each in found) == lefts
    assert [each.limit for each in found] == [L.MEMBER_DAY, L.CAMPAIGN_DAY]


def test_a_campaign_without_a_cap_adds_none():
    uncapped = Campaign(id="spring", title="Spring", budget=1_000)
    for campaign in (None, uncapped):
        assert [each.limit for each in caps((), DAY, campaign, TaskNumbers())] == [L.MEMBER_DAY]


def earn(earned, seeds, *, day=DAY, campaign=None, since=SINCE):
    return earn_on(earned, day, seeds, campaign=campaign, since=since)


def test_earning_counts_for_the_day_and_its_campaign():
    earned = earn(earn((), 20), 30, campaign="spring")
    assert earned == (
        Earned(day="2026-03-04", seeds=50),
        Earned(day="2026-03-04", seeds=30, campaign="spring"),
    )
    assert (earned_on(earned, DAY), earned_on(earned, DAY, "spring")) == (50, 30)
    assert (earned_on(earned, EVE), earned_on(earned, DAY, "autumn")) == (0, 0)


def test_what_is_revoked_is_room_again():
    earned = earn(earn((), 20), 30, campaign="spring")
    assert earn(earned, -30, campaign="spring") == earn((), 20)
    assert earn(earn((), 20), -20) == ()


def test_dates_that_are_over_are_forgotten():
    old = earn((), 20, day=SINCE)
    assert earn(old, 5, since=EVE) == earn((), 5)
    # Taken back too late to give room to anything.
    assert earn(earn((), 5), -20, day=SINCE, since=EVE) == earn((), 5)


MOVES = st.lists(
    st.tuples(st.integers(1, 4), st.integers(1, 80), st.sampled_from([None, "spring", "autumn"])),
    max_size=20,
)


@given(MOVES, st.randoms())
def test_order_does_not_matter_and_all_taken_back_is_nothing(moves, random):
    def after(steps, sign, earned=()):
        for day, seeds, campaign in steps:
            earned = earn(earned, sign * seeds, day=date(2026, 3, day), campaign=campaign)
        return earned

    shuffled = random.sample(moves, len(moves))
    earned = after(moves, 1)
    assert after(shuffled, 1) == earned
    assert after(shuffled, -1, earned) == ()
    assert len(earned) <= 4 * 3


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 300)), max_size=30))
def test_no_date_earns_more_than_its_cap(completions):
    numbers, earned, paid = TaskNumbers(seeds_day_max=500), (), {}
    for number, asked in completions:
        day = date(2026, 3, number)
        granted = grant(UMBRELLA, asked, caps(earned, day, None, numbers))
        assert isinstance(granted, Granted)
        earned = earn(earned, granted.seeds, day=day) if granted.seeds else earned
        paid[day] = paid.get(day, 0) + granted.seeds
        asked_for = sum(each for other, each in completions if other == number)
        assert paid[day] <= min(500, asked_for)
    assert all(earned_on(earned, day) == seeds for day, seeds in paid.items())


def test_it_is_stored_as_plain_values():
    earned = earn((), 30, campaign="spring")
    assert msgspec.json.decode(msgspec.json.encode(earned), type=tuple[Earned, ...]) == earned
