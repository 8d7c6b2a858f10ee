"""What came out: a frozen podium, or a published score."""

from collections.abc import Iterable, Sequence

import msgspec

from rewards.boards.rank import Ranked


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """An account on the podium, in the places `first` to `last`: more than one in a tie."""

    account: str
    first: int
    last: int


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """`podium` or `score`, as the game asked."""

    podium: tuple[Placed, ...] = ()
    score: int | None = None


def podium_of(ranked: Sequence[Ranked], places: int) -> Outcome | None:
    """The first `places` of a frozen board, everybody tied for them included; None if empty."""
    on = [each for each in ranked if each.rank <= places]
    if not on:
        return None
    return Outcome(podium=tuple(_placed(each, on) for each in on))


def _placed(one: Ranked, on: Iterable[Ranked]) -> Placed:
    tied = sum(each.rank == one.rank for each in on)
    return Placed(account=one.standing.account, first=one.rank, last=one.rank + tied - 1)
