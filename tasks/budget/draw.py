"""Draw seeds from a budget, and give them back.

A command loads in up to three rounds, and stops as soon as `enough` says so: first its own slab;
then the budget; then, near the end, the slabs of all other owners (`other_ids`).
"""

from datetime import datetime

import msgspec

from tasks.budget.budget import OWNERS_MAX, Budget, Slab, Stock, piece, slab_id
from tasks.budget.gather import gather


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """What has changed and is to be written; if `is_new`, the one slab is to be inserted."""

    budget: Budget | None = None
    slabs: tuple[Slab, ...] = ()
    is_new: bool = False


def enough(stock: Stock, amount: int) -> bool:
    """True if what is loaded decides about `amount`; else load the next round."""
    if _own(stock) >= amount:
        return True
    budget = stock.budget
    if budget is None:
        return False
    wanted = other_ids(budget, None if stock.own is None else stock.own.owner)
    return _refills(budget, amount) or {each.id for each in stock.others} >= {*wanted}


def other_ids(budget: Budget, owner: str | None) -> tuple[str, ...]:
    """Ids of the slabs that others than `owner` hold."""
    return tuple(slab_id(budget.id, each) for each in budget.owners if each != owner)


def left(stock: Stock) -> int:
    """What can be given: all that is left, or, if `enough` stopped earlier, as much as asked."""
    whole = 0 if stock.budget is None else stock.budget.left
    return _own(stock) + whole + sum(each.left for each in stock.others)


def draw(stock: Stock, amount: int, *, owner: str, at: datetime) -> Drawn:
    """`amount` given by the process `owner` at `at`. ValueError if `left` is less."""
    if stock.own is not None and _own(stock) >= amount:
        return Drawn(slabs=(_with(stock.own, stock.own.left - amount, at),))
    if stock.budget is None or left(stock) < amount:
        raise ValueError(f"{amount} is more than what is left, or the budget is not loaded")
    if _refills(stock.budget, amount):
        return _refill(stock, stock.budget, amount, owner, at)
    gathered, slabs = gather(stock, stock.budget)
    after = _less(gathered, amount)
    # Much may have been lying in slabs that nobody used; then there are new ones.
    split = after.split and piece(after) >= amount
    return Drawn(budget=msgspec.structs.replace(after, split=split), slabs=slabs)


def give_back(stock: Stock, amount: int, *, at: datetime) -> Drawn:
    """What a revoked completion had drawn can be given again: by this process, or by everybody.

    ValueError if the process has nothing in a slab of its own and the budget is not loaded.
    """
    if stock.own is not None and _own(stock) > 0:
        return Drawn(slabs=(_with(stock.own, stock.own.left + amount, at),))
    if stock.budget is None:
        raise ValueError("a process without anything in its slab needs the budget")
    return Drawn(budget=_less(stock.budget, -amount))


def _own(stock: Stock) -> int:
    """What the process may give by itself."""
    return stock.own.left if stock.own is not None else 0


def _refills(budget: Budget, amount: int) -> bool:
    """True while there is plenty: what is asked for is less than the slab that is taken with it."""
    return budget.split and piece(budget) >= amount


def _refill(stock: Stock, budget: Budget, amount: int, owner: str, at: datetime) -> Drawn:
    """A full slab for the process; or, where there is none for it, the amount and no more."""
    own = stock.own
    if owner not in budget.owners and len(budget.owners) >= OWNERS_MAX:
        return Drawn(budget=_less(budget, amount))
    fresh = piece(budget)
    taken = _less(budget, amount - _own(stock) + fresh)
    owners = tuple(sorted({*budget.owners, owner}))
    slab = own or Slab(id=slab_id(budget.id, owner), budget=budget.id, owner=owner, left=0, at=at)
    return Drawn(
        budget=msgspec.structs.replace(taken, owners=owners),
        slabs=(_with(slab, fresh, at),),
        is_new=own is None,
    )


def _with(slab: Slab, left: int, at: datetime) -> Slab:
    return msgspec.structs.replace(slab, left=left, at=at)


def _less(budget: Budget, amount: int) -> Budget:
    return msgspec.structs.replace(budget, left=budget.left - amount)
