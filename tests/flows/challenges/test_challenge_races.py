"""Everybody at once, from two processes: one challenge, one decision, and no penalty in between."""

import asyncio
from collections import Counter as Tally
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from rewards.refusal import Refusal
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.standing.challenge import ChallengeState, EndedBy
from rewards.score.standing.refusals import (
    AlreadyChallenged,
    TooManyChallenges,
    WrongChallengeState,
)
from service.flows.challenges.challenge_view import ChallengeView
from service.flows.context import Context
from service.flows.evidence import evidence_row
from service.jobs.count_proposed import COUNT_PROPOSED, CountProposed
from service.jobs.end_challenges import END_CHALLENGE, EndChallenge
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.connect import connect
from service.store.schema.page import EVIDENCE, INBOX, SNAPSHOTS
from tests.flows.challenges.scenes import NOTICE, Court, court
from tests.flows.world import World
from tests.jobs.toy import LEDGER_KEY
from tests.people import DAY, NOON, UMBRELLA_KIOSK

S = ChallengeState


@pytest.fixture
async def courts(
    world: World, database: Any, mongo_url: str, database_name: str
) -> AsyncIterator[tuple[Court, Court]]:
    """The same court in two processes' worth of stores."""
    one = await court(world, database)
    store = await connect(mongo_url, database_name)
    context = world.context
    other = World(Context(store=store, clock=context.clock, programme=context.programme))
    other._keys = 1_000_000
    second = Court(one.counter, database)
    second.world = other
    yield one, second
    await store.close()


def proposed(one: Court, name: str) -> str:
    """A penalty whose member was told a week ago, to the millisecond: it is about to count."""
    at, id_ = NOON - 7 * DAY, f"penalty:{name}"
    fact = Evidence(
        id=id_,
        kind=EvidenceKind.RETURNED_LATE,
        at=at,
        source=UMBRELLA_KIOSK,
        status=Status.PROPOSED,
    )
    row = EVIDENCE.encode(evidence_row(one.account, fact, at=at))
    notice = new_message(
        NOTICE.format(id_),
        account=one.account,
        kind=MessageKind.PENALTY_PROPOSED,
        at=at,
        parameters={},
    )
    one.database.evidence.insert_one(row | {"notice": notice.id})
    one.database.inbox.insert_one(INBOX.encode(notice) | {"delivered_at": at})
    return id_


async def test_of_many_challenges_of_one_item_one_is_opened(courts: tuple[Court, Court]) -> None:
    one, other = courts
    evidence = proposed(one, "once")
    answers = await asyncio.gather(
        *(each.challenge(evidence) for _ in range(20) for each in (one, other))
    )
    assert Tally(type(each) for each in answers) == {ChallengeView: 1, AlreadyChallenged: 39}
    assert one.database.challenges.count_documents({}) == 1


async def test_of_many_items_at_once_five_are_open(courts: tuple[Court, Court]) -> None:
    one, other = courts
    items = [proposed(one, f"n{number}") for number in range(12)]
    answers = await asyncio.gather(
        *((one, other)[n % 2].challenge(evidence) for n, evidence in enumerate(items))
    )
    assert Tally(type(each) for each in answers) == {ChallengeView: 5, TooManyChallenges: 7}
    assert len((await one.world.account(one.counter.who)).challenging) == 5


async def test_a_challenge_and_the_clock_at_the_same_moment_leave_it_challenged(
    courts: tuple[Court, Court],
) -> None:
    one, other = courts
    items = [proposed(one, f"n{number}") for number in range(5)]
    counting = [
        other.world.apply(COUNT_PROPOSED, CountProposed(evidence=evidence, as_of=NOON))
        for evidence in items
    ]
    answers = await asyncio.gather(*(one.challenge(evidence) for evidence in items), *counting)
    assert all(isinstance(each, ChallengeView) for each in answers[:5])
    counted = [each.answer.moved for each in answers[5:]]
    for evidence, moved in zip(items, counted, strict=True):
        row = await one.row(evidence)
        assert (row.status, row.was) == (
            Status.CHALLENGED,
            Status.COUNTED if moved else Status.PROPOSED,
        )
    assert one.told().count("penalty_counted") == sum(counted)


async def test_a_decision_and_a_lapse_at_the_same_moment_are_one_of_the_two(
    courts: tuple[Court, Court],
) -> None:
    one, other = courts
    items = [proposed(one, f"n{number}") for number in range(5)]
    for evidence in items:
        await one.challenge(evidence)
        await one.answer(evidence, insists=True)
    at = one.world.later(days=14)
    cases = [await one.case(evidence) for evidence in items]
    lapsing = [
        other.world.apply(END_CHALLENGE, EndChallenge(challenge=case.id, as_of=at))
        for case in cases
    ]
    decided = await asyncio.gather(*(one.decide(each, upheld=True) for each in items), *lapsing)
    for evidence, said, lapsed in zip(items, decided[:5], decided[5:], strict=True):
        case, row = await one.case(evidence), await one.row(evidence)
        if lapsed.answer.moved:
            assert isinstance(said, WrongChallengeState)
            assert (case.ended_by, row.status) == (EndedBy.SILENT_OPERATORS, Status.REVERSED)
        else:
            assert not isinstance(said, Refusal)
            assert (case.ended_by, row.status) == (EndedBy.OPERATOR, Status.PROPOSED)
    told = one.told()
    assert told.count("challenge_won") + told.count("challenge_upheld") == 5


async def test_a_withdrawal_and_a_cure_at_the_same_moment_are_both_true(
    courts: tuple[Court, Court],
) -> None:
    one, other = courts
    evidence = proposed(one, "good")
    await one.challenge(evidence)
    await asyncio.gather(one.answer(evidence, insists=False), other.cure(evidence))
    row = await one.row(evidence)
    assert row.status is Status.REVERSED
    assert (await one.case(evidence)).state is S.REVERSED


async def test_a_publication_beside_a_decision_says_how_it_stood_before_or_after(
    courts: tuple[Court, Court],
) -> None:
    one, other = courts
    evidence = proposed(one, "published")
    await one.challenge(evidence)
    await one.answer(evidence, insists=True)
    one.world.later(days=1)
    one.world.context = replace(one.world.context, ledger_key=lambda: LEDGER_KEY)
    slot, _ = await asyncio.gather(one.run("publish_scores"), other.decide(evidence, upheld=False))
    assert slot.progress.set_aside == ()
    raw = one.database.snapshots.find_one({"account": one.account}, sort=[("_id", -1)])
    published = SNAPSHOTS.decode(raw).score
    assert published is not None
    items = [
        item
        for part in published.parts
        for line in part.lines
        for item in line.items
        if item.evidence == evidence
    ]
    # Read while it was challenged, it is named with nothing; read after, it is not named.
    assert [(item.status, item.micro_points) for item in items] in ([], [(Status.CHALLENGED, 0)])
