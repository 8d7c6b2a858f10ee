"""Databases with the product's schema, empty, used by one test after another.

Making one takes half a second: seventy collections, their validators and indexes. Emptying one
takes a hundredth. What a test wrote is deleted when the next one takes the database, so that it
cannot come in between either; validators that were loosened are put back. What else a test did to
the schema costs it the database.
"""

import asyncio
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from pymongo import MongoClient

from service.store.connect import connect
from service.store.schema.page import COLLECTIONS

Admin = MongoClient[dict[str, Any]]
Catalog = dict[str, Any]

VALIDATION = ("validator", "validationLevel", "validationAction")

META = "meta"
"""The migrations' own; its documents are part of the schema."""


def fresh_name() -> str:
    """A name for a database that nobody has used."""
    return f"test_{uuid.uuid4().hex}"


class Prepared:
    """The databases of one server. Nobody has one that somebody else has now."""

    def __init__(self, url: str, admin: Admin) -> None:
        self._url, self._admin = url, admin
        self._idle: list[str] = []
        self._as_made: Catalog = {}

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The name of an empty one for as long as the block."""
        name = self._take()
        yield name
        self._idle.append(name)

    def drop(self) -> None:
        """Leaves the server as it was."""
        for name in self._idle:
            self._admin.drop_database(name)

    def _take(self) -> str:
        while self._idle:
            name = self._idle.pop()
            if self._cleaned(name):
                return name
            self._admin.drop_database(name)
        return self._made()

    def _made(self) -> str:
        name = fresh_name()
        with ThreadPoolExecutor(1) as apart:  # this thread's loop is the tests'
            apart.submit(asyncio.run, _lay_schema(self._url, name)).result()
        self._as_made = self._catalog(name)
        return name

    def _cleaned(self, name: str) -> bool:
        """True once it is as it was made; False if its schema is not."""
        database, found = self._admin[name], self._catalog(name)
        for extra in found.keys() - self._as_made.keys():
            if extra.startswith("system."):  # a profile, a view: more was done than writing
                return False
            database.drop_collection(extra)
            del found[extra]
        for each in _written(database):
            database[each].delete_many({})
        return self._put_back(name, found) == self._as_made

    def _put_back(self, name: str, found: Catalog) -> Catalog:
        """The catalog with the validators as they were made: tests that do harm loosen them."""
        changed = [each for each in found if found[each] != self._as_made.get(each)]
        for each in changed:
            made = self._as_made.get(each, {}).get("options", {})
            if rules := {key: made[key] for key in VALIDATION if key in made}:
                self._admin[name].command("collMod", each, **rules)
        return self._catalog(name) if changed else found

    def _catalog(self, name: str) -> Catalog:
        """Every collection's options and indexes, and the migrations' documents."""
        steps: list[dict[str, Any]] = [{"$listCatalog": {}}, {"$match": {"db": name}}]
        found: Catalog = {
            row["name"]: _schema_of(row) for row in self._admin.admin.aggregate(steps)
        }
        if META in found:
            found[META] |= {"documents": list(self._admin[name][META].find(sort=[("_id", 1)]))}
        return found


def _written(database: Any) -> list[str]:
    """The collections that have a document: asking all at once is faster than emptying each."""
    first, *others = COLLECTIONS
    stages = _any_of(first)
    for each in others:
        stages.append({"$unionWith": {"coll": each, "pipeline": _any_of(each)}})
    return [row["in"] for row in database[first].aggregate(stages)]


def _any_of(collection: str) -> list[dict[str, Any]]:
    return [{"$limit": 1}, {"$project": {"_id": 0, "in": {"$literal": collection}}}]


def _schema_of(row: dict[str, Any]) -> dict[str, Any]:
    stored = row.get("md", {"options": {}, "indexes": []})  # a view has none
    options = {key: value for key, value in stored["options"].items() if key != "uuid"}
    indexes = sorted((index["spec"] for index in stored["indexes"]), key=lambda spec: spec["name"])
    return {"options": options, "indexes": indexes}


async def _lay_schema(url: str, name: str) -> None:
    await (await connect(url, name)).close()
