"""What is compared: arms that run in turn, and the promises their ratios are held against."""

from collections.abc import Callable, Mapping, Sequence
from math import inf
from statistics import median

import msgspec

from tests.bench.measure import Measured


class Promise(msgspec.Struct, frozen=True):
    """`ours` is to be so many times as fast as `against`: at least, and hopefully."""

    text: str
    ours: str
    against: str
    floor: float
    ambition: float


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Arms by name under the same conditions."""

    group: str
    text: str
    arms: Mapping[str, Callable[[], Measured]]
    promises: Sequence[Promise]


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One promise, the ratio of each round, and the median ratio of CPU spent per operation.

    Where others use the machine too, answers per second say as much about them; CPU does not.
    """

    promise: Promise
    ratios: Sequence[float]
    cpu_ratio: float

    @property
    def ratio(self) -> float:
        """The median."""
        return median(self.ratios)


Runs = dict[str, list[Measured]]


def run(case: Case, rounds: int, seen: Callable[[str, Measured], None]) -> Runs:
    """Every arm once per round, one after the other, so that noise meets all of them."""
    runs: Runs = {arm: [] for arm in case.arms}
    for _ in range(rounds):
        for arm, measured in case.arms.items():
            runs[arm].append(measured())
            seen(arm, runs[arm][-1])
    return runs


def kept(case: Case, runs: Runs) -> list[Kept]:
    """What became of the promises."""
    return [_kept(one, runs[one.ours], runs[one.against]) for one in case.promises]


def _kept(promise: Promise, ours: Sequence[Measured], against: Sequence[Measured]) -> Kept:
    pairs = list(zip(ours, against, strict=True))
    return Kept(
        promise=promise,
        ratios=[_ratio(one.per_second, other.per_second) for one, other in pairs],
        cpu_ratio=median(other.all_cpu_us / one.all_cpu_us for one, other in pairs),
    )


def _ratio(ours: float, against: float) -> float:
    # On a machine that is too busy the plain arm can serve nobody at all.
    return ours / against if against else inf
