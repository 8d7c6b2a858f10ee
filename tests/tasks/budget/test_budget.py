"""Budgets: never more than there is, nothing lost, and hardly ever a queue."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.budget.budget import (
    OWNERS_MAX,
    Budget,
    Slab,
    Stock,
    campaign_budget_id,
    open_budget,
    piece,
    slab_id,
    task_budget_id,
)
from tasks.budget.draw import draw, enough, give_back, left
from tasks.budget.gather import gather
from tasks.kinds import Overflow
from tasks.numbers import TaskNumbers
from tests.people import NOON
from tests.tasks.budget.processes import ID, Processes

REJECT = Overflow.REJECT


@pytest.mark.parametrize(
    ("there_is", "slab"),
    [(1, 0), (49, 0), (100, 2), (10_000, 200), (250_000, 5_000), (10**9, 5_000)],
)
def test_a_slab_is_a_small_part_of_what_is_left(there_is, slab):
    assert piece(open_budget(ID, there_is, TaskNumbers())) == slab


def test_names():
    assert task_budget_id("tour") == "budget:task:tour"
    assert campaign_budget_id("tour") == "budget:campaign:tour"
    assert slab_id("budget:task:tour", "p1") == "budget:task:tour:p1"


def test_a_slab_is_spent_before_the_budget_is_asked_again():
    p = Processes(1_000)
    assert p.earn("a", 5) == 5
    assert (p.budget.left, p.slabs["a"].left, p.budget.owners) == (975, 20, ("a",))
    p.earn("a", 20)
    assert (p.budget.left, p.slabs["a"].left, p.budget_writes) == (975, 0, 1)
    p.earn("a", 5)
    assert (p.budget.left, p.slabs["a"].left, p.budget_writes) == (951, 19, 2)


def test_what_is_in_another_slab_is_not_forgotten_at_the_end():
    p = Processes(100)
    p.earn("a", 1)
    p.earn("b", 1)
    assert (p.budget.left, p.slabs["a"].left, p.slabs["b"].left) == (95, 2, 1)
    # Near the end all of it is gathered, a's slab too, whether a lives or not.
    assert p.earn("b", 98) == 98
    assert (p.remaining(), p.budget.split, p.budget.owners) == (0, False, ())
    assert p.earn("a", 1) == 0


def test_what_lies_unused_is_gathered_and_handed_out_again():
    p = Processes(100_000)
    for number in range(OWNERS_MAX):
        p.earn(f"p{number}", 1)
    held = p.remaining() - p.budget.left
    assert held > 70_000
    while p.budget.owners:
        p.earn("busy", 100)
    assert p.budget.split
    assert p.budget.left == p.remaining() > 50_000


@pytest.mark.parametrize(
    ("overflow", "asked", "pays"),
    [(Overflow.REDUCE, 20, 10), (REJECT, 20, 0), (REJECT, 10, 10), (Overflow.REDUCE, 10, 10)],
)
def test_the_last_seeds_are_given_or_refused_as_declared(overflow, asked, pays):
    p = Processes(100)
    p.earn("a", 90)
    assert p.earn("b", asked, overflow) == pays


def test_what_is_given_back_can_be_given_again():
    p = Processes(100)
    p.earn("a", 100)
    p.revoke("b", 30)
    assert p.budget.left == 30
    assert p.earn("a", 40) == 30


def test_a_dead_process_takes_nothing_with_it():
    p = Processes(1_000)
    p.earn("a", 5)
    p.bury("a")
    assert (p.budget.left, p.budget.owners, p.slabs["a"].left) == (1_000 - 5, (), 0)
    p.bury("a")
    assert p.budget.left == 995


def test_a_process_that_was_only_slow_takes_another_slab():
    p = Processes(1_000)
    p.earn("a", 5)
    p.bury("a")
    assert p.earn("a", 5) == 5
    assert (p.budget.left, p.slabs["a"].left, p.budget.owners) == (971, 19, ("a",))


@pytest.mark.parametrize(
    ("declared", "total", "remaining"),
    [(200, 200, 150), (60, 60, 10), (50, 50, 0), (20, 50, 0)],
)
def test_the_programme_may_change_its_mind(declared, total, remaining):
    p = Processes(100)
    p.earn("a", 25)
    p.earn("b", 25)
    p.declare(declared)
    assert (p.budget.declared, p.budget.total, p.remaining()) == (declared, total, remaining)
    assert p.earn("a", 1_000) == remaining


def test_a_crowd_of_processes_is_bounded():
    p = Processes(100_000)
    for number in range(OWNERS_MAX + 5):
        assert p.earn(f"p{number}", 1) == 1
    assert len(p.budget.owners) == OWNERS_MAX == len(p.slabs)


def test_hardly_any_completion_touches_the_budget():
    p = Processes(1_000_000)
    for number in range(40_000):
        p.earn(f"p{number % 4}", 20)
    assert p.given == 800_000
    # One in 250 completions while there is plenty.
    assert p.budget_writes <= 40_000 // 250 + 4


@pytest.mark.parametrize("overflow", list(Overflow))
def test_two_hundred_ask_for_what_there_is_for_fifty(overflow):
    p = Processes(1_000)
    paid = [p.earn(f"p{number % 2}", 20, overflow) for number in range(200)]
    assert (sum(paid), paid.count(20), p.remaining()) == (1_000, 50, 0)


@pytest.mark.parametrize(("in_slab", "is_enough"), [(4, False), (5, True), (6, True)])
def test_a_slab_alone_is_enough_down_to_its_last_seed(in_slab, is_enough):
    own = Slab(id=slab_id(ID, "a"), budget=ID, owner="a", left=in_slab, at=NOON)
    assert enough(Stock(own=own), 5) is is_enough
    assert left(Stock(own=own)) == in_slab
    assert left(Stock()) == 0


@pytest.mark.parametrize("in_slab", [1, 7])
def test_what_is_given_back_goes_to_the_slab_and_leaves_the_budget_alone(in_slab):
    own = Slab(id=slab_id(ID, "a"), budget=ID, owner="a", left=in_slab, at=NOON)
    back = give_back(Stock(own=own), 5, at=NOON)
    assert (back.budget, [slab.left for slab in back.slabs]) == (None, [in_slab + 5])


def test_what_is_not_loaded_is_asked_for():
    budget = open_budget(ID, 1_000, TaskNumbers())
    assert not enough(Stock(), 5)
    assert enough(Stock(budget=budget), 5)
    last = Budget(id=ID, declared=100, total=100, left=5, slab=20, owners=("a", "b"))
    own = Slab(id=slab_id(ID, "a"), budget=ID, owner="a", left=2, at=NOON)
    assert not enough(Stock(budget=last, own=own), 7)
    for wrong in (Stock(), Stock(own=own)):
        with pytest.raises(ValueError, match="left, or the budget"):
            draw(wrong, 7, owner="a", at=NOON)
    with pytest.raises(ValueError, match="missing"):
        gather(Stock(own=own), last)
    with pytest.raises(ValueError, match="needs the budget"):
        give_back(Stock(), 5, at=NOON)


OWNERS = st.sampled_from("abcde")
STEPS = st.one_of(
    st.tuples(st.just("earn"), OWNERS, st.integers(1, 60), st.sampled_from(list(Overflow))),
    st.tuples(st.just("earn"), OWNERS, st.integers(1, 6), st.sampled_from(list(Overflow))),
    st.tuples(st.just("revoke"), OWNERS, st.integers(1, 60)),
    st.tuples(st.just("bury"), OWNERS),
    st.tuples(st.just("declare"), st.integers(1, 2_000)),
)


@given(st.integers(1, 2_000), st.sampled_from([1, 7, 5_000]), st.lists(STEPS, max_size=60))
@settings(max_examples=300, deadline=None)
def test_never_more_than_the_budget_and_nothing_lost(total, slab_seeds, steps):
    """Whoever earns, revokes, dies, is buried alive, and whatever the programme declares."""
    p = Processes(total, slab_seeds)
    for name, *rest in steps:
        getattr(p, name)(*rest)
    # A process that has never been seen can give the very last seed of it.
    remaining = p.remaining()
    assert p.earn("last", remaining + 1) == remaining
    assert p.given == p.budget.total
    assert p.earn("a", 1) == 0
