"""Counts what the write path has committed, and what its queue has been through."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from service.metrics.page import (
    ASIDE,
    BATCH_COMMANDS,
    BISECTIONS,
    COMMANDS,
    COMMIT_SECONDS,
    QUEUE,
    RENTALS,
    RETRIES,
    SEEDS,
    SHED,
    TRANSFERS,
)


def committed(
    commands: int,
    seconds: float,
    kinds: Mapping[tuple[str, str], int],
    marks: Mapping[Any, int],
) -> None:
    """One transaction. `kinds` counts (kind, outcome); `marks` the pairs (reason, seeds) of
    transfers and (before, after) of rentals."""
    BATCH_COMMANDS.observe(commands)
    COMMIT_SECONDS.observe(seconds)
    for (kind, outcome), times in kinds.items():
        COMMANDS.labels(kind, outcome).inc(times)
    for (first, second), times in marks.items():
        if isinstance(second, int):
            TRANSFERS.labels(first).inc(times)
            SEEDS.labels(first).inc(second * times)
        else:
            RENTALS.labels(first, second).inc(times)


@dataclass
class Seen:
    """What the write path's own counts were when they were last looked at."""

    conflicts: int = 0
    outages: int = 0
    bisections: int = 0
    aside: int = 0
    shed: int = 0

    def look(self, stats: Any, depth: int) -> None:
        """Passes on what has come since; `stats` has the fields of this class."""
        QUEUE.set(depth)
        counters = {
            "conflicts": RETRIES.labels("conflict"),
            "outages": RETRIES.labels("outage"),
            "bisections": BISECTIONS,
            "aside": ASIDE,
            "shed": SHED,
        }
        for field in fields(self):
            now = getattr(stats, field.name)
            counters[field.name].inc(now - getattr(self, field.name))
            setattr(self, field.name, now)
