"""Counts what a rehearsal finds, account by account."""

import heapq
from collections import Counter
from collections.abc import Mapping

import msgspec

from rewards.score.answer import Score
from rewards.score.rehearsal.replay import Replayed
from rewards.score.scheme import Scheme

NO_SCORE = ""
"""In place of a level, for who has no score."""


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """So many accounts from one level to another, or to the same; an empty one is no score."""

    before: str
    after: str
    accounts: int


class PerkMove(msgspec.Struct, frozen=True, kw_only=True):
    """How many would gain a perk by its level, and how many lose it."""

    perk: str
    gained: int
    lost: int


class Fall(msgspec.Struct, frozen=True, kw_only=True):
    """A score that would be lower."""

    before: int
    after: int


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """So many accounts would have a score of `at_least` or a little more."""

    at_least: int
    accounts: int


class CycleRehearsed(msgspec.Struct, frozen=True, kw_only=True):
    """What a cycle would have been like. `moves` sum to `accounts`; `scores` are those there
    would have been, `width` points together; `falls` are the largest."""

    cycle: str
    accounts: int
    moves: tuple[Move, ...]
    perks: tuple[PerkMove, ...]
    width: int
    scores: tuple[Scores, ...]
    falls: tuple[Fall, ...]

    @property
    def changed(self) -> int:
        """Accounts that would be in another level."""
        return sum(each.accounts for each in self.moves if each.before != each.after)


Bounds = Mapping[str, int]
"""From a perk to the score that opens it."""


def perk_bounds(levels: Mapping[str, str | None], scheme: Scheme) -> dict[str, int]:
    """The bound of each perk that asks for a level, by its level's name."""
    bounds = {level.name: level.at_least for level in scheme.levels}
    return {perk: bounds[level] for perk, level in levels.items() if level in bounds}


class Tally:
    """The sums of one cycle. Perks that only one of the two programmes has are left out, as nobody
    gains or loses those by a score."""

    def __init__(
        self, cycle: str, before: Bounds, after: Bounds, *, width: int, falls_max: int
    ) -> None:
        self._cycle, self._before, self._after = cycle, before, after
        self._width, self._falls_max = width, falls_max
        self._moves: Counter[tuple[str, str]] = Counter()
        self._scores: Counter[int] = Counter()
        self._gained: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()
        self._falls: list[tuple[int, int, int]] = []

    def add(self, found: Replayed) -> None:
        """One account."""
        before, after = found.before, found.after
        self._moves[_level(before), _level(after)] += 1
        if after is not None:
            self._scores[after.value // self._width * self._width] += 1
        if before is not None and after is not None and after.value < before.value:
            self._fall(before.value, after.value)
        for perk in self._before.keys() & self._after.keys():
            had, has = _opens(before, self._before[perk]), _opens(after, self._after[perk])
            self._gained[perk] += has and not had
            self._lost[perk] += had and not has

    def _fall(self, before: int, after: int) -> None:
        heapq.heappush(self._falls, (before - after, before, after))
        if len(self._falls) > self._falls_max:
            heapq.heappop(self._falls)

    def summary(self) -> CycleRehearsed:
        """The sums so far."""
        perks = sorted(self._before.keys() & self._after.keys())
        moves = sorted(self._moves.items())
        return CycleRehearsed(
            cycle=self._cycle,
            accounts=self._moves.total(),
            moves=tuple(Move(before=a, after=b, accounts=n) for (a, b), n in moves),
            perks=tuple(
                PerkMove(perk=each, gained=self._gained[each], lost=self._lost[each])
                for each in perks
            ),
            width=self._width,
            scores=tuple(
                Scores(at_least=value, accounts=count)
                for value, count in sorted(self._scores.items())
            ),
            falls=tuple(
                Fall(before=before, after=after)
                for _, before, after in sorted(self._falls, reverse=True)
            ),
        )


def _level(found: Score | None) -> str:
    return NO_SCORE if found is None else found.level


def _opens(found: Score | None, bound: int) -> bool:
    return found is not None and found.value >= bound
