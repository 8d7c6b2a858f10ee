"""A cycle is begun, filled, proved and published; whatever is cut is gone on with, and once it is
out nothing of it changes."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.score.answer import Score
from rewards.score.cushion import Last
from rewards.score.cycles.proof import ScoreProof, verify_score
from rewards.score.cycles.refusals import ScoreNotPublished
from rewards.score.evidence import EvidenceKind, Status
from service.check.run import check
from service.flows.context import Context
from service.flows.scores.suppose_score import Supposed, suppose_score
from service.jobs.timetable import TIMETABLE
from service.members.breaks import Break
from service.scores.project import project
from service.scores.prove import prove_score
from service.store.schema.page import ACCOUNTS, CYCLES, SNAPSHOTS
from tests.jobs.books import CUT_OFF, NOW, Books, at, published, snapshots
from tests.jobs.test_cycle import DAILY, MONTHLY
from tests.jobs.toy import LEDGER_KEY, open_toys
from tests.settlement.cut import take_over

DAY = timedelta(days=1)
KEYS = {LEDGER_KEY.id: LEDGER_KEY.public}
PUBLISH = next(one for one in TIMETABLE if one.name == "publish_scores")


@pytest.fixture
def books(database: Any) -> Books:
    return Books(database)


@pytest.fixture
async def toys(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[Context]:
    context = await open_toys(mongo_url, database_name)
    yield context
    await context.store.close()


@pytest.fixture
def monthly(toys: Context) -> Context:
    return at(toys, MONTHLY)


async def sound(context: Context) -> None:
    """I10 and I14 hold, by the key that signs."""
    report = await check(context.store, now=NOW, keys=KEYS)
    assert not [one for one in report.violations if one.invariant in ("I10", "I14")]


def lives(books: Books, count: int) -> list[str]:
    return [books.life(f"account-{n:04d}")[0].id for n in range(count)]


async def test_everybody_can_prove_the_own_score_offline(
    monthly: Context, database: Any, books: Books
) -> None:
    people = lives(books, 30)
    await published(monthly)
    revision = CYCLES.decode(database.cycles.find_one())
    assert revision.signed is not None
    assert (revision.signed.head.size, revision.signed.head.cycle) == (30, "2026-02")
    said = snapshots(database)
    for account in people:
        proof = await prove_score(monthly.store, account, public=LEDGER_KEY.public)
        assert isinstance(proof, ScoreProof)
        assert proof.score == (said[account].score and said[account].score.value)
        assert verify_score(proof) == []
        higher = msgspec.structs.replace(proof, score=(proof.score or 0) + 1)
        assert [one.invariant for one in verify_score(higher)] == ["I14"]
    assert await prove_score(monthly.store, "nobody", public=LEDGER_KEY.public) == (
        ScoreNotPublished(cycle="2026-02")
    )
    await sound(monthly)


async def test_a_cycle_is_never_half_visible_and_any_runner_goes_on(
    monthly: Context, database: Any, books: Books
) -> None:
    """Every runner is dropped with a chunk done that nobody has noted; the next one repeats it."""
    lives(books, 40)
    chunks = 0
    while chunk := await (runner := await take_over(monthly, PUBLISH)).think():
        for _ in range(2):
            assert database.publications.count_documents({}) == 0
            await runner.do(chunk)
            chunks += 1
            if (following := await runner.think()) is None:
                break
            chunk = following
    assert chunks >= 5
    assert len(snapshots(database)) == 40
    assert database.outbox.count_documents({"kind": "cycle_published"}) == 1
    assert database.cycle_leaves.count_documents({}) == 1
    await sound(monthly)


async def test_what_is_out_takes_no_more_snapshots(
    monthly: Context, database: Any, books: Books
) -> None:
    """A runner with a page in its hands, woken after another one has published without bob."""
    for id_ in ("alice", "bob"):
        books.account(id_, since=CUT_OFF - 100 * DAY)
    slow = await take_over(monthly, PUBLISH)
    await slow.step()
    page = await slow.think()
    assert page is not None
    consents = database.accounts.find_one({"_id": "bob"})["consents"]
    database.accounts.update_one({"_id": "bob"}, {"$set": {"consents": []}})
    later = await take_over(at(monthly, MONTHLY, NOW + timedelta(hours=1)), PUBLISH)
    while await later.step():
        pass
    database.accounts.update_one({"_id": "bob"}, {"$set": {"consents": consents}})
    await slow.do(page)
    assert set(snapshots(database)) == {"alice"}
    await sound(monthly)


async def test_a_score_falls_no_faster_than_its_cushion_lets_it(
    toys: Context, database: Any, books: Books
) -> None:
    """60 points a month are 2 a day; each day is measured from the one before."""
    books.account("alice", since=NOW - 40 * DAY)
    for kind in (EvidenceKind.CONTACT_VERIFIED, EvidenceKind.SECOND_FACTOR):
        books.evidence("alice", kind, NOW - DAY)
    books.evidence("alice", EvidenceKind.CONSENTS_REVIEWED, NOW)
    await published(at(toys, DAILY))
    database.evidence.update_many({}, {"$set": {"status": Status.REVERSED.value}})
    books.completion("alice", NOW)
    values = []
    for day in range(1, 4):
        await published(at(toys, DAILY, NOW + day * DAY))
        last = database.snapshots.find().sort("_id", -1)[0]
        found = SNAPSHOTS.decode(last)
        assert isinstance(found.score, Score)
        assert isinstance(found.last, Last)
        assert found.score.cushion is not None
        values.append((found.last.value, found.score.value))
    first = values[0][0]
    assert values == [(first - 2 * n, first - 2 * (n + 1)) for n in range(3)]
    await sound(toys)


async def test_who_is_away_at_the_cut_off_is_left_out_and_keeps_the_cushion(
    toys: Context, database: Any, books: Books
) -> None:
    away = Break(since=NOW + DAY, until=NOW + 3 * DAY)
    books.account("alice", since=NOW - 40 * DAY)
    books.evidence("alice", EvidenceKind.CONTACT_VERIFIED, NOW - DAY)
    await published(at(toys, DAILY))
    raw = {"since": away.since, "until": away.until}
    database.accounts.update_one({"_id": "alice"}, {"$set": {"breaks": [raw]}})
    await published(at(toys, DAILY, NOW + 2 * DAY))
    assert database.snapshots.count_documents({}) == 1
    await published(at(toys, DAILY, NOW + 4 * DAY))
    found = SNAPSHOTS.decode(database.snapshots.find().sort("_id", -1)[0])
    assert found.last is not None
    assert found.last.at == NOW
    await sound(toys)


async def test_two_breaks_in_a_row_keep_the_cushion_and_it_is_projected_too(
    toys: Context, database: Any, books: Books
) -> None:
    """Away at two cut-offs, each in a break of its own: measured from the score before both."""
    books.account("alice", since=NOW - 40 * DAY)
    books.evidence("alice", EvidenceKind.CONTACT_VERIFIED, NOW - DAY)
    books.evidence("alice", EvidenceKind.SECOND_FACTOR, NOW - DAY)
    await published(at(toys, DAILY))
    breaks = [
        {"since": NOW + timedelta(hours=a), "until": NOW + timedelta(hours=b)}
        for a, b in ((12, 36), (37, 60))
    ]
    database.accounts.update_one({"_id": "alice"}, {"$set": {"breaks": breaks}})
    database.evidence.update_one(
        {"kind": EvidenceKind.SECOND_FACTOR.value}, {"$set": {"status": Status.REVERSED.value}}
    )
    for day in (1, 2):
        await published(at(toys, DAILY, NOW + day * DAY))
    later = NOW + 3 * DAY
    account = ACCOUNTS.decode(database.accounts.find_one({"_id": "alice"}))
    projected = await project(toys.store, account, DAILY, later)
    supposed = await suppose_score(at(toys, DAILY, later), account, (), later)
    assert isinstance(supposed, Supposed)
    await published(at(toys, DAILY, later))
    found = SNAPSHOTS.decode(database.snapshots.find().sort("_id", -1)[0])
    assert found.last is not None
    assert found.last.at == NOW
    assert found.score is not None
    assert found.score.cushion is not None
    assert (projected, supposed.now) == (found.score, found.score)
    await sound(toys)


async def test_an_erased_key_leaves_a_leaf_that_says_nothing(
    monthly: Context, database: Any, books: Books
) -> None:
    for n in range(3):
        books.account(f"account-{n:04d}", since=NOW - 40 * DAY, ends_at=NOW + 90 * DAY)
    await published(monthly)
    database.ledger_salts.update_one({"_id": "account-0001"}, {"$set": {"key": None}})
    found = await prove_score(monthly.store, "account-0001", public=LEDGER_KEY.public)
    assert found == ScoreNotPublished(cycle="2026-02")
    await sound(monthly)
    # The next cycle still has a leaf for whoever is in it, under a salt that nobody keeps.
    await published(at(monthly, MONTHLY, NOW + 31 * DAY))
    assert database.cycle_leaves.count_documents({}) == 2
    await sound(monthly)


DEFECTS: dict[str, tuple[str, Any, str]] = {
    "another score": ("snapshots", {"$set": {"score": None}}, "I10"),
    "another leaf": ("cycle_leaves", {"$set": {"hashes": b"\0" * 96}}, "I14"),
    "no leaves": ("cycle_leaves", None, "I14"),
    "another root": ("cycles", {"$set": {"roots": b"\0" * 32}}, "I14"),
    "another reason": ("cycles", {"$set": {"reason": "none"}}, "I14"),
    "a cushion of nothing": ("snapshots", {"$set": {"last": None}}, "I10"),
}


@pytest.mark.parametrize("defect", DEFECTS)
async def test_what_is_changed_afterwards_is_found(
    toys: Context, database: Any, books: Books, defect: str
) -> None:
    collection, change, invariant = DEFECTS[defect]
    for id_ in ("alice", "bob", "charlie"):
        books.account(id_, since=NOW - 40 * DAY)
        books.completion(id_, NOW - DAY)
    for day in range(2):
        await published(at(toys, DAILY, NOW + day * DAY))
    await sound(toys)
    newest = database[collection].find().sort("_id", -1)[0]["_id"]
    if change is None:
        database[collection].delete_one({"_id": newest})
    else:
        database[collection].update_one({"_id": newest}, change)
    report = await check(toys.store, now=NOW, keys=KEYS)
    assert invariant in {one.invariant for one in report.violations}


async def test_a_snapshot_too_many_or_too_few_is_found(
    monthly: Context, database: Any, books: Books
) -> None:
    lives(books, 3)
    await published(monthly)
    row = database.snapshots.find_one({"account": "account-0001"})
    added = row | {"_id": "2026-02:1:zoe", "account": "zoe"}
    database.snapshots.insert_one(added)
    assert {one.invariant for one in (await check(monthly.store, keys=KEYS)).violations} == {"I14"}
    database.snapshots.delete_many({"_id": {"$in": [added["_id"], row["_id"]]}})
    assert {one.invariant for one in (await check(monthly.store, keys=KEYS)).violations} == {"I14"}


async def test_the_programme_of_the_cut_off_counts_throughout(
    monthly: Context, database: Any, books: Books
) -> None:
    """A version that comes into force while a cycle is published changes nothing of it."""
    books.account("alice", since=CUT_OFF - 100 * DAY)
    books.completion("alice", CUT_OFF - DAY)
    runner = await take_over(monthly, PUBLISH)
    await runner.step()
    score = msgspec.structs.replace(MONTHLY.numbers.score, evidence_min=100)
    numbers = msgspec.structs.replace(MONTHLY.numbers, score=score)
    changed = msgspec.structs.replace(MONTHLY, version=2, numbers=numbers)
    resumed = await take_over(at(monthly, changed), PUBLISH)
    while await resumed.step():
        pass
    found = CYCLES.decode(database.cycles.find_one())
    assert (found.programme, found.numbers) == (1, MONTHLY.numbers.score)
    assert snapshots(database)["alice"].score is not None
    await sound(monthly)
