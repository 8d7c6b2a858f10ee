"""What is settled: a subject, its prizes, and where its standings come from."""

from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from rewards.boards.prizes import Prizes
from rewards.boards.rank import Standing
from rewards.settlement.plan import plan_id


class Standings(Protocol):
    """Where standings come from, a page at a time."""

    def __call__(self, after: str, most: int, /) -> Awaitable[tuple[Standing, ...]]:
        """The next ones behind account `after`, in order of account, `most` of them; none at the
        end."""


@dataclass(frozen=True, slots=True)
class Matter:
    """`at` is the cut-off, and the plan's time: whoever plans again later makes the same plan.

    told: what a winner's message says besides rank and seeds.
    """

    subject: str
    prizes: Prizes
    at: datetime
    standings: Standings
    told: Mapping[str, str | int] = field(default_factory=dict)
    revision: int = 1

    @property
    def plan(self) -> str:
        """The id of its plan."""
        return plan_id(subject=self.subject, revision=self.revision)


def listed(standings: Iterable[Standing]) -> Standings:
    """Pages of standings that are all at hand, e.g. the inputs of a game's bundle."""
    ordered = sorted(standings, key=lambda each: each.account)

    async def page(after: str, most: int) -> tuple[Standing, ...]:
        return tuple(each for each in ordered if each.account > after)[:most]

    return page
