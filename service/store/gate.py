"""Gates: what closes at a time, so that nothing can slip in afterwards.

A game or a season has GATES_EACH gate documents. A batch that lets anything in writes one of them,
under the condition that it is open and its time has not come by the database's own clock. Whoever
closes writes them all, one by one: from then on every batch that went through has been committed,
and no other will be. More than one, so that processes seldom meet at the same gate, and so that one
which a dead process holds does not stop the others; not many, because they are closed one by one.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

GATES_EACH = 8


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """One of the gates of a subject. `closes_at` is domain time; `entries` counts effects let in.

    `read_at` is the database's time whenever the write path loads a gate.
    """

    id: str
    subject: str
    closes_at: datetime
    open: bool = True
    entries: int = 0
    read_at: datetime | None = None

    def lets_in(self, offset: timedelta) -> bool:
        """True if it was open when it was read. `offset` is that of the command."""
        return self.open and self.read_at is not None and self.read_at + offset < self.closes_at


def gate_id(subject: str, number: int) -> str:
    """The id of one of a subject's gates."""
    return f"{subject}:{number}"


def gates_of(subject: str, closes_at: datetime) -> Iterator[Gate]:
    """All gates of a subject, open, for the command that opens it to insert."""
    for number in range(GATES_EACH):
        yield Gate(id=gate_id(subject, number), subject=subject, closes_at=closes_at)
