"""Take slabs back: of a process that died, near the end of a budget, and to resize it."""

import msgspec

from tasks.budget.budget import Budget, Slab, Stock
from tasks.numbers import TaskNumbers


def reclaim(budget: Budget, slab: Slab) -> tuple[Budget, Slab]:
    """A slab taken from a process that has not used it for long: it may be dead, or idle.

    One that was only idle finds its slab empty and takes another when it needs one.
    """
    owners = tuple(each for each in budget.owners if each != slab.owner)
    return (
        msgspec.structs.replace(budget, left=budget.left + slab.left, owners=owners),
        msgspec.structs.replace(slab, left=0),
    )


def gather(stock: Stock, budget: Budget) -> tuple[Budget, tuple[Slab, ...]]:
    """All slabs back in the budget, with the slabs that changed.

    Dead owners' slabs too: nothing is lost with a process. ValueError if `stock` lacks one.
    """
    slabs = (*((stock.own,) if stock.own else ()), *stock.others)
    if not {each.owner for each in slabs} >= set(budget.owners):
        raise ValueError(f"slabs of {budget.id} are missing")
    held = sum(each.left for each in slabs)
    return (
        msgspec.structs.replace(budget, left=budget.left + held, owners=()),
        tuple(msgspec.structs.replace(each, left=0) for each in slabs if each.left),
    )


def resize(
    stock: Stock, budget: Budget, declared: int, numbers: TaskNumbers
) -> tuple[Budget, tuple[Slab, ...]]:
    """The budget once the programme declares another total, with the slabs that changed.

    What has been given stays given: a budget that is lowered below that is empty.
    """
    whole, slabs = gather(stock, budget)
    given = whole.total - whole.left
    total = max(declared, given)
    return (
        msgspec.structs.replace(
            whole,
            declared=declared,
            total=total,
            left=total - given,
            slab=numbers.slab_seeds,
            split=True,
        ),
        slabs,
    )
