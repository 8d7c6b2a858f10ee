"""What waits until a member is grown up, through the flows; see service/members/minors.py."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from rewards.perks.decide_eligibility import MerchantAnswer
from service.flows.games.submit_guess import GuessTaken
from service.flows.membership.grant_consent import ConsentGranted
from service.flows.perks.check_eligibility import Checked
from service.flows.perks.open_pass import PassOpened
from service.members.consents import Purpose
from service.members.minors import Barred, NotForMinors
from service.members.refusals import NoConsent
from tests.flows.games.scenes import guess, open_game, opened, podium_draft, score_draft, three
from tests.flows.world import World
from tests.people import ALICE, BOB, UMBRELLA_KIOSK

# In Berlin the year begins an hour earlier.
GROWN = datetime(2026, 12, 31, 23, tzinfo=UTC)
YOUNG = msgspec.structs.replace(ALICE, birth_year=2008)
BOARD = "seeds-weekly"


def barred(what: Barred) -> NotForMinors:
    return NotForMinors(barred=what, adult_from=GROWN)


async def test_a_minor_is_on_no_board_until_the_day(world: World) -> None:
    alice = await world.member(YOUNG)
    assert await world.grant(alice, Purpose.BOARD, BOARD) == barred(Barred.BOARDS)
    world.clock.set(GROWN)
    assert isinstance(await world.grant(alice, Purpose.BOARD, BOARD), ConsentGranted)


async def test_a_minor_guesses_in_no_game(world: World) -> None:
    alice, game = await world.member(YOUNG), await opened(world, podium_draft(world))
    assert await guess(world, alice, game, three("a")) == barred(Barred.GAMES)
    bob = await world.member(BOB)
    assert isinstance(await guess(world, bob, game, three("a")), GuessTaken)


async def test_nobody_guesses_about_a_minor(world: World, database: Any) -> None:
    alice = await world.member(YOUNG)
    assert isinstance(await world.grant(alice, Purpose.SCORE), ConsentGranted)
    assert await world.grant(alice, Purpose.GUESSABLE) == barred(Barred.GAMES)
    assert isinstance(await open_game(world, score_draft(world, alice)), NoConsent)
    # Not even if the consent stood there.
    grown = {"$set": {"adult_from": None}}
    database.accounts.update_one({"_id": alice.account}, grown)
    await world.grant(alice, Purpose.GUESSABLE)
    database.accounts.update_one({"_id": alice.account}, {"$set": {"adult_from": GROWN}})
    assert isinstance(await open_game(world, score_draft(world, alice)), NoConsent)


async def test_a_minor_opens_no_pass_for_a_level(world: World, database: Any) -> None:
    alice = await world.member(YOUNG)
    await world.grant(alice, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    assert await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK) == barred(Barred.LEVELS)
    database.accounts.update_one({"_id": alice.account}, {"$set": {"adult_from": None}})
    opened_ = await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)
    assert isinstance(opened_, PassOpened)
    # A pass that is there already is answered like any other no.
    database.accounts.update_one({"_id": alice.account}, {"$set": {"adult_from": GROWN}})
    checked = (await world.check(opened_.token, UMBRELLA_KIOSK)).answer
    assert checked == Checked(perk="umbrella", answer=MerchantAnswer.NO)
    assert database.access_log.count_documents({"account": alice.account, "answered": "no"}) == 1
