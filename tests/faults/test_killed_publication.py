"""kill -9 of the job runner amid a publication of scores: whoever is next goes on within the lease,
and in the end the cycle is out once, whole, and what the pure function says."""

import asyncio
import random
from typing import Any

import pytest

from rewards.score.evidence import Evidence
from service.check.run import check
from service.jobs.due import Due, slot_of
from service.jobs.publish_scores import BEGUN
from service.jobs.publishing import AFTER
from service.jobs.score_leaves import LEAVES
from service.members.account import Account
from service.store.connect import connect
from service.store.slots import slots_of
from tests.faults.numbers import PUBLISHER_KILLS
from tests.faults.relay import relay
from tests.jobs.books import JOB, NOW, Books, by_the_pure_function, snapshots
from tests.jobs.test_cycle import MONTHLY
from tests.jobs.toy import LEDGER_KEY

pytestmark = [pytest.mark.slow, pytest.mark.crash]

MEMBERS, CHUNK = 160, 4
ANYWHERE = ""
# At every kind of boundary, and anywhere in between. Of those that die behind the leaves the first
# has not moved the pointer yet, and the second has.
ENDS = (BEGUN, ANYWHERE, AFTER, ANYWHERE, LEAVES, LEAVES)

Lives = list[tuple[Account, list[Evidence]]]


@pytest.mark.timeout(120 + 20 * PUBLISHER_KILLS)
async def test_killed_runners_publish_a_cycle_once_and_whole(
    mongo_url: str, admin: Any, unused_name: str, chance: random.Random
) -> None:
    left, number = PUBLISHER_KILLS, 0
    while left > 0:
        name, number = f"{unused_name}_{number}", number + 1
        ends = ENDS[:left]
        try:
            lives = await prepare(mongo_url, admin[name], number)
            with relay(mongo_url, admin[name], CHUNK, ends, chance) as runners:
                await open_slot(mongo_url, name)
                await asyncio.to_thread(runners.run)
                runners.prove()
            assert len(runners.died_at) == len(ends)
            await prove(mongo_url, admin[name], lives)
        finally:
            admin.drop_database(name)
        left -= len(ends)


async def prepare(url: str, database: Any, seed: int) -> Lives:
    """Members with random pasts."""
    await (await connect(url, database.name)).close()
    books = Books(database, seed)
    return [books.life(f"account-{n:04d}") for n in range(MEMBERS)]


async def open_slot(url: str, name: str) -> None:
    """The cycle is due."""
    store = await connect(url, name)
    await slots_of(store).open([slot_of(JOB, Due(NOW), now=NOW)])
    await store.close()


async def prove(url: str, database: Any, lives: Lives) -> None:
    """One revision, one pointer, everybody once and as the pure function says; check is green."""
    found = snapshots(database)
    assert database.snapshots.count_documents({}) == len(found) == len(lives)
    for account, evidence in lives:
        wanted = by_the_pure_function(account, evidence, MONTHLY)
        assert (found[account.id].score or found[account.id].not_available) == wanted
    [revision] = database.cycles.find()
    [pointer] = database.publications.find()
    assert (revision["cycle"], revision["size"]) == (pointer["cycle"], len(lives))
    assert database.cycle_leaves.count_documents({}) == 1
    assert database.outbox.count_documents({"kind": "cycle_published"}) == 1
    store = await connect(url, database.name)
    report = await check(store, now=NOW, keys={LEDGER_KEY.id: LEDGER_KEY.public})
    await store.close()
    # What these lives were told and did otherwise is not in this database.
    assert not [one for one in report.violations if one.invariant in ("I10", "I14")]
