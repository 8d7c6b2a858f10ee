"""A tablet behind a counter or on a desk, and what somebody does there, a line each."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import Browser, Page

from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.http.guards.callers import Scope
from service.keys.random import fresh_merchant_key
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import PATIENCE_MS
from tests.people import UMBRELLA_KIOSK

COUNTER = ("eligibility", "rentals")
EVERYTHING = tuple(Scope)


class Till:
    """The page, and the kiosk's keys that sign it in."""

    def __init__(self, page: Page, server: Served, people: Crowd) -> None:
        self.page, self.server, self.people = page, server, people

    @staticmethod
    async def key_of(
        people: Crowd, scopes: tuple[str, ...] = COUNTER, merchant: str = UMBRELLA_KIOSK
    ) -> str:
        """A new key of the kiosk, or of another merchant."""
        fresh = fresh_merchant_key(test=True)
        body = IssueMerchantKey(merchant=merchant, scopes=scopes, test=True)
        await people.world.apply(ISSUE_MERCHANT_KEY, body, ids=(fresh.id, fresh.sha256))
        return fresh.text

    async def key(self, scopes: tuple[str, ...] = COUNTER) -> str:
        """The same at this counter."""
        return await self.key_of(self.people, scopes)

    async def opens(self, key: str = "") -> None:
        """Signs in with a key, and sees the question."""
        await self.page.goto(f"{self.server.url}/counter")
        await self.page.get_by_label("Key").fill(key or await self.key())
        await self.presses("Sign in")
        await self.heading("Ask about a pass")

    async def heading(self, text: str) -> None:
        await self.page.get_by_role("heading", name=text, level=1).wait_for()

    async def presses(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def types(self, digits: str) -> None:
        await self.page.get_by_label("Eight digits").fill(digits)
        await self.presses("Ask")

    async def is_at(self, state: str) -> None:
        """The rental on the page stands so."""
        await self.page.get_by_role("heading", name=state, level=2, exact=True).wait_for()

    async def opens_office(self, scopes: tuple[str, ...] = EVERYTHING) -> str:
        """Signs in at the office; the key."""
        key = await self.key(scopes)
        await self.page.goto(f"{self.server.url}/merchant")
        await self.page.locator("#merchant_key").fill(key)
        await self.page.locator("[type=submit]").click()
        await self.page.locator(".ways").wait_for()
        return key

    async def opens_rental(self, rental: str) -> None:
        """From anywhere in the office."""
        await self.page.get_by_role("link", name="Rentals", exact=True).click()
        await self.page.get_by_role("link", name=f"…{rental[-6:]}").click()

    async def says(self, what: str, words: str = "as it was seen here") -> None:
        """Opens what is to be said, says it, and waits until it is in the history."""
        await self.presses(what)
        dialog = self.page.get_by_role("dialog")
        await dialog.get_by_label("In your words").fill(words)
        await dialog.get_by_role("button", name="Say it").click()
        await self.page.locator("blockquote", has_text=words).first.wait_for()


@asynccontextmanager
async def counter(
    browser: Browser, server: Served, people: Crowd, width: int = 390, **options: Any
) -> AsyncIterator[tuple[Till, list[str]]]:
    """A till, and the errors its page has logged so far."""
    async with window(browser, width, 844, **options) as (page, errors):
        page.set_default_timeout(PATIENCE_MS)
        yield Till(page, server, people), errors
