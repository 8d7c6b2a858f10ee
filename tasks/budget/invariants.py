"""What must always hold of a budget; `seedbank check` asks here."""

from collections.abc import Sequence

from rewards.ledger.invariants import Violation
from tasks.budget.budget import Budget, Slab


def budget_adds_up(budget: Budget, slabs: Sequence[Slab]) -> list[Violation]:
    """I3: no more is left than there was, nothing is below zero, and what lies in a slab lies with
    one of the budget's owners, so that it is found at the end. `slabs` are all of the budget's."""
    held = sum(slab.left for slab in slabs)
    strays = [slab.owner for slab in slabs if slab.left and slab.owner not in budget.owners]
    missing = set(budget.owners) - {slab.owner for slab in slabs}
    rules = {
        f"{budget.left} left and {held} in slabs are more than {budget.total}": (
            budget.left + held > budget.total
        ),
        f"{budget.left} left is below zero": budget.left < 0,
        "a slab holds less than nothing": any(slab.left < 0 for slab in slabs),
        f"slabs of {strays} hold seeds that it does not know of": bool(strays),
        f"owners {sorted(missing)} have no slab": bool(missing),
    }
    return [
        Violation(invariant="I3", subject=budget.id, sentence=sentence)
        for sentence, broken in rules.items()
        if broken
    ]
