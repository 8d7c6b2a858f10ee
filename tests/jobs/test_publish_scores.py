"""What is published equals the pure function, account by account, and happens once."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rewards.calendar import whole_days
from rewards.refusal import Refusal
from rewards.score.answer import Score
from rewards.score.cycles.refusals import NewerPublished
from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.months import months_active
from rewards.score.score import score
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.evidence import evidence_row
from service.flows.membership.withdraw_consent import WITHDRAW_CONSENT, WithdrawConsent
from service.jobs.by_name import run_by_name
from service.jobs.job import Job
from service.jobs.publish_scores import BEGUN
from service.jobs.timetable import TIMETABLE
from service.members.account import Account
from service.members.consents import PROGRAMME, Grant, Purpose
from service.members.states import State
from service.programme import Programme
from service.store.schema.page import ACCOUNTS, COMPLETIONS, EVIDENCE, SNAPSHOTS
from service.store.schema.slot import Slot, SlotState
from tasks.completion import Completion
from tests.jobs.test_cycle import DAILY, MONTHLY
from tests.jobs.toy import QUICK, open_toys

NOW = datetime(2026, 3, 8, 12, tzinfo=UTC)
CUT_OFF = datetime(2026, 2, 28, 22, 59, 59, 999000, tzinfo=UTC)
MS = timedelta(milliseconds=1)
JOB = "publish_scores"
COUNT = 300


class Books:
    """Accounts with a past, written straight into the database."""

    def __init__(self, database: Any, seed: int = 0) -> None:
        self._database, self._chance = database, random.Random(seed)

    def account(self, id_: str, *, since: datetime, **more: Any) -> Account:
        grant = Grant(
            purpose=Purpose.SCORE,
            counterparty=PROGRAMME,
            granted_at=since,
            ends_at=more.pop("ends_at", NOW + timedelta(days=30)),
            text_sha256="0" * 64,
        )
        fields: dict[str, Any] = {"state": State.ACTIVE, "consents": (grant,)} | more
        account = Account(
            id=id_,
            version=1,
            state_at=since,
            epoch=1,
            zone="Europe/Berlin",
            created_at=since,
            active_since=since,
            **fields,
        )
        self._database.accounts.insert_one(ACCOUNTS.encode(account))
        return account

    def completion(self, account: str, at: datetime) -> Evidence:
        done = Completion(
            id=f"task:tour:{account}:{self._chance.randrange(10**12)}",
            task="tour",
            account=account,
            period="once",
            seeds=1,
            source="app",
            reference=f"app:{at.isoformat()}",
            event_at=at,
            at=at,
            evidence=EvidenceKind.TASK_COMPLETED,
        )
        self._database.completions.insert_one(COMPLETIONS.encode(done))
        return Evidence(id=done.id, kind=EvidenceKind.TASK_COMPLETED, at=at, source="app")

    def evidence(self, account: str, kind: EvidenceKind, at: datetime) -> Evidence:
        id_ = f"{account}:{kind}:{self._chance.randrange(10**12)}"
        fact = Evidence(id=id_, kind=kind, at=at, source="app")
        row = evidence_row(account, fact, at=at)
        self._database.evidence.insert_one(EVIDENCE.encode(row))
        return fact

    def life(self, id_: str) -> tuple[Account, list[Evidence]]:
        """A random past, with things that happened around and after the cut-off."""
        chance = self._chance
        account = self.account(id_, since=CUT_OFF - timedelta(days=chance.randrange(-5, 400)))
        near = [CUT_OFF, CUT_OFF + MS, CUT_OFF + timedelta(days=3)]
        times = [CUT_OFF - timedelta(hours=chance.randrange(9000)) for _ in range(6)] + near
        kinds = list(EvidenceKind)
        rows = [self.completion(id_, at) for at in chance.sample(times, chance.randrange(6))]
        return account, rows + [
            self.evidence(id_, chance.choice(kinds), at)
            for at in chance.sample(times, chance.randrange(6))
        ]


@pytest.fixture
def books(database: Any) -> Books:
    return Books(database)


def at(context: Context, programme: Programme, now: datetime = NOW) -> Context:
    return replace(context, clock=FixedClock(now), programme=lambda: programme)


@pytest.fixture
async def monthly(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[Context]:
    context = await open_toys(mongo_url, database_name)
    yield at(context, MONTHLY)
    await context.store.close()


async def publish(context: Context, as_of: str | None = None, **more: Any) -> Any:
    return await run_by_name(context, JOB, as_of, stop=asyncio.Event(), effort=QUICK, **more)


async def published(context: Context, as_of: str | None = None) -> Slot:
    slot = await publish(context, as_of)
    assert isinstance(slot, Slot)
    assert slot.state is SlotState.DONE, slot.error
    return slot


def snapshots(database: Any) -> dict[str, Any]:
    rows = [SNAPSHOTS.decode(raw) for raw in database.snapshots.find()]
    return {row.account: row for row in rows}


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_published_equals_the_pure_function(
    monthly: Context, database: Any, seed: int
) -> None:
    books = Books(database, seed)
    lives = [books.life(f"account-{n:04d}") for n in range(COUNT)]
    slot = await published(monthly)
    assert (slot.progress.done, slot.progress.set_aside) == (COUNT + 1, ())
    found = snapshots(database)
    numbers = MONTHLY.numbers.score
    for account, evidence in lives:
        assert account.active_since is not None
        days = max(0, whole_days(account.active_since, CUT_OFF))
        months = months_active(
            account.id,
            since=account.active_since,
            away=(),
            evidence=evidence,
            until=CUT_OFF,
            zone=MONTHLY.zone,
        )
        wanted = score([*evidence, *months], active_days=days, at=CUT_OFF, numbers=numbers)
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
