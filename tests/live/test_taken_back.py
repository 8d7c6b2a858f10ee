"""Boards follow what is taken back: whatever the order, they say what a fresh load says."""

import asyncio
from random import Random
from typing import Any

import pytest

from service.live.feed import Feed
from service.live.load import load, take
from service.live.model import Model
from service.members.consents import Purpose
from service.programme_demo import DEMO
from tests.flows.world import World
from tests.live.conftest import BOARD, until
from tests.people import ALICE, BOB, CHARLIE, DAY, NOON


def rows(model: Model | None) -> list[Any]:
    """Rank, account, value and time of everybody, this week and the week before."""
    assert model is not None
    index = model.boards[BOARD]
    seasons = (index.season_at(NOON), index.season_at(NOON + 7 * DAY))
    return [
        (season.id, each.rank, each.standing)
        for season in seasons
        for each in index.standings(season).top(100)
    ]


@pytest.mark.parametrize("seed", range(3))
async def test_a_board_that_followed_is_one_that_was_loaded(
    world: World, feed: Feed, seed: int
) -> None:
    chance = Random(seed)
    people = []
    for person in (ALICE, BOB, CHARLIE):
        who, member = await world.linked(person)
        await world.join(who, "mend-umbrella")
        await world.grant(who, Purpose.BOARD, BOARD)
        people.append((who, member))
    told = [
        (member, {"task": task, "event": f"e{number}", "event_at": NOON + number * DAY})
        for _, member in people
        for task in ("return-umbrella", "mend-umbrella")
        for number in (0, 0, 3, 6)
    ]
    world.later(days=6)
    for _ in range(6):
        steps = [
            (world.reverse if chance.random() < 0.4 else world.complete)(member, **dict(event))
            for member, event in chance.choices(told, k=10)
        ]
        if chance.random() < 0.3:
            steps.append(world.withdraw(people[0][0], Purpose.BOARD, BOARD))
        await asyncio.gather(*steps)
        await world.grant(people[0][0], Purpose.BOARD, BOARD)
    fresh = await load(await take(world.context.store), DEMO, world.clock.domain_now())
    assert len(rows(fresh)) > 0
    await until(lambda: rows(feed.model) == rows(fresh), within_s=5)
