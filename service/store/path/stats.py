"""Counts of what the write path did since start; read by metrics and the benchmark."""

from dataclasses import dataclass

from service.store.path.fault import Conflict, Fault


@dataclass(slots=True)
class Stats:
    """All are counts of events, except `largest` (commands in one batch)."""

    batches: int = 0
    commands: int = 0
    largest: int = 0
    conflicts: int = 0
    outages: int = 0
    bisections: int = 0
    aside: int = 0
    shed: int = 0

    def faulted(self, fault: Fault) -> None:
        """One more attempt that did not commit."""
        if isinstance(fault, Conflict):
            self.conflicts += 1
        else:
            self.outages += 1

    def committed(self, commands: int) -> None:
        """One more batch of so many commands."""
        self.batches += 1
        self.commands += commands
        self.largest = max(self.largest, commands)
