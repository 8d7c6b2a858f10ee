"""What was late before late returns took points is a fact for ever, and never a penalty."""

from typing import Any

import msgspec
import pytest

from rewards.economy import ScoreNumbers
from rewards.score.answer import Score
from rewards.score.evidence import EvidenceKind, Status
from rewards.score.score import score
from rewards.score.sesame import SESAME
from rewards.score.standing.refusals import NoBrokenPromise
from service.check.run import check
from service.jobs.evidence import evidence_of_account, read_evidence
from service.store.owner import EVERYBODY
from service.store.schema.page import ACCOUNTS
from tests.flows.challenges.scenes import Court, court
from tests.flows.world import World

LATE = EvidenceKind.RETURNED_LATE
WITHOUT = tuple(rule for rule in SESAME.kinds if rule.kind is not LATE)
TAKES = next(rule for rule in SESAME.kinds if rule.kind is LATE)


@pytest.fixture
async def alice(world: World, database: Any) -> Court:
    """A customer of a programme that scores no late returns."""
    found = await court(world, database)
    found.scoring(*WITHOUT)
    return found


def begin(alice: Court) -> None:
    """An hour later they take points, looking forward."""
    alice.world.later(hours=1)
    alice.scoring(*WITHOUT, msgspec.structs.replace(TAKES, since=alice.world.clock.domain_now()))


async def named(alice: Court) -> list[str]:
    """The late returns that a score of now is made of."""
    world, id_ = alice.world, alice.account
    programme, at = world.context.programme(), world.clock.domain_now()
    account = await world.context.store.get(ACCOUNTS, id_, owner=EVERYBODY)
    assert account is not None
    known = (await read_evidence(world.context.store, [id_], until=at))[id_]
    numbers = ScoreNumbers(active_days_min=0, evidence_min=1, scheme=programme.numbers.score.scheme)
    found = score(
        evidence_of_account(account, known, until=at, zone=programme.zone),
        active_days=400,
        at=at,
        numbers=numbers,
    )
    assert isinstance(found, Score)
    lines = [line for part in found.parts for line in part.lines if line.kind is LATE]
    return [item.evidence for line in lines for item in line.items]


async def test_what_was_before_has_no_effect_and_what_comes_is_told_first(alice: Court) -> None:
    before = await alice.late()
    assert (await alice.row(before)).notice is None
    begin(alice)
    after = await alice.late()
    assert (await alice.row(before)).status is Status.COUNTED
    assert (await alice.row(after)).status is Status.PROPOSED
    alice.delivered(after)
    alice.world.later(days=7)
    assert (await alice.run("count_proposed")).progress.done == 1
    assert await named(alice) == [after]
    assert alice.told() == ["penalty_proposed", "penalty_counted"]
    assert await alice.cure(before) == NoBrokenPromise(kind=LATE)
    assert (await check(alice.world.context.store)).violations == ()


async def test_what_is_booked_afterwards_is_told_first_whenever_it_happened(alice: Court) -> None:
    """A fact is of the day when it was settled, as its score has to be made from it again."""
    rental = await alice.counter.in_state("active")
    alice.world.later(hours=3)
    await alice.counter.says("give_back", rental)
    begin(alice)
    await alice.counter.says("settle", rental)
    assert (await alice.row(f"rental:{rental}:returned")).status is Status.PROPOSED
    assert await named(alice) == [f"rental:{rental}:returned"]  # by name, and worth nothing yet
    assert alice.told() == ["penalty_proposed"]
