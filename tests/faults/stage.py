"""A programme with people in it, servers that are real processes, and the proof at the end."""

import asyncio
import random
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from service.flows.seeds.collect import COLLECT, Collect
from service.store.connect import connect
from service.store.path.record import record_id
from service.store.store import Store
from tests.faults.api import Api
from tests.faults.book import Book
from tests.faults.crowd import Crowd, Customer, Order, a_pass, open_crowd
from tests.faults.load import Choose, Load
from tests.faults.proof import prove
from tests.people import UMBRELLA_KIOSK


@dataclass
class Stage:
    """One database, everybody who works on it, and everything that was ever asked of it."""

    url: str
    database: Any
    store: Store
    crowd: Crowd
    folder: Path
    chance: random.Random
    book: Book = field(default_factory=Book)
    orders: list[Order] = field(default_factory=list)
    servers: list[Api] = field(default_factory=list)

    async def serve(self, **settings: str) -> Api:
        """One more server, ready."""
        given = {"mongo_url": self.url, "database": self.database.name, **settings}
        api = Api(self.folder / f"api-{len(self.servers)}.log", **given)
        self.servers.append(api)
        await api.start()
        return api

    async def serve_two(self, **settings: str) -> tuple[Api, Api]:
        """Two more, started together."""
        return await asyncio.gather(self.serve(**settings), self.serve(**settings))

    def asked(self, customers: list[Customer]) -> list[Order]:
        """All that these customers can ask for; it belongs to what will be proved."""
        orders = self.crowd.orders(customers, self.chance)
        self.orders += orders
        return orders

    def load(self, customers: list[Customer], *servers: Api) -> Load:
        """All that these customers can ask for, each try at any of the servers, and more passes."""
        ports = [server.port for server in servers]
        return self.chosen_load(customers, lambda _: self.chance.choice(ports))

    def chosen_load(self, customers: list[Customer], choose: Choose) -> Load:
        """The same, where `choose` names the server of each try."""

        def extra() -> Order:
            self.orders.append(a_pass(self.chance.choice(customers), self.chance))
            return self.orders[-1]

        return Load(self.asked(customers), self.book, choose, self.chance, extra)

    def load_of(self, orders: list[Order], server: Api) -> Load:
        """These orders and no more, at one server."""
        return Load(orders, self.book, lambda _: server.port, self.chance)

    def record(self, order: Order) -> Any:
        """The stored answer to an order: there is one exactly if it was done."""
        caller = f"merchant:{UMBRELLA_KIOSK}" if order.task else f"member:{order.account}"
        context, body = self.crowd.world.context, Collect(account=order.account)
        command = context.command(COLLECT, body, caller=caller, key=order.key)
        return self.database.idempotency.find_one({"_id": record_id(command)})

    async def prove(self) -> None:
        """Everything holds that must hold; see `proof`."""
        ports = [server.port for server in self.servers if server.runs]
        await prove(self.store, self.database, self.orders, self.book, ports)
        print(f"proved {len(self.orders)} orders; answers: {dict(self.book.said)}")


@asynccontextmanager
async def open_stage(url: str, folder: Path, chance: random.Random) -> AsyncIterator[Stage]:
    """An empty programme. Its servers end and its database goes with the block."""
    name = f"test_{uuid.uuid4().hex}"
    store = await connect(url, name)
    admin: MongoClient[dict[str, Any]] = MongoClient(url, tz_aware=True)
    stage = Stage(url, admin[name], store, await open_crowd(store), folder, chance)
    try:
        yield stage
    finally:
        for server in stage.servers:
            server.end()
        await store.close()
        admin.drop_database(name)
        admin.close()
