"""A settlement that is cut anywhere goes on where it was, and pays each once."""

import asyncio
from typing import Any

import pytest

from rewards.ledger import accounts
from service.store.path.chunk import FenceDown
from tests.settlement.cut import take_over
from tests.settlement.season import SUBJECT, Season, in_chunks_of, paid

ONE_BY_ONE = in_chunks_of(1)


async def ready(season: Season) -> dict[str, int]:
    """A season to settle, and what it has to pay."""
    season.change(prizes=(100, 60, 41))
    await season.begin()
    players = await season.play()
    await season.end()
    prizes = dict(zip((who.account for who in players), (100, 60, 41), strict=True))
    return {accounts.ripe(account): seeds for account, seeds in prizes.items()}


async def steps_of(season: Season) -> int:
    runner, steps = await take_over(season.world.context, ONE_BY_ONE), 0
    while await runner.step():
        steps += 1
    return steps


async def test_dropped_after_every_chunk(season: Season, database: Any) -> None:
    wanted = await ready(season)
    steps = 0
    while await (await take_over(season.world.context, ONE_BY_ONE)).step():
        steps += 1
        assert steps < 40
    # Three inputs, the head, three awards, planned, three payments, verified, settled.
    assert steps == 13
    assert paid(database) == wanted
    assert await season.state() == "settled"


@pytest.mark.parametrize("cut", range(14))
async def test_dropped_once_and_another_goes_on(season: Season, database: Any, cut: int) -> None:
    wanted = await ready(season)
    first = await take_over(season.world.context, ONE_BY_ONE)
    for _ in range(cut):
        await first.step()
    await steps_of(season)
    assert paid(database) == wanted
    assert await season.state() == "settled"
    assert database.inbox.count_documents({"kind": "prize_won"}) == 3


@pytest.mark.parametrize("cut", range(1, 13))
async def test_who_has_lost_the_slot_writes_nothing(
    season: Season, database: Any, cut: int
) -> None:
    wanted = await ready(season)
    slow = await take_over(season.world.context, ONE_BY_ONE)
    for _ in range(cut):
        await slow.step()
    chunk = await slow.think()
    assert chunk is not None
    quick = await take_over(season.world.context, ONE_BY_ONE)
    before = list(database.transfers.find())
    with pytest.raises(FenceDown):
        await slow.do(chunk)
    assert list(database.transfers.find()) == before
    while await quick.step():
        pass
    assert paid(database) == wanted


async def test_a_chunk_that_is_done_twice_pays_once(season: Season, database: Any) -> None:
    wanted = await ready(season)
    runner = await take_over(season.world.context, ONE_BY_ONE)
    while (chunk := await runner.think()) is not None:
        await runner.do(chunk)
        await runner.do(chunk)
    assert paid(database) == wanted


async def test_two_runners_at_once(season: Season, database: Any) -> None:
    wanted = await ready(season)

    async def insist() -> None:
        while await season.state() != "settled":
            runner = await take_over(season.world.context, ONE_BY_ONE)
            try:
                await runner.step()
            except FenceDown:
                await asyncio.sleep(0)

    await asyncio.gather(insist(), insist())
    assert paid(database) == wanted
    assert database.transfers.count_documents({"account": SUBJECT}) == 1
