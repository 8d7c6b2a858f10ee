"""What a perk declares besides its level is kept at the counter, whoever asks at once."""

import asyncio
from typing import Any

import msgspec
import pytest

from rewards.economy import CreditLine, PerkNumbers
from rewards.perks.decide_eligibility import MerchantAnswer
from rewards.perks.perk import Context, Perk, PerkKind
from rewards.perks.rentals.refusals import DepositNotWaived
from rewards.perks.terms.limit import UseLimit
from rewards.perks.terms.tier import Tier
from rewards.perks.terms.window import Window
from service.check.run import check
from service.members.consents import Purpose
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.owner import EVERYBODY
from service.store.schema.page import ACCOUNTS, SNAPSHOTS
from tests.flows.perks.test_check_eligibility import ask
from tests.flows.rentals.scenes import Counter, customer, under
from tests.flows.world import World
from tests.people import DAY, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

replace = msgspec.structs.replace
UMBRELLA = DEMO.perks[0]
LANE = Perk(
    id="lane",
    kind=PerkKind.FAST_LANE,
    context=Context.QUEUE,
    merchants=(UMBRELLA_KIOSK, RIVERSIDE_BIKES),
    title="The fast lane",
    terms="Have your boarding card ready.",
    outside_terms="The same queue as everybody.",
    level="sprout",
)


def offering(*perks: Perk, **numbers: Any) -> Programme:
    """The demo with these perks."""
    return replace(DEMO, perks=perks, numbers=replace(DEMO.numbers, perks=PerkNumbers(**numbers)))


@pytest.fixture
async def kiosk(world: World, database: Any) -> Counter:
    """Alice at the kiosk, with 352 points and a line of 5,000."""
    return await customer(world, database)


async def asked(kiosk: Counter, perk: str = "lane", merchant: str = UMBRELLA_KIOSK) -> str:
    found = await ask(kiosk.world, kiosk.who, perk, merchant)
    answer: str = found.answer
    return answer


def why(database: Any, reason: str) -> list[dict[str, Any]]:
    """What the member's inbox says of a reason, newest first."""
    rows = database.inbox.find({"kind": "perk_answered"}).sort("at", -1)
    prefix = f"{reason}."
    return [
        {k.removeprefix(prefix): v for k, v in row["parameters"].items() if k.startswith(prefix)}
        for row in rows
        if any(name.startswith(prefix) for name in row["parameters"])
    ]


def has_points(database: Any, value: int, account: str | None = None) -> None:
    """The published score is another one; that of `account`, where there are more than one."""
    whose = {} if account is None else {"account": account}
    row = SNAPSHOTS.decode(database.snapshots.find_one(whose))
    assert row.score is not None
    other = replace(row, score=replace(row.score, value=value))
    database.snapshots.replace_one({"_id": row.id}, SNAPSHOTS.encode(other))


async def test_a_lane_is_had_as_often_as_its_limit_says(kiosk: Counter, database: Any) -> None:
    lane = replace(LANE, limit=UseLimit(uses=2, days=7))
    kiosk.world = under(kiosk.world, offering(lane))
    assert [await asked(kiosk) for _ in range(3)] == ["yes", "yes", "no"]
    free = (NOON + 7 * DAY).isoformat().replace("+00:00", "Z")
    assert why(database, "used_up") == [{"uses": 2, "days": 7, "free_at": free}]
    kiosk.world.later(days=7)
    assert await asked(kiosk) == "yes"
    account = await kiosk.world.context.store.get(ACCOUNTS, kiosk.who.account, owner=EVERYBODY)
    assert account is not None
    assert [use.perk for use in account.uses] == ["lane"]


async def test_of_ten_passes_shown_at_once_a_limit_opens_its_number(kiosk: Counter) -> None:
    lane = replace(LANE, limit=UseLimit(uses=3, days=7))
    kiosk.world = under(kiosk.world, offering(lane))
    answers = await asyncio.gather(*(asked(kiosk) for _ in range(10)))
    assert sorted(answers) == ["no"] * 7 + ["yes"] * 3


async def test_no_more_than_there_are_is_given_at_two_counters_at_once(
    kiosk: Counter, database: Any
) -> None:
    kiosk.world = under(kiosk.world, offering(replace(LANE, stock=4)))
    merchants = [UMBRELLA_KIOSK, RIVERSIDE_BIKES] * 5
    await kiosk.world.grant(kiosk.who, Purpose.ELIGIBILITY, RIVERSIDE_BIKES)
    answers = await asyncio.gather(*(asked(kiosk, merchant=each) for each in merchants))
    assert sorted(answers) == ["no"] * 6 + ["yes"] * 4
    assert [row["taken"] for row in database.stocks.find()] == [4]
    assert {each["stock"] for each in why(database, "out_of_stock")} == {4}
    kiosk.world = under(kiosk.world, offering(replace(LANE, stock=5)))
    assert [await asked(kiosk) for _ in range(2)] == ["yes", "no"]


async def test_outside_its_hours_it_is_a_no_that_says_when(kiosk: Counter, database: Any) -> None:
    # Noon is 13:00 in Berlin, on a Wednesday.
    lane = replace(LANE, windows=(Window(days=(4,), from_minute=540, until_minute=600),))
    kiosk.world = under(kiosk.world, offering(lane))
    assert await asked(kiosk) == "no"
    assert why(database, "closed_now") == [{"opens_at": "2026-03-05T08:00:00Z"}]
    kiosk.world.later(hours=20)
    assert await asked(kiosk) == "yes"
    kiosk.world.later(hours=1)
    assert await asked(kiosk) == "no"


