"""A life that goes on: evidence, the time, and the publications on the way."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import whole_days
from rewards.economy import ScoreNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import MONTH_DAYS, Last
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.score import score

SUPPOSED = "supposed"
"""The source of what has not happened."""

Derive = Callable[[Iterable[Evidence], datetime], Iterable[Evidence]]
"""All that a score at a time is made of: the facts, and what follows from the account itself."""

MONTH = timedelta(days=MONTH_DAYS)


class Life:
    """What is known of an account at `at`, and what is supposed to happen from then on.

    While it goes forward a score is published every 30 days, from `last` on, as the cushion is
    measured from the one before.
    """

    def __init__(
        self,
        facts: Iterable[Evidence],
        *,
        at: datetime,
        active_days: int,
        numbers: ScoreNumbers,
        derive: Derive,
        last: Last | None = None,
    ) -> None:
        self.at, self._began, self._active_days = at, at, active_days
        self._facts = {each.id: each for each in facts}
        self._lost: set[str] = set()
        self._numbers, self._derive = numbers, derive
        self._last = last if last is not None and last.at <= at else None
        self._publishes_at = _after(at, self._last)

    def copy(self) -> "Life":
        """Another one with the same past."""
        other = Life(
            self._facts.values(),
            at=self.at,
            active_days=self._active_days + whole_days(self._began, self.at),
            numbers=self._numbers,
            derive=self._derive,
            last=self._last,
        )
        other._lost = set(self._lost)
        return other

    def evidence(self) -> dict[str, Evidence]:
        """What counts now, by id."""
        return {each.id: each for each in self._known(self.at)}

    def score(self) -> Score | NotAvailable:
        """What would be said now."""
        return self._score(self.at)

    def forward(self, at: datetime) -> None:
        """Until `at`, with what is published on the way."""
        while self._numbers.scheme.loss_max is not None and self._publishes_at <= at:
            found = self._score(self._publishes_at)
            if isinstance(found, Score):
                self._last = Last(value=found.value, scheme=found.scheme, at=found.at)
            self._publishes_at += MONTH
        self.at = at

    def happens(self, kind: EvidenceKind) -> None:
        """Something happens now."""
        id_ = f"{SUPPOSED}:{len(self._facts)}"
        self._facts[id_] = Evidence(id=id_, kind=kind, at=self.at, source=SUPPOSED)

    def stands(self, evidence: Evidence, status: Status) -> None:
        """A piece of evidence has another status from now on."""
        self._facts[evidence.id] = msgspec.structs.replace(evidence, status=status)

    def lose(self, evidence: str) -> None:
        """A piece of evidence counts no more."""
        self._lost.add(evidence)

    def _score(self, at: datetime) -> Score | NotAvailable:
        return score(
            self._known(at),
            active_days=self._active_days + whole_days(self._began, at),
            at=at,
            numbers=self._numbers,
            last=self._last,
        )

    def _known(self, at: datetime) -> list[Evidence]:
        known = self._derive(self._facts.values(), at)
        return [each for each in known if each.at <= at and each.id not in self._lost]


def _after(at: datetime, last: Last | None) -> datetime:
    """The next publication: whole months after the last one, and after `at`."""
    if last is None:
        return at + MONTH
    return last.at + MONTH * ((at - last.at) // MONTH + 1)
