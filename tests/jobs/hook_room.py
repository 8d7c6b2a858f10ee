"""A kiosk whose server is told what happens, and the job that tells it.

`python -m tests.jobs.hook_room URL DATABASE` is a process that runs the job once.
"""

import asyncio
import sys
from dataclasses import replace
from typing import Any

import msgspec

from rewards.refusal import Refusal
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.webhooks.add_endpoint import ADD_ENDPOINT, AddEndpoint
from service.flows.webhooks.own_endpoint import OfEndpoint
from service.jobs.by_name import run_by_name
from service.keys import Keys
from service.programme.document import Programme
from service.programme_demo import DEMO
from service.store.owner import EVERYBODY
from service.store.schema.page import DELIVERIES, ENDPOINTS
from service.store.schema.slot import Slot, SlotState
from service.webhooks.delivery import Delivery
from service.webhooks.endpoint import Endpoint, Subject
from service.webhooks.hooks import Hooks
from tests.flows.rentals.scenes import Counter, customer
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, MINUTE, NOON, UMBRELLA_KIOSK, Person
from tests.senders.gateway import Receiver

OUTLASTS_MS = 60_000
"""A receiver that hangs outlasts the test."""

KEYS = Keys("a secret of at least 32 characters")


class HookRoom(World):
    """A world in which merchants have endpoints."""

    def __init__(self, context: Context, database: Any) -> None:
        super().__init__(context)
        self.database = database
        self.secrets: dict[str, str] = {}

    async def counter(self, person: Person = ALICE) -> Counter:
        return await customer(self, self.database, person)

    async def listens(self, url: str, merchant: str = UMBRELLA_KIOSK, **more: Any) -> str:
        """The id of a new endpoint of rentals."""
        id_ = f"ep_{len(self.secrets)}"
        fresh = KEYS_HOOKS.fresh(id_)
        body = AddEndpoint(
            merchant=merchant, url=url, loopback=True, **{"subjects": tuple(Subject), **more}
        )
        answered = await self.apply(ADD_ENDPOINT, body, ids=(id_, fresh.sealed, fresh.public))
        assert not isinstance(answered.answer, Refusal), answered.answer
        self.secrets[id_] = fresh.secret
        return id_

    async def does(self, rule: Any, endpoint: str, merchant: str = UMBRELLA_KIOSK) -> Any:
        body = OfEndpoint(merchant=merchant, endpoint=endpoint)
        return (await self.apply(rule, body)).answer

    async def endpoint(self, id_: str, merchant: str = UMBRELLA_KIOSK) -> Endpoint:
        book = await self.context.store.get(ENDPOINTS, merchant, owner=EVERYBODY)
        assert book is not None
        return next(each for each in book.endpoints if each.id == id_)

    def deliveries(self, **match: Any) -> list[Delivery]:
        rows = self.database.deliveries.find(match).sort([("line", 1), ("number", 1)])
        return [DELIVERIES.decode(row) for row in rows]

    async def send(self, as_of: str | None = None) -> Slot:
        """The job, once, a moment later: at one time it runs only once."""
        self.later(milliseconds=1)
        return await send(self.context, as_of)


async def send(context: Context, as_of: str | None = None) -> Slot:
    slot = await run_by_name(context, "send_webhooks", as_of, stop=asyncio.Event(), effort=QUICK)
    assert not isinstance(slot, Refusal), slot
    assert slot.state is SlotState.DONE, slot.error
    return slot


def hooks(**more: Any) -> Hooks:
    return Hooks(KEYS.seals, loopback=True, **more)


KEYS_HOOKS = hooks()


def programme(**numbers: int) -> Programme:
    """With these numbers of webhooks."""
    webhooks = msgspec.structs.replace(DEMO.numbers.webhooks, **numbers)
    changed = msgspec.structs.replace(DEMO.numbers, webhooks=webhooks)
    return msgspec.structs.replace(DEMO, numbers=changed)


async def open_room(url: str, database_name: str, answer_ms: int = 5_000) -> Context:
    """Under a programme that gives a receiver so long."""
    store, using = (await open_toys(url, database_name)).store, hooks()
    given = programme(answer_ms=answer_ms)
    clock = FixedClock(NOON)
    return Context(store=store, clock=clock, programme=lambda: given, hooks=lambda: using)


def kinds(receiver: Receiver) -> list[str]:
    """What a receiver was told, in the order of its coming."""
    return [got.json["type"] for got in receiver.received]


def ids(receiver: Receiver) -> list[str]:
    return [got.headers["webhook-id"] for got in receiver.received]


async def main(url: str, database: str) -> None:
    context = await open_room(url, database, answer_ms=OUTLASTS_MS)
    await send(replace(context, clock=FixedClock(NOON + MINUTE)), (NOON + MINUTE).isoformat())
    await context.store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
