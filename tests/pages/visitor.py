"""What a person does on the member page, a line each."""

import re
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect

from service.clock import SystemClock
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.people import UMBRELLA_KIOSK

CONTACT = "alice@example.com"


class Visitor:
    """One person, one page, and the log in which the console sender writes codes."""

    def __init__(self, page: Page, server: Served, log: Path, contact: str = CONTACT) -> None:
        self.page, self.server, self.log, self.contact = page, server, log, contact

    def code(self) -> str:
        """The last code that was sent to this person."""
        sent = re.findall(rf"code for {re.escape(self.contact)}: (\d{{6}})", self.log.read_text())
        return str(sent[-1])

    async def asks_for_a_code(self) -> None:
        await self.page.goto(f"{self.server.url}/member")
        await self.page.get_by_label("E-mail or mobile number").fill(self.contact)
        await self.page.get_by_role("button", name="Send me a code").click()
        await self.page.get_by_label("Six digits").wait_for()

    async def types(self, code: str) -> None:
        await self.page.get_by_label("Six digits").fill(code)
        await self.page.get_by_role("button", name="Sign in").click()

    async def signs_in(self) -> None:
        await self.asks_for_a_code()
        await self.types(self.code())

    async def joins(self, name: str = "Alice") -> None:
        """From the first code to the first view of a member."""
        await self.signs_in()
        await self.enrols(name)

    async def enrols(self, name: str) -> None:
        """Agrees to the enrolment text, which nobody has ticked beforehand."""
        tick = self.page.get_by_label("I have read this and I join")
        await tick.wait_for()
        assert not await tick.is_checked()
        await tick.check()
        await self.page.get_by_label("Display name").fill(name)
        await self.page.get_by_label("Year of birth").fill("1990")
        await self.page.get_by_role("button", name="Join").click()
        await self.heading(f"Hello, {name}")

    async def heading(self, text: str) -> None:
        await self.page.get_by_role("heading", name=text, level=1).wait_for()

    async def goes(self, view: str) -> None:
        await self.page.get_by_role("link", name=view, exact=True).click()

    async def presses(self, name: str) -> None:
        await self.page.get_by_role("button", name=name).click()

    async def agrees(self) -> None:
        """Says yes to the words in the dialog, and waits until it has gone."""
        await self.presses("I agree")
        await self.page.locator("dialog").wait_for(state="detached")

    async def takes_on_and_links(self, task: str = "Bring an umbrella back") -> str:
        """Follows a task and lets its merchant report it; the merchant's id for this person."""
        await self.goes("Earn")
        await self.takes_on(task)
        return await self.links(task)

    async def takes_on(self, task: str) -> None:
        """Follows a task."""
        await self.presses(f"Take it on {task}")
        await self.card(task).get_by_role("button", name="Let it go").wait_for()

    async def links(self, task: str) -> str:
        """Lets the merchant of a followed task report it; the merchant's id for this person."""
        await self.card(task).get_by_role("button", name="Let them report it").click()
        await self.presses("I agree")
        pseudonym = await self.page.locator("#pseudonym").inner_text()
        await self.presses("Done")
        return pseudonym

    async def opens_perk(self, title: str) -> None:
        """The page of a perk, from the list."""
        await self.page.goto(f"{self.server.url}/member/perks")
        await self.page.get_by_role("link", name=title, exact=True).click()
        await self.heading(title)

    async def shows_a_pass(self, title: str, merchant: str) -> str:
        """Lets the merchant ask, if it may not yet, and opens a pass for the perk; its digits."""
        await self.opens_perk(title)
        show = self.page.get_by_role("button", name=f"Show a pass {merchant}")
        if await show.count() == 0:
            await self.presses("Let them ask")
            await self.agrees()
        await show.click()
        await self.page.get_by_text("Works for").wait_for()
        return await self.digits()

    async def digits(self) -> str:
        """The eight digits of the pass on the screen."""
        return "".join(re.findall(r"\d", await self.page.locator("#pass-code").inner_text()))

    def card(self, task: str) -> Locator:
        """The card of a task, by its title."""
        title = self.page.get_by_role("heading", name=task, exact=True)
        return self.page.locator(".task", has=title)

    async def collects_all(self) -> None:
        """Everything that is ripe, from the first page."""
        await self.goes("Home")
        await self.presses("Collect all")
        await expect(self.page.locator("#seeds-ripe")).to_have_text("0")
        await self.page.locator(".plant").first.wait_for(state="detached")


async def merchant_reports(people: Crowd, pseudonym: str, **more: Any) -> None:
    """A task is done, now."""
    in_step(people)
    answered = await people.world.complete(pseudonym, **more)
    assert answered.answer.seeds > 0


def in_step(people: Crowd) -> None:
    """The test's clock as that of the server's process."""
    clock = people.world.clock
    clock.advance(SystemClock().server_now() - clock.server_now())


__all__ = ["CONTACT", "UMBRELLA_KIOSK", "Visitor", "in_step", "merchant_reports"]
