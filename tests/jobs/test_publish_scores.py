"""What is published equals the pure function, account by account, and happens once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from rewards.refusal import Refusal
from rewards.score.answer import Score
from rewards.score.cycles.refusals import NewerPublished
from service.flows.context import Context
from service.flows.membership.withdraw_consent import WITHDRAW_CONSENT, WithdrawConsent
from service.jobs.job import Job
from service.jobs.publish_scores import BEGUN
from service.jobs.timetable import TIMETABLE
from service.members.consents import Purpose
from service.members.states import State
from service.store.schema.page import SNAPSHOTS
from service.store.schema.slot import SlotState
from tests.jobs.books import (
    CUT_OFF,
    JOB,
    MS,
    NOW,
    Books,
    at,
    by_the_pure_function,
    publish,
    published,
    snapshots,
)
from tests.jobs.test_cycle import DAILY, MONTHLY
from tests.jobs.toy import open_toys

COUNT = 300


@pytest.fixture
def books(database: Any) -> Books:
    return Books(database)


@pytest.fixture
async def monthly(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[Context]:
    context = await open_toys(mongo_url, database_name)
    yield at(context, MONTHLY)
    await context.store.close()


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_published_equals_the_pure_function(
    monthly: Context, database: Any, seed: int
) -> None:
    books = Books(database, seed)
    lives = [books.life(f"account-{n:04d}") for n in range(COUNT)]
    slot = await published(monthly)
    assert (slot.progress.done, slot.progress.set_aside) == (COUNT + 1, ())
    found = snapshots(database)
    for account, evidence in lives:
        wanted = by_the_pure_function(account, evidence, MONTHLY)
        snapshot = found.pop(account.id)
        assert (snapshot.id, snapshot.cycle) == (f"2026-02:1:{account.id}", "2026-02")
        assert (snapshot.score or snapshot.not_available) == wanted
        assert (snapshot.score is None) == (snapshot.not_available is not None)
    assert not found
    pointer = database.publications.find_one({"_id": "current"})
    assert (pointer["cycle"], pointer["revision"]) == ("2026-02", 1)
    assert pointer["cut_off"] == CUT_OFF


async def test_publishing_again_changes_nothing(
    monthly: Context, database: Any, books: Books
) -> None:
    account, _ = books.life("alice")
    await published(monthly)
    before = [list(database[name].find()) for name in ("snapshots", "publications", "accounts")]
    books.completion(account.id, CUT_OFF - timedelta(days=1))
    done = await published(monthly)
    assert done.token == 1
    await published(monthly, "2026-03-07T00:00:00Z")
    after = [list(database[name].find()) for name in ("snapshots", "publications", "accounts")]
    assert after == before


async def test_only_active_members_who_want_a_score_are_in_it(
    monthly: Context, database: Any, books: Books
) -> None:
    since = CUT_OFF - timedelta(days=100)
    books.account("wants-one", since=since)
    books.account("never-asked", since=since, consents=())
    books.account("asked-until-today", since=since, ends_at=NOW)
    for state in (State.PENDING, State.PAUSED, State.CLOSING, State.ERASED):
        books.account(f"is-{state}", since=since, state=state)
    await published(monthly)
    assert set(snapshots(database)) == {"wants-one"}


async def test_a_consent_withdrawn_while_we_publish_keeps_its_member_out(
    monthly: Context, database: Any, books: Books
) -> None:
    """The page has been read and the snapshot made; then the member says no."""
    job = next(one for one in TIMETABLE if one.name == JOB)
    since = CUT_OFF - timedelta(days=100)
    for id_ in ("alice", "bob"):
        books.account(id_, since=since)

    async def withdrawn_in_between(run: Any, checkpoint: str | None) -> Any:
        chunk = await job.next_chunk(run, checkpoint)
        if checkpoint == BEGUN:
            assert chunk is not None
            assert chunk.items == ("alice bob",)
            database.accounts.update_one({"_id": "bob"}, {"$set": {"consents": []}})
        return chunk

    late = Job(
        name=JOB,
        trigger=job.trigger,
        catch_up=job.catch_up,
        what=job.what,
        why=job.why,
        next_chunk=withdrawn_in_between,
    )
    slot = await publish(monthly, jobs=(late,))
    assert slot.state is SlotState.DONE
    assert set(snapshots(database)) == {"alice"}


async def test_members_who_change_their_accounts_meanwhile_are_not_held_up(
    monthly: Context, database: Any, books: Books
) -> None:
    for n in range(COUNT):
        books.life(f"account-{n:04d}")
    stop, changed = asyncio.Event(), 0

    async def members() -> None:
        nonlocal changed
        while not stop.is_set():
            id_ = f"account-{changed % COUNT:04d}"
            body = WithdrawConsent(
                account=id_, member="nobody", purpose=Purpose.BOARD, counterparty="none"
            )
            answered = await monthly.apply(WITHDRAW_CONSENT, body, caller="test", key=None)
            assert isinstance(answered.answer, Refusal)
            changed += 1

    busy = asyncio.create_task(members())
    try:
        slot = await published(monthly)
    finally:
        stop.set()
        await busy
    assert slot.progress.done == COUNT + 1
    assert changed
    assert {raw["version"] for raw in database.accounts.find()} == {1}


async def test_an_account_that_cannot_be_read_is_set_aside_and_stops_nobody(
    monthly: Context, database: Any, books: Books
) -> None:
    since = CUT_OFF - timedelta(days=100)
    for id_ in ("alice", "bob", "charlie", "dora"):
        books.account(id_, since=since)
        books.completion(id_, since)
    database.command("collMod", "accounts", validationLevel="off")
    database.command("collMod", "completions", validationLevel="off")
    database.accounts.update_one({"_id": "bob"}, {"$set": {"zone": 7}})
    database.completions.update_one({"account": "dora"}, {"$set": {"source": 7}})
    slot = await published(monthly)
    assert set(snapshots(database)) == {"alice", "charlie"}
    assert [one.item for one in slot.progress.set_aside] == ["bob", "dora"]
    assert database.publications.count_documents({}) == 1


async def test_published_scores_never_go_back_in_time(
    monthly: Context, database: Any, books: Books
) -> None:
    books.life("alice")
    await published(monthly)
    slot = await publish(monthly, "2026-02-10T00:00:00Z")
    assert slot.state is SlotState.FAILED
    older = NewerPublished(cycle="2026-01", published="2026-02", cut_off=CUT_OFF)
    assert slot.error == f"JobRefused: {older.detail()}"
    assert {row.cycle for row in snapshots(database).values()} == {"2026-02"}


async def test_a_daily_programme_publishes_now_and_again_later(
    monthly: Context, database: Any, books: Books
) -> None:
    books.account("alice", since=NOW)
    first = at(monthly, DAILY)
    books.completion("alice", NOW)
    await published(first)
    books.completion("alice", NOW + MS)
    await published(at(monthly, DAILY, NOW + timedelta(minutes=1)))
    values = [SNAPSHOTS.decode(raw).score for raw in database.snapshots.find().sort("_id", 1)]
    assert [one.value for one in values if isinstance(one, Score)] == [352, 354]
    pointer = database.publications.find_one({"_id": "current"})
    assert (pointer["cycle"], pointer["version"]) == ("2026-03-08T120100.000Z", 2)
