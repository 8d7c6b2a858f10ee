"""Job: what members gave is counted into the pools of charities, each gift once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from rewards.charity.pool import Pool, count
from service.flows.context import Context
from service.jobs.due import ALWAYS
from service.jobs.job import Chunk, Run
from service.jobs.pages import PAGE
from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import GIFTS, POOLS

WAITING: dict[str, Any] = {"counted_at": None}
BY_COUNTED = "counted_at_1__id_1"


class CountGifts(msgspec.Struct, frozen=True, kw_only=True):
    """Gifts to one charity that were not counted when the job looked."""

    charity: str
    gifts: tuple[str, ...]


class GiftsCounted(msgspec.Struct, frozen=True, kw_only=True):
    """How many of them were counted now, and how many seeds they are."""

    gifts: int
    seeds: int


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 gifts in order of id, a command for each of their charities.

    A gift with an earlier id that comes meanwhile waits for the next run.
    """
    stages: list[dict[str, Any]] = [
        {"$match": {**WAITING, "_id": {"$gt": checkpoint or ""}}},
        {"$sort": {"_id": 1}},
        {"$limit": PAGE},
        {"$project": {"charity": 1}},
    ]
    by_charity: dict[str, list[str]] = defaultdict(list)
    last = None
    async for raw in run.context.store.pipeline(GIFTS, stages, hint=BY_COUNTED):
        by_charity[raw["charity"]].append(raw["_id"])
        last = raw["_id"]
    if last is None:
        return None
    return Chunk(
        after=last,
        commands=tuple(
            run.command(COUNT_GIFTS, CountGifts(charity=charity, gifts=tuple(gifts)))
            for charity, gifts in by_charity.items()
        ),
        items=tuple(by_charity),
    )


async def gifts_wait(context: Context) -> datetime | None:
    """At once, if there is a gift that no pool has counted."""
    stages: list[dict[str, Any]] = [{"$match": WAITING}, {"$limit": 1}, {"$project": {"_id": 1}}]
    async for _ in context.store.pipeline(GIFTS, stages, hint=BY_COUNTED):
        return ALWAYS
    return None


def needs(command: Command[CountGifts], _view: View) -> Iterable[Key]:
    """The pool and the gifts."""
    yield POOLS.key(command.body.charity)
    yield from (GIFTS.key(gift) for gift in command.body.gifts)


def decide(command: Command[CountGifts], view: View) -> Outcome[GiftsCounted]:
    """Pool and gifts are written together, so what is counted says so, whenever this is cut."""
    body = command.body
    pool = view.get(POOLS, body.charity)
    gifts = [found for gift in body.gifts if (found := view.get(GIFTS, gift)) is not None]
    after, counted = count(pool or Pool(id=body.charity), gifts, at=command.domain_at)
    answer = GiftsCounted(gifts=len(counted), seeds=sum(gift.seeds for gift in counted))
    if not counted:
        return Outcome(answer)
    put: Effect = Put(POOLS, after) if pool else Insert(POOLS, after)
    return Outcome(answer, (put, *(Put(GIFTS, gift) for gift in counted)))


COUNT_GIFTS = Rule("count_gifts", GiftsCounted, needs, decide)
