"""Guessing games on the member page."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.async_api import Browser, Locator, Page

from rewards.boards.board import season_of
from rewards.games.game import Game, GameState, Voided
from rewards.games.outcome import Outcome, Placed
from rewards.games.terms import draft_podium
from service.programme_demo import DEMO
from service.store.schema.page import GAMES
from tests.flows.games.scenes import PODIUM, guessable, opened, score_draft
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.visitor import in_step
from tests.people import BOB

pytestmark = pytest.mark.slow

LATE = msgspec.structs.replace(PODIUM, lock_minutes=1)


def this_week(people: Crowd) -> Game:
    """The game about this week's podium, open almost until the week ends."""
    now = people.world.clock.domain_now()
    season = season_of(DEMO.boards[0], now, DEMO.zone)
    game = draft_podium(LATE, season, at=now, numbers=DEMO.numbers.games)
    assert game is not None
    return game


def region(page: Page) -> Locator:
    return page.get_by_role("region", name="Guessing games")


async def test_a_podium_is_guessed_by_name_and_changed(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    for name, seeds in {"Mara": 90, "<i>Jo": 70, "Ravi": 50, "Pip": 20}.items():
        await people.joins(name, seeds)
    await opened(people.world, this_week(people))
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await alice.goes("Play")
        await region(alice.page).get_by_text("Only who is on the board").wait_for()
        await alice.presses("Show me on it")
        await alice.agrees()
        await alice.presses("Guess")
        await region(alice.page).get_by_text("Choose somebody for every place.").wait_for()
        for place, who in (("First", "Mara"), ("Second", "<i>Jo"), ("Third", "Pip")):
            await choose(alice.page, place, who)
        await alice.presses("Guess")
        await region(alice.page).get_by_text("1 member has guessed.").wait_for()
        await choose(alice.page, "Third", "Ravi")
        await alice.presses("Change my guess")
        await alice.page.get_by_text("Your guess is in.").wait_for()
        await alice.page.reload()
        await alice.presses("Change my guess")
        await alice.page.get_by_text("Your guess is in.").wait_for()
        chosen = alice.page.get_by_label("Third place").locator("option:checked")
        assert (await chosen.inner_text()).startswith("Ravi")
        assert errors == []


async def choose(page: Page, place: str, who: str) -> None:
    select = page.get_by_label(f"{place} place")
    options = await select.locator("option").all_inner_texts()
    await select.select_option(next(each for each in options if each.startswith(f"{who} (")))


@pytest.mark.parametrize(("typed", "said"), [("", "whole number"), ("many", "whole number")])
async def test_a_guess_that_is_none_is_said(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path, typed: str, said: str
) -> None:
    bob = await guessable(people.world, BOB)
    await opened(people.world, score_draft(people.world, bob))
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await alice.goes("Play")
        await alice.page.get_by_label("Your guess").fill(typed)
        await alice.presses("Guess")
        assert said in await region(alice.page).get_by_role("alert").inner_text()
        assert errors == []


async def test_a_score_is_guessed_and_one_out_of_range_is_refused(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    bob = await guessable(people.world, BOB)
    await opened(people.world, score_draft(people.world, bob))
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        await alice.joins()
        await alice.goes("Play")
        await region(alice.page).get_by_text("About Bob.").wait_for()
        await alice.page.get_by_label("Your guess").fill("1000")
        await alice.presses("Guess")
        assert "950" in await region(alice.page).get_by_role("alert").inner_text()
        await alice.page.get_by_label("Your guess").fill("400")
        await alice.presses("Guess")
        await region(alice.page).get_by_role("button", name="Change my guess").wait_for()
        assert await alice.page.get_by_label("Your guess").input_value() == "400"


async def test_how_games_ended_is_told(
    browser: Browser,
    server: Served,
    people: Crowd,
    tmp_path: Path,
    admin: Any,
    database_name: str,
) -> None:
    mara = await people.joins("Mara", 90)
    in_step(people)
    game = this_week(people)
    ended = {
        "state": GameState.SETTLED,
        "locks_at": game.opens_at + timedelta(seconds=1),
        "entrants": 7,
        "root": "0" * 64,
        "outcome": Outcome(podium=(Placed(account=mara.who.account, first=1, last=1),)),
    }
    void = {"id": "void", "state": GameState.VOID, "voided": Voided.TOO_FEW}
    for changes in (ended, void):
        document = GAMES.encode(msgspec.structs.replace(game, **changes))
        admin[database_name].games.insert_one(document)
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await alice.goes("Play")
        await region(alice.page).get_by_text("It was: 1. Mara").wait_for()
        await region(alice.page).get_by_text("Over. 7 members have guessed.").wait_for()
        await region(alice.page).get_by_text("Called off: too few had guessed.").wait_for()
        assert await region(alice.page).get_by_role("button").count() == 0
        assert errors == []
