"""The member's own pages in a real browser: consents, looks, devices, days, leaving."""

from pathlib import Path
from zipfile import ZipFile

import httpx2
import pytest
from playwright.async_api import Browser, Locator, expect

from service.flows.perks.check_eligibility import Checked
from tests.pages.access import faults
from tests.pages.crowd import BOARD, Crowd
from tests.pages.reporters import moves_on
from tests.pages.served import Served
from tests.pages.test_everybody import looks, wrong
from tests.pages.test_member import visiting
from tests.pages.test_member_access import still
from tests.pages.visitor import UMBRELLA_KIOSK, Visitor, in_step
from tests.people import DAY

pytestmark = pytest.mark.slow

PAGES = (
    "you",
    "you/consents",
    "you/consents/score/programme",
    "you/consents/history",
    "you/looks",
    "you/devices",
    "you/data",
    "you/leave",
    "inbox",
)
LANGUAGES = (("en", "You"), ("zh-CN", "\u6211\u7684"))


async def opens(alice: Visitor, *names: str) -> None:
    """A page of the member's own, by the lines that lead there."""
    await alice.page.goto(f"{alice.server.url}/member/you")
    for name in names:
        await alice.page.locator("a.way", has_text=name).click()
        await alice.heading(name)


async def agrees_to(alice: Visitor, what: str, words: str) -> None:
    """Reads the exact words on their own page, says yes, and goes back to the list."""
    await opens(alice, "What I agreed to", what)
    await expect(alice.page.locator("blockquote")).to_contain_text(words)
    await alice.presses("I agree")
    await alice.page.get_by_role("heading", name="You agreed to this").wait_for()


async def calls(alice: Visitor, method: str, path: str, **body: object) -> httpx2.Response:
    """The API, as this member's app calls it."""
    cookies = {each["name"]: each["value"] for each in await alice.page.context.cookies()}
    headers = {"Authorization": f"Bearer {cookies['seedbank_access']}", "Idempotency-Key": path}
    async with httpx2.AsyncClient(base_url=alice.server.url) as client:
        return await client.request(method, path, json=body, headers=headers)


async def is_looked_at(alice: Visitor, people: Crowd) -> None:
    """Shows a pass at the counter of the kiosk, which asks."""
    perk = "umbrella"
    opened = await calls(alice, "POST", "/v1/me/passes", perk=perk, merchant=UMBRELLA_KIOSK)
    in_step(people)
    checked = await people.world.check(opened.raise_for_status().json()["token"], UMBRELLA_KIOSK)
    assert isinstance(checked.answer, Checked)
    assert checked.answer.answer == "no"


def line(alice: Visitor, text: str) -> Locator:
    """One line of a list."""
    return alice.page.locator(".line", has_text=text)


