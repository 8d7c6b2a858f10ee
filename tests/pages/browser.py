"""Chromium, and a page that remembers what went wrong in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

from playwright.async_api import Browser, Page, async_playwright

PROGRAM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@asynccontextmanager
async def chromium(program: str) -> AsyncIterator[Browser]:
    """A browser that calls nobody but us."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        await browser.close()


@asynccontextmanager
async def window(
    browser: Browser,
    width: int = 1920,
    height: int = 1080,
    scheme: Literal["dark", "light"] = "dark",
    **options: Any,
) -> AsyncIterator[tuple[Page, list[str]]]:
    """A page in a profile of its own, and the errors it has logged so far."""
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, **options
    )
    page = await context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page, errors
    await context.close()


async def rows(page: Page) -> list[tuple[str, str, str]]:
    """Rank, name and seeds as a person reads them, once the numbers have stopped."""
    found: list[list[str]] = await page.eval_on_selector_all(
        ".row",
        """rows => rows.map(row => [
            row.dataset.rank,
            row.querySelector('.name').textContent,
            row.querySelector('.number').textContent,
        ])""",
    )
    return [(rank, name, seeds) for rank, name, seeds in found]
