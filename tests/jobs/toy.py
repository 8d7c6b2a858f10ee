"""A toy job that counts its effects in the database, and a context to run it in."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import msgspec

from service.clock import SystemClock
from service.flows.context import Context
from service.jobs.effort import Effort
from service.jobs.job import CatchUp, Chunk, Job, Run
from service.jobs.when import When, hourly
from service.keys.ledger_key import LedgerKey
from service.programme_demo import DEMO
from service.store.collection import Collection, Key
from service.store.connect import DRIVERS, OPTIONS
from service.store.path.command import Append, Command, Insert, Outcome, Rule
from service.store.path.limits import Limits
from service.store.path.state import View
from service.store.schema.migrate import migrate
from service.store.schema.page import COLLECTIONS
from service.store.store import Store

QUICK = Effort(
    lease=timedelta(seconds=1),
    poll=timedelta(milliseconds=50),
    first_wait=timedelta(milliseconds=10),
    attempts_max=3,
    set_aside_max=5,
)

LEDGER_KEY = LedgerKey(b"a key for the days in all tests.")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What one item of one run has done, and which runner did it."""

    id: str
    run: str
    item: int
    owner: str


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """It is there."""


MARKS = Collection("marks", Mark)
KNOWN: Mapping[str, Collection[Any]] = {**COLLECTIONS, MARKS.name: MARKS}


def once_needs(command: Command[Mark], _view: View) -> Iterable[Key]:
    yield MARKS.key(command.body.id)


def once(command: Command[Mark], view: View) -> Outcome[Marked]:
    """A derived id: once, however often it is sent."""
    if command.body.owner == "poison":
        raise RuntimeError("a bad item")
    if view.get(MARKS, command.body.id) is not None:
        return Outcome(Marked())
    return Outcome(Marked(), (Insert(MARKS, command.body),))


def again(command: Command[Mark], _view: View) -> Outcome[Marked]:
    """A random id: each time it is sent there is one more."""
    mark = msgspec.structs.replace(command.body, id=command.ids[0])
    return Outcome(Marked(), (Append(MARKS, mark),))


ONCE = Rule("mark_once", Marked, once_needs, once)
AGAIN = Rule("mark_again", Marked, lambda _c, _v: (), again, ids=1)


def toy_job(
    name: str = "toy",
    *,
    chunks: int = 1,
    items: int = 1,
    rule: Rule[Any, Any] = ONCE,
    owner: str = "me",
    catch_up: CatchUp = CatchUp.EACH,
    trigger: When | None = None,
    **more: Any,
) -> Job:
    """A job of `chunks` chunks of `items` items, each of which leaves a mark."""

    async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
        number = int(checkpoint or 0)
        if number == chunks:
            return None
        numbers = range(number * items, (number + 1) * items)
        return Chunk(
            after=str(number + 1),
            commands=tuple(run.command(rule, _mark(run, item, owner)) for item in numbers),
            items=tuple(f"item {item}" for item in numbers),
        )

    return Job(
        name=name,
        trigger=trigger or hourly(),
        catch_up=catch_up,
        what="leaves marks",
        why="so that they can be counted",
        next_chunk=more.pop("next_chunk", next_chunk),
        **more,
    )


def _mark(run: Run, item: int, owner: str) -> Mark:
    at = f"{run.job}:{run.as_of.isoformat()}"
    return Mark(id=f"{at}:{item}", run=at, item=item, owner=owner)


async def open_toys(url: str, database: str) -> Context:
    """A context on a database that knows marks, on the machine's clock."""
    driver = DRIVERS["pymongo"](url, database, **OPTIONS)
    await migrate(driver)
    store = Store(driver, Limits(), KNOWN)
    return Context(
        store=store, clock=SystemClock(), programme=lambda: DEMO, ledger_key=lambda: LEDGER_KEY
    )
