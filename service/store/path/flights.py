"""Flights: batches on their way, each apart from the others, so that order per account is kept.

While one batch is written and committed, the next is loaded and decided. A flight holds the
documents its commands queue for until it has landed. A command of a later flight that touches one
of them cannot go with it, as its snapshot is older than what it has to see: it follows the flight
ahead, together with everyone who touches what the follower touches, and goes back to its place in
the queue when that one has landed.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence

from service.store.collection import Key
from service.store.path.pending import Pending

Line = Callable[[Pending], set[Key]]
GiveBack = Callable[[Sequence[Pending]], None]


class Flight:
    """One batch, what it holds, and who waits for it to land."""

    def __init__(self, batch: Sequence[Pending], aloft: "Flights") -> None:
        self.batch = batch
        self.keys: set[Key] = set()
        self.landed = False
        # Everyone's keys are known, or nothing more will be: the next flight may take off.
        self.clear = asyncio.Event()
        self._aloft = aloft
        self._unknown = set(batch)
        self._ahead = dict.fromkeys(aloft.others(self))
        self._followers: list[Pending] = []
        for pending in batch:
            pending.place = self

    def ahead(self) -> list["Flight"]:
        """The flights to stay apart from, the earliest first.

        Those on their way now: what they commit is missing in a snapshot of now. Also those that
        were so at take-off, or that one of this batch follows, even if they have landed since:
        whoever they gave back stands in the queue, and nobody here may go first.
        """
        return list(self._ahead | dict.fromkeys(self._aloft.others(self)))

    def hold(self, batch: Sequence[Pending], ahead: Sequence["Flight"], line: Line) -> None:
        """Holds what the batch touches, without those who have to follow a flight ahead."""
        for pending in batch:
            touched = line(pending)
            first = next((one for one in ahead if not one.keys.isdisjoint(touched)), self)
            first.keys |= touched
            if first is not self:
                self._follow(first, pending)
        for one in ahead:
            if one.landed:
                one.let_go()
        self._unknown.difference_update(batch)
        if not self.mine(self._unknown):
            self.clear.set()

    def _follow(self, first: "Flight", pending: Pending) -> None:
        # Nobody has it now: a flight that it was part of before may be the very one it follows.
        pending.place = None
        self._ahead[first] = None
        first._followers.append(pending)

    def mine(self, batch: Iterable[Pending]) -> list[Pending]:
        """Those who still wait, and neither follow another flight nor stand in a side lane.

        Who was told that nothing was done must never be served later.
        """
        return [pending for pending in batch if pending.waits and pending.place is self]

    def land(self) -> None:
        """Lets go of everything; see `Flights.land`."""
        self.landed = True
        self._ahead.clear()
        self.clear.set()
        self.let_go()

    def let_go(self) -> None:
        """Gives the followers back to the queue."""
        followers, self._followers = self._followers, []
        if followers:
            self._aloft.give_back(followers)


class Flights:
    """Those of one process. Without `apart` each goes as if alone, and the database decides."""

    def __init__(self, give_back: GiveBack, *, apart: bool) -> None:
        self.give_back = give_back
        self._apart = apart
        self._aloft: dict[Flight, None] = {}

    def others(self, flight: Flight) -> list[Flight]:
        """Every flight but this one, the earliest first."""
        return [one for one in self._aloft if one is not flight] if self._apart else []

    def take_off(self, batch: Sequence[Pending]) -> Flight:
        """A new flight. It is for the caller to wait until the one before is clear."""
        flight = Flight(batch, self)
        self._aloft[flight] = None
        if not self._apart:
            flight.clear.set()
        return flight

    def land(self, flight: Flight) -> None:
        """All its commands are answered, or stand in a lane that will answer them."""
        del self._aloft[flight]
        flight.land()
