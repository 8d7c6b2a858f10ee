"""Digits at the counter: theirs alone, one use, a minute, and few wrong ones."""

import asyncio
from datetime import timedelta
from secrets import token_hex
from typing import Any

import pytest

from rewards.perks.refusals import PassUsed, TooManyWrongCodes, UnknownPass
from rewards.refusal import Refusal
from service.flows.membership.mute import MUTE, OfMerchant
from service.flows.perks.check_eligibility import (
    CHECK_ELIGIBILITY,
    AnswerWithdrawn,
    Checked,
    CheckEligibility,
)
from service.flows.perks.open_pass import OPEN_PASS, OpenPass, PassOpened
from service.members.consents import Purpose
from tests.flows.rentals.scenes import Counter, customer
from tests.flows.world import World
from tests.people import NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

MINUTES_5 = timedelta(minutes=5)


@pytest.fixture
async def kiosk(world: World, database: Any) -> Counter:
    return await customer(world, database)


async def opens(kiosk: Counter, terminal: str = "", random: str | None = None) -> PassOpened:
    """A pass for the kiosk; its digits from `random`, if that is given."""
    body = OpenPass(
        account=kiosk.who.account, perk="umbrella", merchant=UMBRELLA_KIOSK, terminal=terminal
    )
    ids = () if random is None else (token_hex(16), random)
    found: PassOpened = (await kiosk.world.apply(OPEN_PASS, body, ids=ids)).answer
    return found


async def types(kiosk: Counter, code: str, **more: Any) -> Any:
    fields = {"merchant": UMBRELLA_KIOSK, "till": "t1"} | more
    key = fields.pop("key", None)
    body = CheckEligibility(code=code, **fields)
    return (await kiosk.world.apply(CHECK_ELIGIBILITY, body, key=key)).answer


def wrong(code: str, by: int = 1) -> str:
    return f"{(int(code) + by) % 10**8:08}"


async def test_typed_digits_answer_like_the_scanned_code(kiosk: Counter) -> None:
    opened = await opens(kiosk)
    assert len(opened.code) == 8
    found = await types(kiosk, opened.code)
    assert isinstance(found, Checked)
    assert found.answer == "yes"
    assert isinstance(await types(kiosk, opened.code), PassUsed)
    scanned = await kiosk.world.check(opened.token, UMBRELLA_KIOSK)
    assert isinstance(scanned.answer, PassUsed)


async def test_of_two_tills_that_type_at_once_one_is_answered(kiosk: Counter) -> None:
    opened = await opens(kiosk)
    found = await asyncio.gather(
        *(types(kiosk, opened.code, till=f"t{number}") for number in range(6))
    )
    assert sum(isinstance(each, Checked) for each in found) == 1
    assert sum(isinstance(each, PassUsed) for each in found) == 5


async def test_another_merchant_cannot_type_them(kiosk: Counter, database: Any) -> None:
    opened = await opens(kiosk)
    assert await types(kiosk, opened.code, merchant=RIVERSIDE_BIKES) == UnknownPass()
    assert database.code_tries.distinct("_id") == [f"{RIVERSIDE_BIKES}:t1"]
    assert isinstance(await types(kiosk, opened.code), Checked)


async def test_after_a_minute_they_open_nothing(kiosk: Counter) -> None:
    opened = await opens(kiosk)
    kiosk.world.later(seconds=60)
    assert await types(kiosk, opened.code) == UnknownPass()


async def test_five_wrong_ones_and_the_till_waits(kiosk: Counter) -> None:
    opened = await opens(kiosk)
    found = await asyncio.gather(*(types(kiosk, wrong(opened.code, by)) for by in range(1, 9)))
    assert sum(each == UnknownPass() for each in found) == 5
    until = TooManyWrongCodes(until=NOON + MINUTES_5)
    assert sum(each == until for each in found) == 3
    # The right one is not looked up there either; another till, and a scan, go on.
    assert await types(kiosk, opened.code) == until
    assert await types(kiosk, wrong(opened.code), till="t2") == UnknownPass()
    assert isinstance(await types(kiosk, opened.code, till="t2"), Checked)
    kiosk.world.later(minutes=5)
    again = await opens(kiosk)
    assert isinstance(await types(kiosk, again.code), Checked)


async def test_a_till_cannot_choose_where_it_is_counted(kiosk: Counter, database: Any) -> None:
    opened = await opens(kiosk)
    for number in range(6):
        await types(kiosk, wrong(opened.code), terminal=f"name-{number}")
    assert database.code_tries.distinct("wrong") == [5]


async def test_a_pass_for_one_terminal_is_unknown_at_the_next(kiosk: Counter) -> None:
    opened = await opens(kiosk, terminal="gate-1")
    for terminal in ("gate-2", ""):
        refused = await types(kiosk, opened.code, terminal=terminal)
        assert refused == UnknownPass()
    assert isinstance(await types(kiosk, opened.code, terminal="gate-1"), Checked)


async def test_digits_that_are_taken_are_not_given_twice(kiosk: Counter, database: Any) -> None:
    one = await opens(kiosk, random="0" * 32)
    two = await opens(kiosk, random=f"{'0' * 10}{'1' * 22}")
    assert one.code == "00000000"
    assert two.code not in ("", one.code)
    three = await opens(kiosk, random="0" * 32)
    assert three.code == ""  # all that it could have are taken: it is scanned, then
    kiosk.world.later(minutes=5)
    assert (await opens(kiosk, random="0" * 32)).code == ""  # nor are those of before
    assert database.typed_codes.count_documents({"_id": f"{UMBRELLA_KIOSK}:00000000"}) == 1


async def test_a_replay_asks_for_the_consent_again(kiosk: Counter) -> None:
    opened = await opens(kiosk)
    first = await types(kiosk, opened.code, key="once")
    assert await types(kiosk, opened.code, key="once") == first
    await kiosk.world.withdraw(kiosk.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    refused: Refusal = await types(kiosk, opened.code, key="once")
    assert refused == AnswerWithdrawn()


@pytest.mark.parametrize("lost", ["typed_codes", "passes"])
async def test_a_replay_that_cannot_tell_whose_it_was_is_none(
    kiosk: Counter, database: Any, lost: str
) -> None:
    opened = await opens(kiosk)
    assert isinstance(await types(kiosk, opened.code, key="once"), Checked)
    await kiosk.world.withdraw(kiosk.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    database[lost].delete_many({})
    assert await types(kiosk, opened.code, key="once") == AnswerWithdrawn()


async def test_a_merchant_that_is_muted_since_hears_no_answer_again(kiosk: Counter) -> None:
    opened = await opens(kiosk)
    assert isinstance(await types(kiosk, opened.code, key="once"), Checked)
    mute = OfMerchant(account=kiosk.who.account, merchant=UMBRELLA_KIOSK)
    await kiosk.world.apply(MUTE, mute)
    assert await types(kiosk, opened.code, key="once") == AnswerWithdrawn()
