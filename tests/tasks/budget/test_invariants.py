"""Damage to a budget is found."""

import msgspec
import pytest

from tasks.budget.budget import Budget, Slab, slab_id
from tasks.budget.invariants import budget_adds_up
from tests.people import NOON
from tests.tasks.budget.processes import ID

SLAB = Slab(id=slab_id(ID, "a"), budget=ID, owner="a", left=20, at=NOON)
BUDGET = Budget(id=ID, declared=100, total=100, left=50, slab=20, owners=("a",))


def test_what_is_right_is_green():
    assert budget_adds_up(BUDGET, [SLAB]) == []


@pytest.mark.parametrize(
    ("budget", "slab", "sentence"),
    [
        ({"left": 81}, {}, "81 left and 20 in slabs are more than 100"),
        ({"left": -1}, {}, "-1 left is below zero"),
        ({}, {"left": -1}, "a slab holds less than nothing"),
        ({"owners": ()}, {}, "slabs of ['a'] hold seeds that it does not know of"),
        ({"owners": ("a", "b")}, {}, "owners ['b'] have no slab"),
    ],
)
def test_damage_is_found(budget, slab, sentence):
    damaged = msgspec.structs.replace(BUDGET, **budget), msgspec.structs.replace(SLAB, **slab)
    found = budget_adds_up(damaged[0], [damaged[1]])
    assert [each.sentence for each in found] == [sentence]
    assert (found[0].invariant, found[0].subject) == ("I3", ID)
