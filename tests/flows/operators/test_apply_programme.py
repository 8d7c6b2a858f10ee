"""Applying a version: what is stored, what is refused, and who wins."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import msgspec
import pytest

from rewards.refusal import Refusal
from rewards.score.sesame import SESAME
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.operators.apply_programme import ProgrammeApplied, apply_programme
from service.flows.operators.record_rehearsal import (
    RECORD_REHEARSAL,
    RecordRehearsal,
    RehearsalRecorded,
)
from service.members.consents import Purpose
from service.programme import InvalidProgramme, Programme, read
from service.programme.candidate import candidate_of
from service.programme.refusals import NotNextVersion, NotRehearsed, VersionTaken
from service.programme.succession import LevelMoved
from service.programme_demo import DEMO
from service.store.connect import connect
from service.store.programmes import begin_programme, stored_document
from service.store.schema.documents import CURRENT, Publication, Rehearsal
from service.store.schema.page import PROGRAMMES, PUBLICATIONS
from service.versions.follow import know, look
from service.versions.known import Known
from tests.people import DAY, HOUR, NOON

replace = msgspec.structs.replace

BARE: dict[str, Any] = {"translations": {}, "consent_texts": DEMO.consent_texts[: len(Purpose)]}


def version(number: int, at: datetime = NOON + DAY, **changes: Any) -> Programme:
    return replace(DEMO, **{"version": number, "effective_at": at} | changes)


@asynccontextmanager
async def process(url: str, database: str, driver: str) -> AsyncIterator[Context]:
    """One that works with the stored programme, at noon."""
    store = await connect(url, database, driver=driver)
    await begin_programme(store, DEMO)
    clock = FixedClock(NOON)
    known = await know(store, clock.domain_now)
    assert isinstance(known, Known)
    yield Context(store=store, clock=clock, programme=known.programme, known=known)
    report = await check(store)
    await store.close()
    assert report.green, report.violations


@pytest.fixture
async def context(mongo_url: str, database_name: str, driver_name: str) -> AsyncIterator[Context]:
    async with process(mongo_url, database_name, driver_name) as opened:
        yield opened


@pytest.fixture
async def other(mongo_url: str, database_name: str, driver_name: str) -> AsyncIterator[Context]:
    async with process(mongo_url, database_name, driver_name) as opened:
        yield opened


async def heard(context: Context) -> None:
    """The process has looked for new versions."""
    assert context.known is not None
    await look(context.store, context.known)


async def apply(context: Context, programme: Programme) -> ProgrammeApplied | Refusal:
    return await apply_programme(context, programme, reason="why", caller="console:olga")


async def test_it_is_stored_with_its_changes_and_said_in_the_audit_log(
    context: Context, database: Any
) -> None:
    first, *more = DEMO.perks
    after = version(2, perks=(replace(first, level="sapling"), *more))
    applied = await apply(context, after)
    assert isinstance(applied, ProgrammeApplied)
    assert (applied.version, applied.effective_at, applied.already) == (2, NOON + DAY, False)
    assert [each.sentence for each in applied.changes] == [
        'perks[umbrella].level: "sprout" -> "sapling"'
    ]
    stored = PROGRAMMES.decode(database.programmes.find_one({"_id": "00000002"}))
    assert read(stored.document) == after
    assert (stored.applied_at, stored.effective_at) == (NOON, NOON + DAY)
    days = DEMO.numbers.changes.level_days
    assert stored.past.levels == (LevelMoved(perk="umbrella", at=NOON + DAY, days=days),)
    [row] = database.audit_log.find()
    told = (row["actor"], row["action"], row["subject"], row["reason"], row["outcome"])
    assert told == ("console:olga", "apply_programme", "programme:2", "why", "done")


async def test_the_same_again_changes_nothing_and_leaves_a_row(
    context: Context, database: Any
) -> None:
    await apply(context, version(2))
    await heard(context)
    again = await apply(context, version(2))
    assert isinstance(again, ProgrammeApplied)
    assert again.already
    assert database.programmes.count_documents({}) == 2
    assert database.audit_log.count_documents({"subject": "programme:2"}) == 2


async def test_versions_follow_each_other_and_bind_the_next(
    context: Context, database: Any
) -> None:
    assert isinstance(
        await apply(context, version(2, perks=DEMO.perks[1:], **BARE)), ProgrammeApplied
    )
    await heard(context)
    back = await apply(context, version(3, **BARE))
    assert isinstance(back, Refusal)
    assert back.code == "id_returns"
    fresh = await apply(context, version(3, NOON + 2 * DAY, perks=DEMO.perks[1:], **BARE))
    assert isinstance(fresh, ProgrammeApplied)
    assert fresh.changes == ()
    # The document in force is the first still.
    assert context.programme() == DEMO


@pytest.mark.parametrize(
    ("programme", "code"),
    [
        (version(1), "version_taken"),
        (version(3), "not_next_version"),
        (version(2, id="other"), "other_programme"),
        (version(2, sandbox=False), "sandbox_stays"),
        (version(2, zone="UTC"), "zone_stays"),
        (version(2, NOON), "too_soon"),
        (version(2, NOON - DAY), "too_soon"),
        (version(2, boards=(), games=(), **BARE), "board_stays"),
        (version(2, tasks=DEMO.tasks[1:], **BARE), "task_still_open"),
        (version(2, zone="Mars/Base"), "invalid_programme"),
    ],
)
async def test_what_may_not_follow_is_refused_and_leaves_nothing(
    context: Context, database: Any, programme: Programme, code: str
) -> None:
    refused = await apply(context, programme)
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert database.programmes.count_documents({}) == 1
    assert database.audit_log.count_documents({}) == 0


async def test_an_announced_version_is_called_off_by_one_that_takes_its_place(
    context: Context,
) -> None:
    await apply(
        context, version(2, NOON + DAY, tasks=tuple(replace(each, seeds=1) for each in DEMO.tasks))
    )
    await heard(context)
    assert isinstance(await apply(context, version(3, NOON + HOUR)), Refusal)
    assert isinstance(await apply(context, version(3, NOON + DAY)), ProgrammeApplied)
    await heard(context)
    clock: Any = context.clock
    clock.set(NOON + DAY)
    assert context.programme().version == 3
    assert context.programme().tasks == DEMO.tasks


async def test_of_two_processes_that_apply_at_once_one_wins(
    context: Context, other: Context, database: Any
) -> None:
    for number in range(2, 6):
        answers = await asyncio.gather(
            apply(context, version(number, NOON + number * DAY)),
            apply(other, version(number, NOON + number * DAY + HOUR)),
        )
        assert {type(each) for each in answers} == {ProgrammeApplied, VersionTaken}
        [won] = [each for each in answers if isinstance(each, ProgrammeApplied)]
        stored = read(await stored_document(context.store, number) or b"")
        assert isinstance(stored, Programme)
        assert stored.effective_at == won.effective_at
        for each in (context, other):
            await heard(each)
    assert database.audit_log.count_documents({"action": "apply_programme"}) == 4


async def test_who_has_not_heard_of_the_last_one_is_told_so(
    context: Context, other: Context
) -> None:
    await apply(context, version(2))
    # It knows of one version only, so this is the next one to it.
    assert isinstance(await apply(other, version(2, NOON + 2 * DAY)), VersionTaken)
    assert isinstance(await apply(other, version(3, NOON + 2 * DAY)), NotNextVersion)


def scoring_otherwise(number: int = 2) -> Programme:
    """Another scheme, announced in time."""
    scheme = replace(SESAME, version=2, loss_max=90)
    score = replace(DEMO.numbers.score, scheme=scheme)
    return version(number, numbers=replace(DEMO.numbers, score=score))


async def rehearse(context: Context, programme: Programme) -> None:
    scheme = programme.numbers.score.scheme
    found = Rehearsal(
        id=candidate_of(programme),
        scheme=scheme.id,
        scheme_version=scheme.version,
        against=1,
        at=NOON,
    )
    for key in ("once", "and again"):  # the second takes the place of the first
        done = await context.apply(
            RECORD_REHEARSAL, RecordRehearsal(found=found), caller="console:olga", key=key
        )
        assert isinstance(done.answer, RehearsalRecorded)


async def test_another_scheme_is_applied_once_it_was_rehearsed(
    context: Context, database: Any
) -> None:
    wanted = scoring_otherwise()
    refused = await apply(context, wanted)
    assert refused == NotRehearsed(scheme="sesame", version=2)
    await rehearse(context, wanted)
    assert database.rehearsals.count_documents({}) == 1
    applied = await apply(context, replace(wanted, effective_at=NOON + 2 * DAY))
    assert isinstance(applied, ProgrammeApplied)


async def test_a_rehearsal_on_nothing_is_none_once_something_was_published(
    context: Context, database: Any
) -> None:
    wanted = scoring_otherwise()
    await rehearse(context, wanted)
    pointer = Publication(id=CURRENT, cycle="2026-02", revision=1, cut_off=NOON, published_at=NOON)
    database.publications.insert_one(PUBLICATIONS.encode(pointer))
    assert await apply(context, wanted) == NotRehearsed(scheme="sesame", version=2)


async def test_what_was_rehearsed_is_what_is_applied(context: Context) -> None:
    await rehearse(context, scoring_otherwise())
    other = scoring_otherwise()
    score = replace(other.numbers.score, evidence_min=2)
    refused = await apply(context, replace(other, numbers=replace(other.numbers, score=score)))
    assert refused == NotRehearsed(scheme="sesame", version=2)
    first, *more = DEMO.perks
    higher = replace(other, perks=(replace(first, level="branch"), *more))
    assert await apply(context, higher) == NotRehearsed(scheme="sesame", version=2)


async def test_a_perk_says_what_others_get(context: Context) -> None:
    first, *more = DEMO.perks
    silent = version(2, perks=(replace(first, outside_terms=""), *more), **BARE)
    refused = await apply(context, silent)
    assert isinstance(refused, InvalidProgramme)
    assert refused.sentences == (
        "perk 'umbrella': say in `outside_terms` what people outside the programme get instead",
    )
