"""Somebody whom nobody has seen before, on a phone of their own; and what they earn and keep."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import msgspec
from bson.int64 import Int64
from playwright.async_api import Browser

from service.members.consents import Purpose
from service.programme import Programme
from service.programme_demo import DEMO
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.test_member_score import published
from tests.pages.visitor import UMBRELLA_KIOSK, Visitor, in_step


@asynccontextmanager
async def phone(
    browser: Browser, server: Served, **options: Any
) -> AsyncIterator[tuple[Visitor, list[str]]]:
    """The phone, and the errors it has logged so far."""
    contact = f"{uuid.uuid4().hex}@example.com"
    async with visiting(browser, server, server.log.parent, contact, **options) as both:
        yield both


def lending() -> Programme:
    """The demo, whose power bank any score opens: it can be had from a till without a network."""
    perks = (
        msgspec.structs.replace(each, level="sprout") if each.id == "power-bank" else each
        for each in DEMO.perks
    )
    return msgspec.structs.replace(DEMO, perks=tuple(perks))


async def newest(people: Crowd) -> Any:
    """The account of whoever joined last."""
    accounts: Any = people.world.context.store.driver.db.accounts
    found = await accounts.find().sort("created_at", -1).limit(1).to_list(1)
    return SimpleNamespace(account=str(found[0]["_id"]))


async def earns(people: Crowd, who: Any) -> None:
    """60 seeds, collected: an umbrella brought back, and one mended for others."""
    in_step(people)
    granted = await people.world.grant(who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    for task in ("return-umbrella", "mend-umbrella"):
        await people.world.join(who, task)
        await people.world.complete(granted.pseudonym, task=task)
    await people.world.collect(who)


async def keeps(people: Crowd, who: Any, **counts: int) -> None:
    """So much is counted for badges."""
    set_ = {f"badges.counts.{name}": Int64(count) for name, count in counts.items()}
    accounts: Any = people.world.context.store.driver.db.accounts
    await accounts.update_one({"_id": who.account}, {"$set": set_})


async def is_scored(people: Crowd, who: Any) -> None:
    """The score that was asked for is published."""
    in_step(people)
    await people.world.grant(who, Purpose.SCORE)
    await published(people)
