"""Processes that spend one budget: documents in a dict, commands that load as little as they may.

Each command is one transaction, as on the write path: a process dies between two of them. What has
been given is counted apart, so that it can be compared with what the documents say.
"""

from tasks.budget.budget import Budget, Slab, Stock, open_budget, slab_id, task_budget_id
from tasks.budget.draw import Drawn, draw, enough, give_back, left, other_ids
from tasks.budget.gather import reclaim, resize
from tasks.kinds import Limit, Overflow
from tasks.limits.grant import Granted, Room, grant
from tasks.numbers import TaskNumbers
from tests.people import NOON
from tests.tasks.helpers import UMBRELLA

ID = task_budget_id("return-umbrella")


class Processes:
    """The documents of one budget, and what has been given of it."""

    def __init__(self, total: int, slab_seeds: int = 5_000) -> None:
        self.numbers = TaskNumbers(slab_seeds=slab_seeds)
        self.budget: Budget = open_budget(ID, total, self.numbers)
        self.slabs: dict[str, Slab] = {}
        self.given = 0
        self.budget_writes = 0

    def earn(self, owner: str, asked: int, overflow: Overflow = Overflow.REDUCE) -> int:
        """One completion by `owner`; the seeds that are paid."""
        stock = self._load(owner, asked)
        room = Room(limit=Limit.TASK_BUDGET, left=left(stock), overflow=overflow)
        granted = grant(UMBRELLA, asked, [room])
        if not isinstance(granted, Granted) or not granted.seeds:
            return 0
        self._write(draw(stock, granted.seeds, owner=owner, at=NOON))
        self.given += granted.seeds
        self.check()
        return granted.seeds

    def revoke(self, owner: str, seeds: int) -> None:
        """A completion by anybody is taken back by `owner`."""
        seeds = min(seeds, self.given)
        stock = Stock(own=self._slab(owner), budget=self.budget)
        self._write(give_back(stock, seeds, at=NOON))
        self.given -= seeds
        self.check()

    def bury(self, owner: str) -> None:
        """`owner` is found dead, or so it seems."""
        slab = self._slab(owner)
        if slab is not None:
            budget, empty = reclaim(self.budget, slab)
            self._write(Drawn(budget=budget, slabs=(empty,)))
        self.check()

    def declare(self, total: int) -> None:
        """The programme says another total."""
        stock = Stock(budget=self.budget, others=tuple(self.slabs.values()))
        budget, slabs = resize(stock, self.budget, total, self.numbers)
        self._write(Drawn(budget=budget, slabs=slabs))
        self.check()

    def remaining(self) -> int:
        """What is left, wherever it is."""
        return self.budget.left + sum(slab.left for slab in self.slabs.values())

    def check(self) -> None:
        """Nothing is lost, and no more is given than there is."""
        assert self.budget.left >= 0
        assert all(slab.left >= 0 for slab in self.slabs.values())
        assert self.given + self.remaining() == self.budget.total

    def _load(self, owner: str, amount: int) -> Stock:
        stock = Stock(own=self._slab(owner))
        if not enough(stock, amount):
            stock = Stock(own=stock.own, budget=self.budget)
        if not enough(stock, amount):
            others = (self._of(id_) for id_ in other_ids(self.budget, owner))
            stock = Stock(own=stock.own, budget=self.budget, others=tuple(others))
        assert enough(stock, amount)
        return stock

    def _of(self, id_: str) -> Slab:
        return next(slab for slab in self.slabs.values() if slab.id == id_)

    def _slab(self, owner: str) -> Slab | None:
        return self.slabs.get(owner)

    def _write(self, drawn: Drawn) -> None:
        if drawn.budget is not None:
            self.budget = drawn.budget
            self.budget_writes += 1
        for slab in drawn.slabs:
            assert drawn.is_new is (slab.owner not in self.slabs)
            assert slab.id == slab_id(ID, slab.owner)
            self.slabs[slab.owner] = slab
