"""Rank: who is where, with a total order."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An account's `value` on a board, and when it reached that."""

    account: str
    value: int
    reached_at: Instant


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """A standing with its rank, 1 for the best."""

    rank: int
    standing: Standing


def rank(standings: Iterable[Standing]) -> tuple[Ranked, ...]:
    """Ranks 1-2-2-4: equal values share a rank, and the next one counts how many are above.

    In order of value (highest first), then who reached it earlier, then account id; so the order is
    total and the same everywhere, while the rank depends on the value alone.
    """
    ordered = sorted(standings, key=lambda each: (-each.value, each.reached_at, each.account))
    ranked: list[Ranked] = []
    for place, standing in enumerate(ordered, start=1):
        tied = ranked and ranked[-1].standing.value == standing.value
        ranked.append(Ranked(rank=ranked[-1].rank if tied else place, standing=standing))
    return tuple(ranked)
