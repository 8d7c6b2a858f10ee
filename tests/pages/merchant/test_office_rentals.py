"""What was lent, and what members object to, in a merchant's office in a real browser."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, expect

from service.pages.merchant.times import typed_moment
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.merchant.customers import some_hours_ago
from tests.pages.merchant.looks import is_fine
from tests.pages.merchant.till import Till, counter
from tests.pages.served import Served

pytestmark = pytest.mark.slow


async def test_a_fault_stops_the_clock_and_a_damage_is_claimed_once(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    there = await some_hours_ago(people, database, 1)
    rental = await there.counter.in_state("active")
    async with counter(browser, server, people) as (till, errors):
        await till.opens_office(("rentals",))
        await till.opens_rental(rental)
        await till.says("It is out of order", "the rib is bent")
        await till.page.get_by_text("the clock stands").first.wait_for()
        await till.says("It works again", "bent back")
        await till.presses("It is back")
        await till.is_at("It is back")
        await till.page.get_by_role("button", name="Something is damaged").click()
        dialog = till.page.get_by_role("dialog")
        await dialog.get_by_label("In your words").fill("torn at the rib")
        for wrong in ("", "much", "1e3", "9999.00"):
            await dialog.get_by_label("Amount").fill(wrong)
            await dialog.get_by_role("button", name="Say it").click()
            await dialog.get_by_role("alert").wait_for()
        await dialog.get_by_label("Amount").fill("5,5")
        await dialog.get_by_role("button", name="Say it").click()
        await till.page.get_by_text("5.50").wait_for()
        assert await till.page.get_by_role("button", name="Something is damaged").count() == 0
        await till.page.get_by_text("you can say that the promise was broken").wait_for()
        assert await till.page.get_by_role("button", name="The promise was broken").count() == 0
        await till.presses("All well: settle")
        await till.is_at("Settled")
        assert [each for each in errors if "422" not in each and "htmx:" not in each] == []
    await people.adds_up()


async def test_what_is_lost_is_listed_by_its_state_and_found_again(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    there = await some_hours_ago(people, database, 1)
    rental = await there.counter.in_state("active")
    async with counter(browser, server, people) as (till, errors):
        await till.opens_office(("rentals",))
        await till.opens_rental(rental)
        await till.says("It will not come back", "left on the train")
        await till.is_at("Lost, to be paid")
        await till.page.locator("#nav").get_by_role("link", name="Rentals").click()
        await till.page.get_by_label("In which state").select_option("cancelled")
        await till.page.get_by_text("Nothing here").wait_for()
        # Nobody is as quick as to choose again before the new list listens.
        await expect(till.page.locator(".htmx-added, .htmx-settling")).to_have_count(0)
        await till.page.get_by_label("In which state").select_option("lost")
        await till.page.get_by_role("link", name=f"…{rental[-6:]}").click()
        await till.presses("It is found")
        await till.is_at("It is back")
        assert errors == []
    await people.adds_up()


async def test_a_rental_is_made_longer_and_never_shorter(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    there = await some_hours_ago(people, database, 1)
    rental = await there.counter.rental(await there.counter.in_state("active"))
    assert rental.ends_at is not None
    assert rental.due_by is not None
    zone = people.world.context.programme().zone
    async with counter(browser, server, people) as (till, errors):
        await till.opens_office(("rentals",))
        await till.opens_rental(rental.id)
        await till.presses("Make it longer")
        dialog = till.page.get_by_role("dialog")
        end = dialog.get_by_label("New end")
        longest = await end.input_value()
        minute = timedelta(minutes=1)
        wrong = [rental.ends_at - minute, rental.due_by + minute]
        for typed in ("", *(typed_moment(each, zone) for each in wrong)):
            await end.fill(typed)
            await dialog.get_by_role("button", name="Make it longer").click()
            await dialog.get_by_role("alert").wait_for()
        await end.fill(longest)
        await dialog.get_by_role("button", name="Make it longer").click()
        await till.page.locator(".steps").get_by_text("Made longer").wait_for()
        assert (await there.counter.rental(rental.id)).ends_at == rental.due_by
        # It has all the time there is.
        await expect(till.page.get_by_role("button", name="Make it longer")).to_have_count(0)
        refused = ("422", "409", "htmx:")
        assert [each for each in errors if not any(code in each for code in refused)] == []
    await people.adds_up()


async def test_a_broken_promise_is_made_good_and_another_is_taken_back(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    there = await some_hours_ago(people, database, 4 * 24)
    rentals = [await there.counter.late() for _ in range(2)]
    ends = (
        ("It was made good", "Made good", "cured"),
        ("Nothing was broken after all", "Settled", "settled"),
    )
    async with counter(browser, server, people) as (till, errors):
        await till.opens_office(("rentals",))
        for rental, (press, said, state) in zip(rentals, ends, strict=True):
            await till.page.locator("#nav").get_by_role("link", name="Rentals").click()
            await till.page.get_by_role("link", name=f"…{rental[-6:]}").click()
            await till.says("The promise was broken", "never seen again")
            await till.is_at("Said to be broken")
            await till.presses(press)
            await till.is_at(said)
            assert (await there.counter.rental(rental)).state == state
        assert errors == []
    await people.adds_up()


async def test_an_objection_is_read_and_answered(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    there = await some_hours_ago(people, database)
    await there.challenge(await there.late())
    async with counter(browser, server, people) as (till, errors):
        await till.opens_office(("challenges",))
        await till.page.get_by_role("link", name="Objections").click()
        await till.page.get_by_text("The box was full.").first.wait_for()
        await till.page.get_by_role("button", name="Answer", exact=True).click()
        dialog = till.page.get_by_role("dialog")
        await dialog.get_by_label("In your words").fill("It was empty all day.")
        await dialog.get_by_role("button", name="Send the answer").click()
        await dialog.get_by_role("alert").get_by_text("Choose one of the two.").wait_for()
        await dialog.get_by_label("It stands: an operator decides").check()
        await dialog.get_by_role("button", name="Send the answer").click()
        await till.page.get_by_text("You answered: “It was empty all day.”").wait_for()
        await expect(till.page.get_by_role("button", name="Answer", exact=True)).to_have_count(0)
        assert [each for each in errors if "422" not in each and "htmx:" not in each] == []


async def test_nobody_sees_another_merchants_rental(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    there = await some_hours_ago(people, database, 1)
    rental = await there.counter.in_state("active")
    database.rentals.update_one({"_id": rental}, {"$set": {"merchant": "riverside-bikes"}})
    async with counter(browser, server, people) as (till, _errors):
        await till.opens_office(("rentals",))
        for path in ("merchant/rentals", "counter/rentals"):
            answer = await till.page.goto(f"{server.url}/{path}/{rental}")
            assert answer is not None
            assert answer.status == 404
            await till.page.goto(f"{server.url}/{path}")
            assert await till.page.locator(f"a[href*='{rental}']").count() == 0


@pytest.mark.parametrize(("locale", "width"), [("en-GB", 390), ("zh-CN", 820)])
async def test_rentals_and_objections_in_every_look(
    browser: Browser, server: Served, people: Crowd, database: Any, locale: str, width: int
) -> None:
    there = await some_hours_ago(people, database)
    await there.challenge(await there.late())
    for state in ("returned", "active"):
        rental = await there.counter.in_state(state)
    async with window(browser, width, 844, locale=locale) as (page, errors):
        till = Till(page, server, people)
        await till.opens_office()
        await page.goto(f"{server.url}/merchant/rentals")
        await is_fine(page, f"{locale} rentals", width)
        await page.goto(f"{server.url}/merchant/rentals/{rental}")
        await is_fine(page, f"{locale} rental", width)
        await page.locator("[data-opens=say-extend]").click()
        await is_fine(page, f"{locale} longer", width)
        await page.keyboard.press("Escape")
        await page.locator("[data-opens=say-fault]").click()
        await is_fine(page, f"{locale} say", width)
        await page.goto(f"{server.url}/merchant/objections")
        await is_fine(page, f"{locale} objections", width)
        await page.locator("[data-opens^=answer]").first.click()
        await is_fine(page, f"{locale} answer", width)
        assert errors == []
