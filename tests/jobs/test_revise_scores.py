"""A correction: wanted by an operator, published for everybody, told to whom it concerns."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from rewards.refusal import Refusal
from rewards.score.cycles.refusals import (
    CorrectionUnderWay,
    CycleUnknown,
    NothingPublished,
    NotTheLatestCycle,
)
from rewards.score.evidence import EvidenceKind
from service.check.run import check
from service.flows.context import Context
from service.flows.operators.revise_scores import REVISE_SCORES, ReviseScores, RevisionWanted
from service.jobs.revise_scores import wanted
from service.jobs.timetable import TIMETABLE
from service.store.schema.page import CYCLES, SNAPSHOTS
from service.store.schema.slot import Slot, SlotState
from tests.jobs.books import CUT_OFF, NOW, Books, at, publish, published
from tests.jobs.test_cycle import DAILY, MONTHLY
from tests.jobs.test_publications import KEYS
from tests.jobs.toy import open_toys
from tests.settlement.cut import take_over

DAY = timedelta(days=1)
REASON = "A till reported returns twice"
PUBLISH = next(one for one in TIMETABLE if one.name == "publish_scores")
REVISE = next(one for one in TIMETABLE if one.name == "revise_scores")


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


async def want(context: Context, cycle: str = "2026-02", reason: str = REASON) -> Any:
    body = ReviseScores(cycle=cycle, reason=reason)
    answered = await context.apply(REVISE_SCORES, body, caller="console:olga", key=None)
    return answered.answer


async def revised(context: Context) -> Slot:
    slot = await publish(context, name="revise_scores")
    assert isinstance(slot, Slot)
    assert slot.state is SlotState.DONE, slot.error
    return slot


def value(database: Any, account: str, cycle: str = "2026-02", revision: int = 1) -> int | None:
    raw = database.snapshots.find_one({"_id": f"{cycle}:{revision}:{account}"})
    found = SNAPSHOTS.decode(raw)
    return None if found.score is None else found.score.value


def two(books: Books) -> None:
    for id_ in ("alice", "bob"):
        books.account(id_, since=CUT_OFF - 100 * DAY)
        books.completion(id_, CUT_OFF - DAY)


async def test_who_withdraws_before_a_correction_is_told_is_told_no_score(
    monthly: Context, database: Any, books: Books
) -> None:
    two(books)
    await published(monthly)
    for id_ in ("alice", "bob"):
        books.evidence(id_, EvidenceKind.CONTACT_VERIFIED, CUT_OFF - DAY)
    await want(monthly)
    runner = await take_over(monthly, REVISE)
    while database.publications.find_one()["revision"] == 1:
        assert await runner.step()
    database.accounts.update_one({"_id": "bob"}, {"$set": {"consents": []}})
    while await runner.step():
        pass
    told = database.inbox.find({"kind": "score_corrected"})
    assert [one["account"] for one in told] == ["alice"]


async def test_a_correction_that_comes_in_between_is_named_by_what_is_published_after_it(
    toys: Context, database: Any, books: Books
) -> None:
    """The next cycle is signed and not out yet when a correction of the one before comes out."""
    two(books)
    first = at(toys, DAILY)
    await published(first)
    cycle = database.publications.find_one()["cycle"]
    later = at(toys, DAILY, NOW + DAY)
    slow = await take_over(later, PUBLISH)
    while database.cycle_leaves.count_documents({}) < 2:
        assert await slow.step()
    signed = await slow.think()
    assert signed is not None
    assert (await want(later, cycle)).revision == 2
    await revised(later)
    await slow.do(signed)
    while await slow.step():
        pass
    assert database.publications.find_one()["cycle"] != cycle
    assert database.cycles.count_documents({"published_at": {"$ne": None}}) == 3
    report = await check(toys.store, now=NOW + DAY, keys=KEYS)
    assert not report.violations


async def test_a_correction_is_another_revision_and_is_told_to_whom_it_changes(
    monthly: Context, database: Any, books: Books
) -> None:
    two(books)
    await published(monthly)
    books.evidence("bob", EvidenceKind.CONTACT_VERIFIED, CUT_OFF - DAY)
    answer = await want(monthly)
    assert answer == RevisionWanted(cycle="2026-02", revision=2, cut_off=CUT_OFF)
    assert await wanted(monthly) == NOW
    assert database.publications.find_one()["revision"] == 1
    await revised(monthly)
    pointer = database.publications.find_one()
    assert (pointer["revision"], pointer["reason"]) == (2, REASON)
    before, after = value(database, "bob"), value(database, "bob", revision=2)
    assert before is not None
    assert after == before + 40
    assert value(database, "alice", revision=2) == value(database, "alice")
    told = list(database.inbox.find({"kind": "score_corrected"}))
    assert [one["account"] for one in told] == ["bob"]
    assert told[0]["parameters"] == {
        "cycle": "2026-02",
        "revision": 2,
        "reason": REASON,
        "before": before,
        "after": after,
    }
    assert database.outbox.count_documents({"kind": "cycle_published"}) == 2
    audit = database.audit_log.find_one({"action": "revise_scores"})
    assert (audit["actor"], audit["reason"]) == ("console:olga", REASON)
    assert await wanted(monthly) is None
    report = await check(monthly.store, now=NOW, keys=KEYS)
    assert not report.violations


async def test_what_is_not_there_or_not_the_latest_or_under_way_is_refused(
    monthly: Context, database: Any, books: Books
) -> None:
    assert await want(monthly, "") == NothingPublished()
    assert await want(monthly) == CycleUnknown(cycle="2026-02")
    two(books)
    await published(monthly)
    assert await want(monthly, "2026-01") == NotTheLatestCycle(cycle="2026-01", latest="2026-02")
    await want(monthly)
    again = await want(monthly, reason="The same once more")
    assert again == CorrectionUnderWay(cycle="2026-02", revision=2, since=NOW)
    assert database.cycles.count_documents({}) == 2


async def test_of_two_operators_at_the_same_moment_one_is_heard(
    monthly: Context, database: Any, books: Books
) -> None:
    two(books)
    await published(monthly)
    answers = await asyncio.gather(*(want(monthly, reason=f"reason {n}") for n in range(8)))
    assert sum(isinstance(one, RevisionWanted) for one in answers) == 1
    assert database.cycles.count_documents({"revision": 2}) == 1
    assert database.audit_log.count_documents({"action": "revise_scores"}) == 1


async def test_it_can_be_corrected_again(monthly: Context, database: Any, books: Books) -> None:
    two(books)
    await published(monthly)
    for revision in (2, 3):
        answer = await want(monthly)
        assert not isinstance(answer, Refusal)
        assert answer.revision == revision
        await revised(at(monthly, MONTHLY, NOW + revision * timedelta(hours=1)))
    assert database.publications.find_one()["revision"] == 3
    assert database.inbox.count_documents({"kind": "score_corrected"}) == 0
    assert not (await check(monthly.store, keys=KEYS)).violations


async def test_its_cushion_is_measured_from_the_cycle_before_and_not_from_what_was_wrong(
    toys: Context, database: Any, books: Books
) -> None:
    first, second = at(toys, DAILY), at(toys, DAILY, NOW + DAY)
    books.account("alice", since=NOW - 40 * DAY)
    books.completion("alice", NOW - DAY)
    await published(first)
    wrong = books.evidence("alice", EvidenceKind.CONTACT_VERIFIED, NOW)
    await published(second)
    database.evidence.update_one({"_id": wrong.id}, {"$set": {"status": "reversed"}})
    cycle = database.publications.find_one()["cycle"]
    assert not isinstance(await want(second, cycle), Refusal)
    await revised(second)
    at_first = value(database, "alice", "2026-03-08T120000.000Z")
    assert value(database, "alice", cycle, 2) == at_first
    found = SNAPSHOTS.decode(database.snapshots.find_one({"_id": f"{cycle}:2:alice"}))
    assert found.last is not None
    assert (found.last.value, found.last.at) == (at_first, NOW)
    assert not (await check(toys.store, keys=KEYS)).violations


async def test_one_that_a_newer_cycle_has_overtaken_is_given_up(
    toys: Context, database: Any, books: Books
) -> None:
    books.account("alice", since=NOW - 40 * DAY)
    await published(at(toys, DAILY))
    cycle = database.publications.find_one()["cycle"]
    assert not isinstance(await want(at(toys, DAILY), cycle), Refusal)
    later = at(toys, DAILY, NOW + DAY)
    await published(later)
    await revised(later)
    dropped = CYCLES.decode(database.cycles.find_one({"revision": 2}))
    assert (dropped.published_at, dropped.dropped_at) == (None, NOW + DAY)
    assert database.publications.find_one()["revision"] == 1
    assert await wanted(later) is None


async def test_it_is_never_half_visible_and_any_runner_goes_on(
    monthly: Context, database: Any, books: Books
) -> None:
    two(books)
    await published(monthly)
    books.evidence("bob", EvidenceKind.CONTACT_VERIFIED, CUT_OFF - DAY)
    await want(monthly)
    seen = []
    while chunk := await (runner := await take_over(monthly, REVISE)).think():
        for _ in range(2):
            await runner.do(chunk)
            seen.append(database.publications.find_one()["revision"])
            if (following := await runner.think()) is None:
                break
            chunk = following
        assert len(seen) < 20
        if database.inbox.count_documents({"kind": "score_corrected"}):
            break
    assert seen == sorted(seen)
    await revised(monthly)
    assert database.snapshots.count_documents({"revision": 2}) == 2
    assert database.inbox.count_documents({"kind": "score_corrected"}) == 1
    assert not (await check(monthly.store, keys=KEYS)).violations
