"""A settlement is corrected by a further revision, through the same engine."""

from dataclasses import replace
from typing import Any

from rewards.ledger import accounts
from rewards.settlement.progress import SettlementState
from rewards.settlement.refusals import SettlementUnknown, WrongSettlementState
from service.check.run import check
from service.jobs.job import Chunk, Job, Run
from service.jobs.timetable import TIMETABLE
from service.settlement import settle
from service.settlement.drafting import draft
from service.settlement.matter import Matter, listed
from service.settlement.rows import bundle_of
from service.store.schema.page import SETTLEMENTS
from tests.settlement.season import SUBJECT, Season

SECOND = f"settlement:{SUBJECT}:2"


def correction(season_matter: Matter) -> Job:
    async def next_chunk(run: Run, _checkpoint: str | None) -> Chunk | None:
        chunk = await settle.next_chunk(run, season_matter, most=1, rows=1)
        assert chunk is None or isinstance(chunk, Chunk), chunk
        return chunk

    return replace(TIMETABLE[0], name="correct", next_chunk=next_chunk)


async def test_who_was_short_is_paid_the_rest_once(season: Season, database: Any) -> None:
    await season.begin()
    alice, bob, _ = await season.play()
    await season.end()
    await season.settle()
    first = await season.bundle()
    # Alice should not have been on it: Bob was the best.
    right = [each for each in first.inputs if each.account != alice.account]
    matter = Matter(
        subject=SUBJECT,
        prizes=first.plan.prizes,
        at=first.plan.at,
        standings=listed(right),
        revision=2,
    )
    for _ in range(2):
        await season.run("correct", job=correction(matter))
        season.world.later(minutes=1)
    paid = {
        row["credit"]: row["amount"]
        for row in database.transfers.find({"_id": {"$regex": f"^{SECOND}:"}})
    }
    assert paid[accounts.ripe(bob.account)] == 40
    assert sum(paid.values()) == 60
    assert database.transfers.find_one({"_id": f"fund:{SUBJECT}:2"})["amount"] == 60
    assert (await season.world.account(alice)).purse.ripe == 60 + 100
    bundle = await bundle_of(season.world.context.store, SECOND)
    assert await draft(season.world.context.store, matter) == bundle
    progress = await season.world.context.store.get(SETTLEMENTS, SECOND)
    assert progress is not None
    assert progress.state is SettlementState.VERIFIED


async def test_only_what_is_verified_is_corrected(season: Season, database: Any) -> None:
    await season.begin()
    await season.play()
    await season.end()
    store, at = season.world.context.store, season.world.clock.server_now()
    matter = Matter(subject=SUBJECT, prizes=(1,), at=at, standings=listed(()), revision=2)
    assert await draft(store, matter) == SettlementUnknown(plan=f"settlement:{SUBJECT}:1")
    await season.settle()
    database.settlements.update_one({}, {"$set": {"state": "applied"}})
    assert await draft(store, matter) == WrongSettlementState(
        state=SettlementState.APPLIED, needed=(SettlementState.VERIFIED,)
    )
    assert (await check(store)).green
