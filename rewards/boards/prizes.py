"""Prizes: what each place of a board or game wins, and what a tie does to it."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

import msgspec

from rewards.boards.rank import Ranked
from rewards.ledger.amount import AMOUNT_MAX, Amount, Balance

PLACES_MAX = 1_000
"""Places of a prize table: it is part of a document that people read."""

Prizes = tuple[Amount, ...]
"""Seeds for place 1, 2 and so on. Their sum is the pool."""


class Won(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` seeds for an account at `rank`. Who wins nothing is not named."""

    account: str
    rank: int
    amount: Amount


class Shares(msgspec.Struct, frozen=True, kw_only=True):
    """Awards in order of rank, and what is left; together the pool, exactly."""

    won: tuple[Won, ...]
    remainder: Balance


def share(ranked: Sequence[Ranked], prizes: Prizes) -> Shares:
    """Who wins what. Places nobody reached and what cannot be shared equally are the remainder.

    A tie of n pools the prizes of the n places it takes up, and each gets an n-th, floored.
    `ranked` is what `rank` answers: in order, 1-2-2-4.
    """
    won: list[Won] = []
    for place, tied in groupby(ranked, key=lambda each: each.rank):
        won += _tie(place, [each.standing.account for each in tied], prizes)
    paid = sum(each.amount for each in won)
    return Shares(won=tuple(won), remainder=sum(prizes) - paid)


def lint_prizes(prizes: Prizes) -> list[str]:
    """What is wrong with a prize table, as sentences."""
    rules = {
        "no place wins anything": not prizes,
        f"more than {PLACES_MAX} places win": len(prizes) > PLACES_MAX,
        "a prize is less than 1 seed": any(prize < 1 for prize in prizes),
        "a place wins more than one above it": _rises(prizes),
        f"the prizes sum to more than {AMOUNT_MAX} seeds": sum(prizes) > AMOUNT_MAX,
    }
    return [sentence for sentence, broken in rules.items() if broken]


def _tie(place: int, accounts: Sequence[str], prizes: Prizes) -> Iterable[Won]:
    pooled = sum(prizes[place - 1 : place - 1 + len(accounts)])
    each = pooled // len(accounts)
    return (Won(account=one, rank=place, amount=each) for one in accounts) if each else ()


def _rises(prizes: Prizes) -> bool:
    return any(below > above for above, below in pairwise(prizes))
