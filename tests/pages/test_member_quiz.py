"""A quiz on the member page: by keyboard, left half-way, failed too often."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from service.flows.tasks.answer_quiz import ANSWER_QUIZ, AnswerQuiz
from tests.pages.axe import grave
from tests.pages.crowd import Crowd
from tests.pages.reporters import Subject
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.test_member_access import focused, still
from tests.pages.visitor import Visitor, in_step

pytestmark = pytest.mark.slow

QUIZ = "Know your score"
WRONG = ("Every merchant", "Buying seeds", "A deposit")


async def opens(alice: Visitor) -> None:
    """Joins, takes the quiz on and opens it."""
    await alice.joins()
    await alice.goes("Earn")
    await alice.takes_on(QUIZ)
    await alice.presses(f"Answer the questions {QUIZ}")
    await alice.page.get_by_role("dialog", name=QUIZ).wait_for()


async def chooses(page: Page, *choices: str) -> None:
    """One answer for each question, up to the last, and hands them in."""
    for choice in choices[:-1]:
        await page.get_by_label(choice, exact=True).check()
        await page.get_by_role("button", name="Next").click()
    await page.get_by_label(choices[-1], exact=True).check()
    await page.get_by_role("button", name="Hand in").click()


async def goes_back(alice: Visitor) -> None:
    """To the question before."""
    await alice.page.get_by_role("button", name="Back", exact=True).click()


async def test_all_of_it_goes_by_keyboard(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page, keyboard = alice.page, alice.page.keyboard
        await opens(alice)
        assert await focused(page) == QUIZ
        for question, steps in (("Who sees", 1), ("What makes", 2), ("What may", 1)):
            await page.locator("legend", has_text=question).wait_for()
            await keyboard.press("Tab")
            await keyboard.press("Space")
            for _ in range(steps):
                await keyboard.press("ArrowDown")
            await keyboard.press("Enter")
        await page.get_by_role("heading", name="3 of 3 right").wait_for()
        assert await focused(page) == "3 of 3 right"
        await keyboard.press("Tab")
        assert await focused(page) == "Done"
        await keyboard.press("Enter")
        await page.get_by_role("dialog").wait_for(state="detached")
        await alice.card(QUIZ).get_by_text("15 seeds earned.").wait_for()
        assert errors == []


async def test_each_question_takes_the_focus(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await opens(alice)
        await alice.page.get_by_label("Nobody but you").check()
        await alice.presses("Next")
        assert await focused(alice.page) == "What makes a score rise?"
        await goes_back(alice)
        assert await focused(alice.page) == "Who sees your score?"
        assert await alice.page.get_by_label("Nobody but you").is_checked()
        for scheme in ("dark", "light"):
            await alice.page.emulate_media(color_scheme=scheme)
            await still(alice.page)
            assert await grave(alice.page) == []
        assert errors == []


async def test_leaving_half_way_loses_nothing(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page = alice.page
        await opens(alice)
        await page.get_by_label("Nobody but you").check()
        await alice.presses("Later")
        await page.get_by_role("dialog").wait_for(state="detached")
        assert await focused(page) == f"Answer the questions {QUIZ}"
        await page.reload()
        await alice.presses(f"Answer the questions {QUIZ}")
        await page.get_by_text("Question 2 of 3").wait_for()
        await goes_back(alice)
        assert await page.get_by_label("Nobody but you").is_checked()
        await alice.presses("Next")
        await chooses(page, "Keeping promises", "A job")
        await page.get_by_role("heading", name="3 of 3 right").wait_for()
        assert errors == []


async def test_nothing_is_handed_in_without_an_answer(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await opens(alice)
        await alice.presses("Next")
        await alice.page.get_by_role("alert").get_by_text("Choose one of the answers.").wait_for()
        await alice.page.get_by_label("Every merchant").check()
        await expect(alice.page.get_by_role("alert")).to_have_count(0)
        assert errors == []


async def test_wrong_three_times_is_enough_for_a_day(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await opens(alice)
        for left in ("2 tries left today", "1 try left today"):
            await chooses(alice.page, *WRONG)
            await alice.page.get_by_role("heading", name="0 of 3 right").wait_for()
            await alice.page.get_by_role("dialog").get_by_text(left).wait_for()
            await alice.presses("Try again")
            assert await alice.page.locator(":checked[type=radio]").count() == 0
        await chooses(alice.page, *WRONG)
        dialog = alice.page.get_by_role("dialog")
        await dialog.get_by_text("No tries left today.").wait_for()
        await expect(dialog.get_by_role("button")).to_have_text(["Close"])
        await alice.presses("Close")
        await alice.card(QUIZ).get_by_text("come back tomorrow").wait_for()
        await expect(alice.card(QUIZ).get_by_role("button")).to_have_count(1)
        assert errors == []


async def test_tries_used_up_elsewhere_are_refused_in_words(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        subject = Subject(alice.page)
        await opens(alice)
        in_step(people)
        for _ in range(3):
            body = AnswerQuiz(account=subject.id, task="know-your-score", answers=(0, 0, 0))
            await people.world.apply(ANSWER_QUIZ, body)
        await chooses(alice.page, "Nobody but you", "Keeping promises", "A job")
        refused = alice.page.get_by_role("dialog").get_by_role("alert")
        assert "It can be tried 3 times a day" in await refused.inner_text()
        await alice.presses("Later")
        await alice.page.reload()
        # What was chosen is still there for tomorrow.
        kept = await alice.page.evaluate("sessionStorage.getItem('seedbank.quiz.know-your-score')")
        assert '"answers":[1,2,1]' in kept


async def test_a_passed_quiz_stands_still_for_who_wants_no_motion(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path, reduced_motion="reduce") as (alice, errors):
        await opens(alice)
        await chooses(alice.page, "Nobody but you", "Keeping promises", "A job")
        await alice.page.get_by_role("heading", name="3 of 3 right").wait_for()
        assert await alice.page.evaluate("document.getAnimations().length") == 0
        assert errors == []
