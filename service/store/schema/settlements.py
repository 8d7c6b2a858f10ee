"""Rows of a plan: what it was made of and what it gives, one document per account.

The head of a plan is small, whatever the number of accounts, and so is every row: no document grows
towards MongoDB's 16 MB. A row's number is its place, so that ids sort as the bundle does.
"""

import msgspec

from rewards.boards.rank import Standing
from rewards.settlement.plan import Award


class PlanInput(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen standing, in order of account."""

    id: str
    standing: Standing


class PlanAward(msgspec.Struct, frozen=True, kw_only=True):
    """An award, in order of rank."""

    id: str
    award: Award


def row_id(plan: str, number: int) -> str:
    """`<plan>:<number>`, with so many digits that ids sort by number."""
    return f"{plan}:{number:09d}"


def row_number(id_: str) -> int:
    """The number in a row's id."""
    return int(id_.rpartition(":")[2])