async def test_a_tier_waives_its_part_of_the_deposit_and_is_all_that_is_told(
    kiosk: Counter, database: Any
) -> None:
    half = Tier(id="half", level="sprout", percent=50, terms="Half of the deposit.")
    kiosk.world = under(kiosk.world, offering(replace(UMBRELLA, level="canopy", tiers=(half,))))
    found = await ask(kiosk.world, kiosk.who, "umbrella", UMBRELLA_KIOSK)
    assert (found.answer, found.tier, found.percent) == (MerchantAnswer.PARTIAL, "half", 50)
    assert set(msgspec.to_builtins(found)) == {
        *("perk", "answer", "tier", "percent", "rental", "quote_ends_at")
    }
    rental = await kiosk.rental(found.rental)
    assert rental.deposit == 1_000
    await kiosk.says("authorise", found.rental)
    assert await kiosk.used() == 1_000
    assert why(database, "level_not_reached")[0]["missing"] == 700 - 352
    [look] = database.access_log.find({"answered": "partial"})
    assert look["why"] == "umbrella"


async def test_what_was_decided_of_a_level_holds_at_every_counter_for_a_day(
    kiosk: Counter, database: Any
) -> None:
    kiosk.world = under(kiosk.world, offering(replace(LANE, level="sapling")))
    await kiosk.world.grant(kiosk.who, Purpose.ELIGIBILITY, RIVERSIDE_BIKES)
    assert await asked(kiosk) == "no"
    has_points(database, 600)
    kiosk.world.later(hours=1)
    assert await asked(kiosk, merchant=RIVERSIDE_BIKES) == "no"
    until = (NOON + DAY).isoformat().replace("+00:00", "Z")
    assert why(database, "level_held") == [{"level": "sapling", "until": until}]
    kiosk.world.later(hours=23)
    assert await asked(kiosk, merchant=RIVERSIDE_BIKES) == "yes"
    has_points(database, 352)
    assert await asked(kiosk) == "yes"
    kiosk.world.later(hours=24)
    assert await asked(kiosk) == "no"


async def test_a_member_is_asked_about_so_often_and_no_more(kiosk: Counter, database: Any) -> None:
    kiosk.world = under(kiosk.world, offering(LANE, checks_max=3))
    answers = await asyncio.gather(*(asked(kiosk) for _ in range(5)))
    assert sorted(answers) == ["no"] * 2 + ["yes"] * 3
    assert [each["most"] for each in why(database, "asked_too_often")] == [3, 3]
    kiosk.world.later(hours=24)
    assert await asked(kiosk) == "yes"


async def test_two_quotes_are_one_use_where_there_is_one(kiosk: Counter, database: Any) -> None:
    once = replace(UMBRELLA, limit=UseLimit(uses=1, days=7))
    kiosk.world = under(kiosk.world, offering(once))
    one, two = await kiosk.quote(), await kiosk.quote()
    await kiosk.says("authorise", one)
    assert await kiosk.says("authorise", two) == DepositNotWaived()
    assert (await kiosk.rental(two)).cancelled == "not_waived"
    await kiosk.says("cancel", one)
    assert await asked(kiosk, "umbrella") == "yes"  # what is called off was not had
    assert (await check(kiosk.world.context.store)).violations == ()


async def test_what_is_had_counts_from_the_authorisation_on(kiosk: Counter) -> None:
    once = replace(UMBRELLA, limit=UseLimit(uses=1, days=1))
    kiosk.world = under(kiosk.world, offering(once))
    rental = await kiosk.quote()
    await kiosk.says("authorise", rental)
    for step in ("hand_over", "give_back", "settle"):
        await kiosk.says(step, rental)
    kiosk.world.later(hours=23)
    assert await asked(kiosk, "umbrella") == "no"
    kiosk.world.later(hours=1)
    assert await asked(kiosk, "umbrella") == "yes"


async def test_every_no_is_the_same_bytes(kiosk: Counter, database: Any) -> None:
    """Hours, stock, limit, level, line and budget: nobody can tell one no from another."""
    once = UseLimit(uses=1, days=7)
    perks = {
        "hours": replace(LANE, windows=(Window(days=(1,)),)),
        "stock": replace(LANE, stock=1),
        "limit": replace(LANE, limit=once),
        "level": replace(LANE, level="canopy"),
        "line": replace(UMBRELLA, id="lane"),
    }
    seen = set()
    for name, perk in perks.items():
        programme = offering(perk)
        if name == "line":
            lines = (CreditLine(level="canopy", minor=1),)
            rentals = replace(programme.numbers.rentals, lines=lines)
            programme = replace(programme, numbers=replace(programme.numbers, rentals=rentals))
        kiosk.world = under(kiosk.world, programme)
        if name in ("stock", "limit"):
            await asked(kiosk)
        found = await ask(kiosk.world, kiosk.who, "lane", UMBRELLA_KIOSK)
        assert found.answer is MerchantAnswer.NO, name
        seen.add(msgspec.json.encode(found))
        kiosk.world.later(milliseconds=1)
    assert seen == {b'{"perk":"lane","answer":"no"}'}
