"""A batcher over a database that the test controls: who was served, in which order, and how."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from service.store.collection import Key
from service.store.path.batcher import Batcher
from service.store.path.command import Answered
from service.store.path.fault import Conflict
from service.store.path.limits import Limits
from service.store.path.transaction import Sieve
from service.store.path.turn import Turn
from tests.store.path.toy import JARS, Dropped, drop

DONE = Answered(Dropped(coins=0))

Step = Callable[[set[str]], Awaitable[None]]


async def at_once(_names: set[str]) -> None:
    """A step that takes no time and does not fail."""


class Sky:
    """Stands in for `Transactions`: versions of keys, and no documents.

    A transaction whose snapshot is older than what it changes does not pass, as on the server;
    `stale` counts them. `loading` and `writing` are the test's: they take time, or raise.
    """

    def __init__(self, **limits: Any) -> None:
        self.collections = {JARS.name: JARS}
        self.served: list[str] = []
        self.loads: list[list[str]] = []
        self.stale = 0
        self.loading: Step = at_once
        self.writing: Step = at_once
        self._needs: dict[str, set[Key]] = {}
        self._versions: dict[Key, int] = {}
        self.batcher = Batcher(self, Limits(**limits))  # type: ignore[arg-type]

    def send(self, name: str, *keys: str) -> "asyncio.Task[Answered[Any]]":
        """Someone's command on these keys; it arrives when its task runs, so in this order."""
        self._needs[name] = {Key(JARS.name, key) for key in keys}
        return asyncio.ensure_future(self.batcher.apply(drop(name)))

    def served_on(self, key: str) -> list[str]:
        """Those on one key, in the order in which they were served."""
        return [name for name in self.served if Key(JARS.name, key) in self._needs[name]]

    async def attempt(self, turns: Sequence[Turn], *, sieve: Sieve, fenced: bool = False) -> None:
        names = {turn.command.body.slip: turn for turn in turns}
        self.loads.append(list(names))
        seen = dict(self._versions)
        for name, turn in names.items():
            turn.keys.update(self._needs[name])
        await self.loading(set(names))
        if going := sieve():
            await self._commit({turn.command.body.slip: turn for turn in going}, seen)

    async def _commit(self, going: dict[str, Turn], seen: dict[Key, int]) -> None:
        await self.writing(set(going))
        touched = {key for turn in going.values() for key in turn.keys}
        if any(self._versions.get(key) != seen.get(key) for key in touched):
            self.stale += 1
            raise Conflict("stale")
        for key in touched:
            self._versions[key] = self._versions.get(key, 0) + 1
        for name, turn in going.items():
            turn.answered = DONE
            self.served.append(name)


async def ticks(count: int) -> None:
    """Lets everybody else go on, so many times."""
    for _ in range(count):
        await asyncio.sleep(0)


def whims(chance: random.Random, faults: Sequence[Exception], often: float) -> Step:
    """A step that takes any time and sometimes fails."""

    async def step(_names: set[str]) -> None:
        await ticks(chance.choice([0, 0, 1, 1, 2, 5, 20]))
        if chance.random() < often:
            raise chance.choice(faults)

    return step
