"""A page of a merchant as everybody has it, and pictures of it if they are asked for."""

import os
from pathlib import Path

from playwright.async_api import Page

from tests.pages.access import faults
from tests.pages.test_everybody import looks, wrong
from tests.pages.test_member_access import still

PICTURES = os.environ.get("COUNTER_PICTURES", "")


async def is_fine(page: Page, view: str, width: int) -> None:
    """In both themes."""
    await still(page)
    async for look in looks(page, (width,)):
        found = await wrong(page, look) + await faults(page)
        assert (view, look, found) == (view, look, [])
        if PICTURES:
            name = f"{view} {look.width} {look.scheme}.png".replace(" ", "-")
            await page.screenshot(path=Path(PICTURES) / name, full_page=True)
