"""Fifty merchants put together all that their tills are told, for thirty days of a moved clock.

The rule alone is tried in tests/rewards/perks/test_bisection.py. Here it is the product: consents,
passes, decisions that are kept, credit lines, a publication in between, and versions of the
programme that move the level of every perk as often as they may, and its tiers every day.
"""

import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import msgspec
import pytest

from rewards.economy import CreditLine
from rewards.perks.merchant import Merchant
from rewards.perks.perk import Perk
from rewards.score.scheme import Level
from rewards.score.sesame import SESAME
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.connect import connect
from service.store.programmes import begin_programme
from service.versions.follow import know
from service.versions.known import Known
from tests.flows.perks.ring import FIFTY, Ring
from tests.flows.world import World
from tests.people import ALICE, BOB, DAY, NOON
from tests.rewards.perks.colluders import TOP, Colluders, band_of
from tests.rewards.perks.test_closed import LANE

pytestmark = pytest.mark.slow
replace = msgspec.structs.replace

DAYS = 30
ASKS = DEMO.numbers.perks.checks_max
NAMES = {each.at_least: each.name for each in SESAME.levels}
EVERY_FIVE = tuple(
    Level(name=NAMES.get(least, f"from-{least}"), at_least=least)
    for least in range(SESAME.lowest, TOP, 5)
)
"""Levels that no scheme should have: with them the same merchants must find out more."""


def offered_by_fifty(levels: Sequence[Level], lines: Sequence[CreditLine]) -> Programme:
    """The demo with fifty merchants more, and of their perks a lane for each level and a thing to
    lend for each credit line."""
    lanes = [
        replace(LANE, id=f"lane-{each.name}", level=each.name, merchants=FIFTY) for each in levels
    ]
    lent = [_lent(line, levels[0]) for line in lines]
    numbers = replace(
        DEMO.numbers,
        score=replace(DEMO.numbers.score, scheme=replace(SESAME, levels=tuple(levels))),
        rentals=replace(DEMO.numbers.rentals, lines=tuple(lines)),
    )
    more = (
        Merchant(id=each, name=f"Merchant {number}", registry_number=f"DEMO-{number:04}")
        for number, each in enumerate(FIFTY)
    )
    return replace(
        DEMO,
        numbers=numbers,
        merchants=(*DEMO.merchants, *more),
        perks=(*lanes, *lent),
        # Translations of perks that are not there would be refused.
        consent_texts=tuple(text for text in DEMO.consent_texts if text.language == "en"),
        translations={},
    )


def _lent(line: CreditLine, level: Level) -> Perk:
    umbrella = DEMO.perks[0]
    assert umbrella.rental is not None
    rental = replace(umbrella.rental, deposit_minor=line.minor)
    return replace(
        umbrella, id=f"lent-{line.level}", level=level.name, merchants=FIFTY, rental=rental
    )


Begun = Callable[[Programme], AbstractAsyncContextManager[Ring]]


@pytest.fixture
def begun(mongo_url: str, database_name: str, database: Any) -> Begun:
    """Begins a programme; at its end the ledger is right."""

    @asynccontextmanager
    async def begin(programme: Programme) -> AsyncIterator[Ring]:
        store, clock = await connect(mongo_url, database_name), FixedClock(NOON)
        try:
            await begin_programme(store, programme)
            known = await know(store, clock.domain_now)
            assert isinstance(known, Known), known
            context = Context(store=store, clock=clock, programme=known.programme, known=known)
            yield Ring(World(context), database, random.Random(50))
            report = await check(store)
            assert report.green, report.violations
        finally:
            await store.close()

    return begin


def knows_the_band_and_no_more(them: Colluders, value: int) -> None:
    """All that the level's name says, which is what they may know."""
    assert (them.least, them.most) == band_of(value)


async def test_fifty_merchants_over_thirty_days_know_the_band_and_no_more(begun: Begun) -> None:
    scores = {ALICE: 599, BOB: 650}
    async with begun(offered_by_fifty(SESAME.levels, DEMO.numbers.rentals.lines)) as ring:
        asked = {await ring.customer(each, value): value for each, value in scores.items()}
        for day in range(DAYS + 1):
            begins = ring.now
            await ring.another_version()
            await ring.ask_all_day()
            for account, value in asked.items():
                assert not ring.known[account].know_more_than_the_band(value)
                if day == DAYS // 2:
                    ring.publish(account, value, "2026-03")
            ring.until(begins + DAY)
        assert ring.moved == 2  # on the first day, and thirty days later
        assert set(ring.heard.values()) == {(DAYS + 1) * ASKS}
        for account, value in asked.items():
            knows_the_band_and_no_more(ring.known[account], value)


async def test_with_a_level_every_five_points_they_know_more_in_two_days(begun: Begun) -> None:
    async with begun(offered_by_fifty(EVERY_FIVE, ())) as ring:
        account = await ring.customer(ALICE, 573)
        for _ in range(2):
            begins = ring.now
            await ring.ask_all_day()
            ring.until(begins + DAY)
        them = ring.known[account]
        assert them.least <= 573 < them.most
        assert them.know_more_than_the_band(573, SESAME.levels)


async def test_while_a_score_moves_all_answers_of_a_day_are_those_of_one_band(
    begun: Begun,
) -> None:
    """Published again every three hours. Without what is lent: a line follows the score at once, as
    decision 22 says."""
    chance, value = random.Random(5), 600
    async with begun(offered_by_fifty(SESAME.levels, ())) as ring:
        account = await ring.customer(ALICE, value)
        heard = set()
        for _ in range(5):
            begins = ring.now
            ring.forget()

            def moves() -> None:
                ring.publish(account, value + chance.choice((-60, -1, 0, 1, 60)), "2026-02")

            await ring.ask_all_day(meanwhile=moves)
            them = ring.known[account]
            assert (them.least, them.most) == band_of(them.least)
            heard.add(them.least)
            ring.until(begins + 2 * DAY)
        assert len(heard) > 1
