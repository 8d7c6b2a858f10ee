"""Members who have joined every task, settled through the product's flows, and what they send."""

import asyncio
import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from service.clock import SystemClock
from service.flows.context import Context
from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.keys import Keys
from service.keys.random import fresh_merchant_key
from service.members.consents import Purpose
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.programmes import begin_programme
from service.store.store import Store
from tests.faults.api import SECRET
from tests.flows.world import World
from tests.people import UMBRELLA_KIOSK, Person
from tests.unlimited import unlimited

TASKS = 24
SEEDS = 20


def programme() -> Programme:
    """The demo's, with many daily tasks at the kiosk, so that each member can do a lot at once."""
    daily = next(task for task in DEMO.tasks if task.id == "return-umbrella")
    tasks = (msgspec.structs.replace(daily, id=f"chore-{n}", seeds=SEEDS) for n in range(TASKS))
    return unlimited(msgspec.structs.replace(DEMO, tasks=(*DEMO.tasks, *tasks)))


@dataclass
class Order:
    """One request with its key, to be sent until it is acknowledged."""

    key: str
    path: str
    token: str
    body: bytes
    account: str
    task: str = ""


@dataclass(frozen=True)
class Customer:
    """A member, the member's phone, and the kiosk's name for the member."""

    account: str
    token: str
    pseudonym: str
    tasks: tuple[str, ...]


@dataclass
class Crowd:
    """Everybody who was ever settled in one database."""

    world: World
    keys: Keys
    kiosk: str
    customers: list[Customer] = field(default_factory=list)

    async def settle(self, number: int, tasks: int = TASKS) -> list[Customer]:
        """So many new members, ready to earn."""
        first = len(self.customers)
        people = [_person(n) for n in range(first, first + number)]
        chosen = tuple(f"chore-{n}" for n in range(tasks))
        new = await asyncio.gather(*(self._settle(person, chosen) for person in people))
        self.customers += new
        return new

    async def _settle(self, person: Person, tasks: tuple[str, ...]) -> Customer:
        who, pseudonym = await self.world.linked(person, tasks[0])
        await asyncio.gather(*(self.world.join(who, task) for task in tasks[1:]))
        await self.world.grant(who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
        token = self.keys.sign_access(who.account, who.session, datetime.now(UTC))
        return Customer(who.account, token, pseudonym, tasks)

    def orders(self, customers: list[Customer], chance: random.Random) -> list[Order]:
        """Every task done, and half as many collections and passes, in any order."""
        orders = []
        for each in customers:
            orders += [self.completion(each, task, chance) for task in each.tasks]
            for _ in range((len(each.tasks) + 1) // 2):
                orders.append(collection(each, chance))
                orders.append(a_pass(each, chance))
        chance.shuffle(orders)
        return orders

    def completion(self, who: Customer, task: str, chance: random.Random) -> Order:
        """The kiosk reports that a task was done just now."""
        at = datetime.now(UTC).isoformat()
        body = {"member": who.pseudonym, "task": task, "event_at": at}
        order = _order("/v1/merchant/events", self.kiosk, body, who, chance)
        order.task = task
        return order


def collection(who: Customer, chance: random.Random) -> Order:
    """All that is ripe; a refusal that is kept if there is nothing."""
    return _order("/v1/me/collections", who.token, {}, who, chance)


def a_pass(who: Customer, chance: random.Random) -> Order:
    """A pass: its answer is random, so that a second one could not look like the first."""
    body = {"perk": "umbrella", "merchant": UMBRELLA_KIOSK}
    return _order("/v1/me/passes", who.token, body, who, chance)


async def open_crowd(store: Store) -> Crowd:
    """An empty crowd in a new database, with the kiosk's key."""
    ours = programme()
    await begin_programme(store, ours)
    context = Context(store=store, clock=SystemClock(), programme=lambda: ours)
    fresh = fresh_merchant_key(test=True)
    body = IssueMerchantKey(merchant=UMBRELLA_KIOSK, scopes=("task_events",), test=True)
    ids = (fresh.id, fresh.sha256)
    await context.apply(ISSUE_MERCHANT_KEY, body, caller="test", key=None, ids=ids)
    return Crowd(
        World(context), Keys(SECRET, access_minutes=60, realm=store.driver.db.name), fresh.text
    )


def _person(number: int) -> Person:
    name = f"Member {number}"
    return Person(member=name, account=name, name=name, zone="Europe/Berlin")


def _order(path: str, token: str, body: Any, who: Customer, chance: random.Random) -> Order:
    key = f"{chance.getrandbits(128):032x}"
    return Order(key, path, token, json.dumps(body).encode(), who.account)
