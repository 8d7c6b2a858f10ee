"""The network takes a commit's connection away: before it, right after it, or for its reply."""

import asyncio

import pytest

from tests.faults.book import REPLAYED, is_honest_503
from tests.faults.load import ask
from tests.faults.network import Cut, network
from tests.faults.numbers import CUTS
from tests.faults.stage import Stage

pytestmark = pytest.mark.slow

SOON = {"deadline_ms": "2000"}


@pytest.mark.timeout(120 + 10 * CUTS)
async def test_commits_cut_under_load_happen_once(stage: Stage) -> None:
    async with network(stage.url) as (between, url):
        servers = await stage.serve_two(mongo_url=url)
        for wave in range(CUTS):
            load = stage.load(await stage.crowd.settle(6, 6), *servers)
            async with load.running():
                await load.reaches(stage.chance.randrange(1, 60))
                between.cuts = stage.chance.choices(list(Cut), k=stage.chance.randrange(1, 9))
                async with asyncio.timeout(60):
                    while between.cuts:
                        await asyncio.sleep(0.01)
            print(f"wave {wave + 1} of {CUTS}: {between.cut} commits cut so far")
        await stage.prove()


@pytest.mark.parametrize("cut", list(Cut), ids=lambda cut: cut.name.lower())
async def test_who_was_told_503_sends_the_key_again_and_gets_the_one_effect(
    stage: Stage, cut: Cut
) -> None:
    (alice,) = await stage.crowd.settle(1, tasks=2)
    order = stage.crowd.completion(alice, alice.tasks[0], stage.chance)
    stage.orders.append(order)
    async with network(stage.url) as (between, url):
        cut_off, near = await asyncio.gather(stage.serve(mongo_url=url, **SOON), stage.serve())
        between.endless = cut
        told = await ask(order, cut_off.port)
        assert is_honest_503(told), told
        done = stage.record(order) is not None
        assert cut is Cut.AFTER or done is (cut is Cut.REPLY)
        again = await ask(order, near.port)
        assert (REPLAYED in again.headers) is done
        assert stage.book.note(order, again, 0)
        between.endless = None
        await stage.prove()