async def test_a_consent_is_given_in_its_words_taken_back_and_a_look_is_objected_to(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page = alice.page
        await alice.joins()
        await agrees_to(alice, "Shown on Seeds this week", "The programme may show my display name")
        # The focus has gone to the heading of what has changed.
        await expect(page.locator("#state-title")).to_be_focused()
        await agrees_to(alice, "Umbrella Kiosk may report my tasks", "It reports nothing else.")
        assert len(await page.locator("#pseudonym").inner_text()) == 32
        await page.get_by_label("365 days").check()
        await alice.presses("Renew")
        await expect(page.locator(".facts")).to_contain_text("2027")
        await opens(alice, "What I agreed to")
        await alice.presses("Withdraw Shown on Seeds this week")
        await page.locator(f"#consent-board-{BOARD}").wait_for(state="detached")
        await expect(page.locator("#said")).to_have_text("Taken back: Shown on Seeds this week.")
        assert await page.evaluate("document.activeElement.id") == "given-title"
        await alice.presses("I have looked through it")
        await expect(page.locator("#review")).to_contain_text("You looked through all of this on")
        await page.get_by_role("link", name="Every yes and every no").click()
        await expect(line(alice, "Shown on Seeds this week")).to_contain_text(["No more", "Yes"])
        answered = (await calls(alice, "GET", "/v1/me/consents")).json()["consents"]
        assert [each["purpose"] for each in answered] == ["enrolment", "task_events"]
        await opens(alice, "Who looked at me")
        await page.get_by_text("Nobody yet").wait_for()
        await agrees_to(alice, "Umbrella Kiosk may ask when I show a pass", "yes or no")
        await is_looked_at(alice, people)
        await opens(alice, "Who looked at me")
        look = page.locator(".look", has_text="Umbrella Kiosk")
        await expect(look).to_contain_text("Asked about: An umbrella without a deposit")
        await expect(look).to_contain_text("heard no")
        await look.get_by_role("button", name="Object").click()
        await page.get_by_label("In your words").fill("I was not there that day.")
        await alice.presses("Send")
        await expect(look).to_contain_text("You objected: “I was not there that day.”")
        await alice.presses("Mute Umbrella Kiosk")
        muted = page.get_by_role("region", name="Muted")
        await expect(muted).to_contain_text("Umbrella Kiosk")
        await expect(look).to_contain_text("I was not there that day.")
        await alice.presses("Unmute Umbrella Kiosk")
        await expect(muted).to_have_count(0)
        assert errors == []


async def test_the_bell_counts_what_has_not_been_seen_until_the_inbox_is_opened(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page = alice.page
        await alice.joins()
        bell = page.get_by_role("link", name="Inbox")
        await expect(page.get_by_role("region", name="Inbox")).to_contain_text("Nobody scores")
        await bell.filter(has_text="1 unread").click()
        await alice.heading("Inbox")
        await expect(line(alice, "Welcome")).to_contain_text("(unread)")
        await expect(bell).to_have_text("Inbox")  # seen, without a press and with the focus kept
        assert await page.evaluate("document.activeElement === document.body")
        await page.reload()
        await expect(line(alice, "Welcome")).not_to_contain_text("(unread)")
        assert errors == []


async def test_another_device_is_named_and_signed_out_from_here(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with (
        visiting(browser, server, tmp_path) as (alice, errors),
        httpx2.AsyncClient(base_url=server.url) as http,
    ):
        await alice.joins()
        contact = {"contact": alice.contact}
        (await http.post("/v1/sign-in/codes", json=contact)).raise_for_status()
        # What it is called is the person's text: shown as text, whatever is in it.
        typed = contact | {"code": alice.code(), "device": "<b>Tablet</b>"}
        (await http.post("/v1/sign-in/tokens", json=typed)).raise_for_status()
        await opens(alice, "Inbox")
        await expect(line(alice, "New sign-in")).to_contain_text("“<b>Tablet</b>” has signed in.")
        await line(alice, "New sign-in").get_by_role("link").click()
        await alice.heading("Devices and notices")
        tablet = line(alice, "<b>Tablet</b>")
        await tablet.get_by_role("button", name="Rename").click()
        asked = alice.page.get_by_role("dialog")
        await asked.get_by_label("Name of the device").fill("Kitchen")
        await asked.get_by_role("button", name="Save").click()
        await line(alice, "Kitchen").get_by_role("button", name="Sign it out").click()
        await expect(alice.page.locator(".device")).to_have_count(1)
        await expect(alice.page.locator("#said")).to_have_text("Signed out: 1")
        reach = alice.page.get_by_role("region", name="Where notices go")
        await reach.get_by_label("E-mail address").fill(alice.contact)
        await reach.get_by_role("switch", name="By e-mail").check()
        await reach.get_by_role("button", name="Save").click()
        await expect(reach).to_contain_text("@example.com")
        await expect(reach.get_by_role("switch", name="By e-mail")).to_be_checked()
        await reach.get_by_role("button", name="Forget the address").click()
        await expect(reach).to_contain_text("There is no address yet.")
        assert errors == []


async def test_name_and_days_are_changed_and_refused_in_their_place(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path, timezone_id="Asia/Shanghai") as (alice, errors):
        page = alice.page
        await alice.joins()
        await alice.goes("You")
        await page.get_by_label("Display name").fill("A")
        await alice.presses("Change the name")
        await page.get_by_role("region", name="Name").get_by_role("alert").wait_for()
        await page.get_by_label("Display name").fill("Alicia")
        await alice.presses("Change the name")
        await expect(page.locator("#said")).to_have_text("You are shown as Alicia.")
        days = page.get_by_role("region", name="Your days")
        await expect(days).to_contain_text("Your days begin by the time of Asia/Shanghai.")
        await expect(page.locator("#zone")).to_be_hidden()
        await alice.presses("Choose a place")
        await page.get_by_label("Count by the time of").select_option("America/Los_Angeles")
        await alice.presses("Count by it")
        await expect(days).to_contain_text("on by that of America/Los Angeles.")
        await moves_on(people, server, 2 * DAY)
        await page.reload()
        # The device is still in Shanghai; back it goes no sooner than in a week.
        await alice.presses("Count by the time of Asia/Shanghai")
        await expect(days.get_by_role("alert")).to_contain_text("change the zone again from")
        assert "T16:00" not in await days.inner_text()
        assert [each for each in errors if "422" not in each and "409" not in each] == []


async def test_a_pause_a_way_out_and_the_ways_back(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page = alice.page
        await alice.joins()
        await opens(alice, "Pause or leave")
        await page.get_by_role("button", name="Pause", exact=True).click()
        await page.get_by_role("heading", name="You are paused").wait_for()
        await opens(alice)
        banner = page.locator(".banner", has_text="Your membership is paused")
        await banner.get_by_role("button", name="Resume").click()
        await expect(banner).to_have_count(0)
        await opens(alice, "Pause or leave")
        await page.get_by_role("heading", name="Only pause?").wait_for()
        await page.get_by_text("Your name, your contact and everything").wait_for()
        await alice.presses("Leave the programme")
        dialog = page.get_by_role("dialog", name="Leave the programme?")
        await dialog.get_by_role("button", name="Stay").click()
        await expect(dialog).to_be_hidden()
        await alice.presses("Leave the programme")
        await dialog.get_by_role("button", name="Leave").click()
        await alice.heading("Come back?")
        tick = page.get_by_label("I have read this and I join")
        assert not await tick.is_checked()
        await tick.check()
        await alice.presses("Come back")
        await alice.heading("Hello, Alice")
        assert errors == []


async def test_an_archive_is_taken_along_and_brought_in_again(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page = alice.page
        await alice.joins()
        await opens(alice, "My data")
        async with page.expect_download() as saving:
            await alice.presses("Download my archive")
        archive = tmp_path / "archive.zip"
        await (await saving.value).save_as(archive)
        assert {"statement", "manifest"} <= {
            Path(name).stem for name in ZipFile(archive).namelist()
        }
        imports = page.get_by_role("region", name="Bring it in")
        await imports.get_by_label("An archive (zip)").set_input_files(__file__)
        await imports.get_by_role("button", name="Bring it in").click()
        await imports.get_by_role("alert").wait_for()
        await imports.get_by_label("An archive (zip)").set_input_files(archive)
        await imports.get_by_role("button", name="Bring it in").click()
        await expect(imports).to_contain_text("As reported by demo")
        await imports.get_by_role("button", name="Forget it").click()
        await expect(imports).not_to_contain_text("As reported by demo")
        assert [each for each in errors if "422" not in each] == []


async def test_every_page_of_ones_own_keeps_nobody_out(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page = alice.page
        await alice.joins()
        await agrees_to(alice, "Umbrella Kiosk may ask when I show a pass", "yes or no")
        await is_looked_at(alice, people)
        for language, title in LANGUAGES:
            await page.set_extra_http_headers({"Accept-Language": language})
            for path in PAGES:
                await page.goto(f"{server.url}/member/{path}")
                await expect(page.locator("nav a[aria-current]")).to_have_text(title)
                async for look in looks(page, (390,)):
                    await still(page)
                    found = await faults(page) + await wrong(page, look)
                    assert (language, path, look, found) == (language, path, look, [])
        assert errors == []
