"""Somebody whom nobody has seen before, on a phone of their own; and what they earn and keep."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import msgspec
from bson.int64 import Int64
from playwright.async_api import Browser, Locator, Page

from service.flows.merchants.reinstate_merchant import REINSTATE_MERCHANT
from service.flows.merchants.standing import OfMerchant
from service.flows.merchants.suspend_merchant import SUSPEND_MERCHANT
from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.flows.stores.open_store import OPEN_STORE, OpenStore
from service.flows.stores.open_terminal import OPEN_TERMINAL, OpenTerminal
from service.keys.random import fresh_merchant_key
from service.members.consents import Purpose
from service.programme import Programme
from service.programme_demo import DEMO
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.test_member_score import published
from tests.pages.visitor import UMBRELLA_KIOSK, Visitor, in_step
from tests.people import RIVERSIDE_BIKES


@asynccontextmanager
async def phone(
    browser: Browser, server: Served, **options: Any
) -> AsyncIterator[tuple[Visitor, list[str]]]:
    """The phone, and the errors it has logged so far."""
    contact = f"{uuid.uuid4().hex}@example.com"
    async with visiting(browser, server, server.log.parent, contact, **options) as both:
        yield both


def lending() -> Programme:
    """The demo, whose power bank any score opens, at two merchants: it can be had from a till
    without a network."""
    both = {"level": "sprout", "merchants": (UMBRELLA_KIOSK, RIVERSIDE_BIKES)}
    perks = (
        msgspec.structs.replace(each, **both) if each.id == "power-bank" else each
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


@asynccontextmanager
async def suspended(people: Crowd, merchant: str) -> AsyncIterator[None]:
    """An operator has suspended the merchant meanwhile."""
    in_step(people)
    body = OfMerchant(merchant=merchant, reason="Its licence has ended")
    await people.world.apply(SUSPEND_MERCHANT, body, caller="operator:olga")
    try:
        yield
    finally:
        await people.world.apply(REINSTATE_MERCHANT, body, caller="operator:olga")


async def is_heard(page: Page, marked: Locator) -> None:
    """Looks again until it is there: a suspension is known within a second."""
    for _ in range(100):
        if await marked.count():
            break
        await page.reload(wait_until="networkidle")
    await marked.wait_for()


async def opens_a_till(people: Crowd, merchant: str, terminal: str, *, store: str) -> None:
    """The merchant has a store of this name, and a till in it."""
    in_step(people)
    fresh = fresh_merchant_key(test=True)
    key = IssueMerchantKey(merchant=merchant, scopes=("eligibility",), test=True)
    await people.world.apply(ISSUE_MERCHANT_KEY, key, ids=(fresh.id, fresh.sha256))
    there = {"merchant": merchant, "key": fresh.id, "store": "s1"}
    await people.world.apply(OPEN_STORE, OpenStore(**there, name=store))
    await people.world.apply(OPEN_TERMINAL, OpenTerminal(**there, terminal=terminal))
