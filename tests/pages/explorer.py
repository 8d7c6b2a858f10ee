"""What a person does on the page of the API explorer."""

from playwright.async_api import Locator, Page

from tests.pages.served import Served

# What Chromium says by itself of every answer that is a problem; it is no fault of the page.
OF_AN_ANSWER = "Failed to load resource: the server responded with a status of 4"


async def opened(page: Page, server: Served, operation: str = "") -> Locator:
    await page.goto(f"{server.url}/docs#{operation}")
    form = page.locator(f'[data-try="{operation}"]')
    if operation:
        await form.wait_for()
    return form


async def sent(form: Locator, status: str) -> Locator:
    """Presses Send; where the answer is, once it has the status."""
    await form.get_by_role("button", name="Send").click()
    answer = form.locator("[data-answer]")
    await answer.get_by_text(status).first.wait_for()
    return answer
