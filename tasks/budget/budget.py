"""A budget and its slabs, as they are stored: both guarded, so that each change is seen by all.

At every moment `total` is what has been given, plus what is left in the budget, plus what is left
in its slabs. While there is plenty each process gives from a slab of its own, and nobody waits for
anybody. Near the end the slabs are gathered, and everyone gives from the budget itself: so the last
seed is given, and never one more.
"""

import msgspec

from rewards.calendar import Instant
from rewards.ledger.amount import Amount, Balance
from rewards.ledger.ids import part
from tasks.numbers import TaskNumbers

OWNERS_MAX = 64
"""Processes that hold slabs at once; others give from the budget. It bounds a last load."""

SHARES = 50
"""A slab is at most this part of what is left, so that the last ones are small. What one process
asks for when it is more than that is near the end."""


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """`left` is in no slab. `slab` is how much of it a process takes at a time, at most.

    `declared` is what the programme says; `total` is more only if more had been given by the time
    the programme lowered it. `owners` hold slabs, in order. `split` until the end is near.
    """

    id: str
    declared: Amount
    total: Amount
    left: Balance
    slab: Amount
    split: bool = True
    owners: tuple[str, ...] = ()
    version: int = 1


class Slab(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds of `budget` that one process may give; `at` is when it last gave any.

    It is loaded and written by the very transaction that gives them, under its version: that is the
    fence. A process whose slab was taken from it finds it empty, and takes another.
    """

    id: str
    budget: str
    owner: str
    left: Balance
    at: Instant
    version: int = 1


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """What a command has loaded: not stored. See `tasks.budget.draw` for what it needs of it.

    `own` is the slab of the process that asks, `others` those of all other owners.
    """

    budget: Budget | None = None
    own: Slab | None = None
    others: tuple[Slab, ...] = ()


def task_budget_id(task: str) -> str:
    """`budget:task:<task>`: what a task may pay."""
    return f"budget:task:{part(task)}"


def campaign_budget_id(campaign: str) -> str:
    """`budget:campaign:<campaign>`: what a campaign may pay."""
    return f"budget:campaign:{part(campaign)}"


def slab_id(budget: str, owner: str) -> str:
    """`<budget id>:<owner>`; `owner` is the id of one start of one process."""
    return f"{budget}:{part(owner)}"


def open_budget(id_: str, total: int, numbers: TaskNumbers) -> Budget:
    """A budget of which nothing has been given; made by the first command that finds none."""
    return Budget(id=id_, declared=total, total=total, left=total, slab=numbers.slab_seeds)


def piece(budget: Budget) -> int:
    """The slab that a process takes now."""
    return min(budget.slab, budget.left // SHARES)
