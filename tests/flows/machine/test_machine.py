"""Whatever two members, two merchants, the clock and the jobs do in whatever order: what everybody
has is what plain bookkeeping says, after every step, and `seedbank check` is green at the end.

A life is some forty operations through the real flows on a real database. The seed of a run is
printed; TEST_SEED plays it again, TEST_OPERATIONS says how many operations there are at least.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from tests.faults import numbers
from tests.flows.machine import doing, having, passing
from tests.flows.machine.doing import Doing
from tests.flows.machine.ground import MEMBERS, Ground
from tests.flows.machine.having import Having
from tests.flows.machine.period import Happened
from tests.prepared import Prepared

OPERATIONS = numbers.count("OPERATIONS", 2000)

# What every run comes across, so that it proves something; and what only a long one surely does.
SEEN = {"paid", "collected", "returned", "replayed", "held"}
RARE = {"reduced", "kept", "owing", "streak paid", "withered", "expired", "posted", "refunded"}
LONG = 20_000

LIVES = settings(
    max_examples=30,
    stateful_step_count=40,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


DEED = st.one_of(*doing.DEEDS, *having.DEEDS, *passing.DEEDS)


class Machine(Doing, Having):
    """One rule, so that nothing is left out: Hypothesis makes lives of a few rules each."""

    @initialize()
    def begins(self) -> None:
        """Both have some seeds, and have been there for long enough to be late."""
        self.begin()
        for who in range(len(MEMBERS)):
            for task in ("daily", "weekly"):
                self.tells("report", Happened(who, task, "first", self.now, 1))
            self.collects(who, None)
        self.time_passes(timedelta(hours=80))

    @rule(deed=DEED)
    def goes_on(self, deed: tuple[Any, ...]) -> None:
        name, *arguments = deed
        getattr(self, name)(*arguments)


@pytest.fixture
def ground(mongo_url: str, prepared: Prepared) -> Iterator[Ground]:
    with asyncio.Runner() as runner:
        yield Ground(mongo_url, prepared, runner)


@pytest.mark.slow
@pytest.mark.timeout(600 + OPERATIONS)
def test_no_life_differs_from_its_book(ground: Ground) -> None:
    chance, seen = numbers.chance(), Counter[str]()
    while ground.operations < OPERATIONS:
        known = {"ground": ground, "seen": seen}
        lives = seed(chance.randrange(2**32))(type("Machine", (Machine,), known))
        run_state_machine_as_test(lives, settings=LIVES)
    print(f"{ground.operations} operations; seen: {dict(seen.most_common())}")
    assert set(+seen) >= (SEEN | RARE if OPERATIONS >= LONG else SEEN)
