"""The display when a season ends: the podium with its prizes, then the new season."""

import asyncio
from datetime import timedelta

import pytest
from playwright.async_api import Browser

from rewards.boards.board import season_of
from service.flows.operators.move_clock import MOVE_CLOCK, MoveClock
from service.jobs.by_name import run_by_name
from service.programme_demo import DEMO
from service.store.schema.slot import Slot, SlotState
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_display import IMAGES, KEEP, paired, shows

pytestmark = pytest.mark.slow

WEEK = {"Mara Lindqvist": 110, "李小雨": 90, "Jonas Weber": 70, "Pip": 20}


async def the_week_ends(people: Crowd, later: timedelta) -> None:
    """The sandbox's clock goes to so long after the end of the season."""
    clock = people.world.clock
    end = season_of(DEMO.boards[0], clock.domain_now(), DEMO.zone).ends_at
    by = end + later - clock.domain_now()
    await people.world.apply(MOVE_CLOCK, MoveClock(by_ms=by // timedelta(milliseconds=1)))
    clock.follow(by)


async def test_the_podium_is_shown_when_the_week_is_over(
    browser: Browser, server: Served, people: Crowd
) -> None:
    for name, seeds in WEEK.items():
        await people.joins(name, seeds)
    async with window(browser) as (page, errors):
        page.set_default_timeout(8000)
        await paired(page, server, await people.screen())
        await shows(page, [("1", "Mara Lindqvist", "110"), ("2", "李小雨", "90"),
                           ("3", "Jonas Weber", "70"), ("4", "Pip", "20")], 3)  # fmt: skip
        assert not await page.locator("#ended").is_visible()
        await the_week_ends(people, timedelta(minutes=5))
        await page.get_by_role("heading", name="The season is over").wait_for()
        winners = await page.locator(".winner").all_inner_texts()
        assert [each.split() for each in winners] == [
            ["1", "Mara", "Lindqvist", "110", "seeds", "+100"],
            ["2", "李小雨", "90", "seeds", "+60"],
            ["3", "Jonas", "Weber", "70", "seeds", "+40"],
        ]
        picture = await page.screenshot()
        assert 10_000 < len(picture) < 200_000
        if KEEP:
            (IMAGES / "display-ended.png").write_bytes(picture)
        assert errors == []


async def test_a_first_seed_of_the_new_week_is_seen_between(
    browser: Browser, server: Served, people: Crowd
) -> None:
    mara = await people.joins("Mara", 20)
    async with window(browser) as (page, errors):
        page.set_default_timeout(8000)
        await paired(page, server, await people.screen())
        await the_week_ends(people, timedelta(minutes=20, seconds=16))
        await page.get_by_role("heading", name="The season is over").wait_for()
        await people.does(mara, "mend-umbrella")
        await page.locator("#ended").wait_for(state="hidden")
        await shows(page, [("1", "Mara", "40")], 3)
        assert errors == []


async def test_after_the_settlement_only_the_new_week_is_shown(
    browser: Browser, server: Served, people: Crowd
) -> None:
    await people.joins("Mara", 20)
    async with window(browser) as (page, errors):
        page.set_default_timeout(8000)
        await paired(page, server, await people.screen())
        hours = DEMO.numbers.seasons.late_hours
        await the_week_ends(people, timedelta(hours=hours + 24, minutes=1))
        await page.locator("#first").wait_for()
        assert not await page.locator("#ended").is_visible()
        assert errors == []


async def test_what_was_paid_is_shown_once_it_is_settled(
    browser: Browser, server: Served, people: Crowd
) -> None:
    await people.joins("Mara", 90)
    await people.joins("Bob", 70)
    await run(people, "open_seasons")
    async with window(browser) as (page, errors):
        page.set_default_timeout(10_000)
        await paired(page, server, await people.screen())
        hours = DEMO.numbers.seasons.late_hours
        await the_week_ends(people, timedelta(hours=hours, minutes=5))
        for job in ("freeze_seasons", "settle_seasons"):
            await run(people, job)
        await page.get_by_text("Settled: the prizes have been paid.").wait_for()
        winners = await page.locator(".winner").all_inner_texts()
        assert [each.split()[-1] for each in winners] == ["+100", "+60"]
        assert errors == []


async def run(people: Crowd, job: str) -> None:
    """A job, by name, as of now."""
    at = people.world.clock.domain_now().isoformat()
    slot = await run_by_name(people.world.context, job, at, stop=asyncio.Event())
    assert isinstance(slot, Slot)
    assert (slot.state, slot.error) == (SlotState.DONE, None)
