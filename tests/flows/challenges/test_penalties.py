"""Penalties: proposed, told of, counted after their notice; and made good."""

from datetime import timedelta
from typing import Any

import pytest

from rewards.score.evidence import EvidenceKind, Status
from rewards.score.standing.refusals import (
    AlreadyMadeGood,
    EvidenceUnknown,
    NoBrokenPromise,
)
from service.check.run import check
from service.flows.membership.erase import ERASE, Erase
from service.jobs.timetable import TIMETABLE
from service.members.states import State
from service.store.sweep import sweep
from tests.flows.challenges.scenes import NOTICE, Court, court
from tests.flows.world import World
from tests.people import DAY, RIVERSIDE_BIKES, UMBRELLA_KIOSK

MS = timedelta(milliseconds=1)


@pytest.fixture
async def alice(world: World, database: Any) -> Court:
    return await court(world, database)


async def test_a_late_return_is_proposed_and_its_member_told(alice: Court) -> None:
    evidence = await alice.late()
    row = await alice.row(evidence)
    assert (row.status, row.notice) == (Status.PROPOSED, NOTICE.format(evidence))
    assert evidence == f"rental:{row.reference}:returned"
    (notice,) = alice.database.inbox.find({"_id": row.notice})
    assert notice["kind"] == "penalty_proposed"
    assert notice["parameters"] == {
        "evidence": evidence,
        "counts_as": "returned_late",
        "merchant": UMBRELLA_KIOSK,
        "notice_days": 7,
        "challenge_days": 30,
    }
    kept = await alice.row(evidence.replace("returned", "kept"))
    assert (kept.status, kept.notice) == (Status.COUNTED, None)


async def test_a_notice_that_is_not_delivered_starts_nothing(alice: Court) -> None:
    evidence = await alice.late()
    alice.world.later(days=400)
    assert (await alice.run("count_proposed")).progress.done == 1
    assert (await alice.row(evidence)).status is Status.PROPOSED


async def test_it_counts_seven_days_after_delivery_and_in_no_cut_off_before(
    alice: Court,
) -> None:
    evidence = await alice.late()
    alice.world.later(days=3)
    delivered = alice.delivered(evidence)
    alice.world.later(days=7, milliseconds=-1)
    await alice.run("count_proposed")
    assert (await alice.row(evidence)).status is Status.PROPOSED
    at = alice.world.later(milliseconds=1)
    assert at == delivered + 7 * DAY
    await alice.run("count_proposed")
    assert (await alice.row(evidence)).status is Status.COUNTED
    assert await alice.status(evidence, at) is Status.COUNTED
    assert await alice.status(evidence, at - MS) is Status.PROPOSED
    assert alice.told() == ["penalty_proposed", "penalty_counted"]


async def test_it_counts_once_however_often_the_job_runs(alice: Court) -> None:
    await alice.counted()
    for _ in range(3):
        alice.world.later(hours=1)
        assert (await alice.run("count_proposed")).progress.done == 0
    assert alice.told().count("penalty_counted") == 1


async def test_a_later_version_takes_away_none_of_the_days_that_were_told(alice: Court) -> None:
    evidence = await alice.late()
    alice.delivered(evidence)
    alice.hurried(notice_days=1)
    alice.world.later(days=7, milliseconds=-1)
    await alice.run("count_proposed")
    assert (await alice.row(evidence)).status is Status.PROPOSED
    alice.world.later(milliseconds=1)
    await alice.run("count_proposed")
    assert (await alice.row(evidence)).status is Status.COUNTED


async def test_a_source_makes_good_what_counts(alice: Court) -> None:
    evidence = await alice.counted()
    cured = await alice.cure(evidence)
    assert (cured.status, cured.kind) == (Status.CURED, EvidenceKind.RETURNED_LATE)
    assert await alice.status(evidence) is Status.CURED
    assert alice.told()[-1] == "penalty_cured"
    again = await alice.cure(evidence)
    assert isinstance(again, AlreadyMadeGood)
    assert alice.told().count("penalty_cured") == 1


async def test_what_is_made_good_before_it_counts_waits_for_its_notice_and_is_cured_then(
    alice: Court,
) -> None:
    evidence = await alice.late()
    assert (await alice.cure(evidence)).status is Status.PROPOSED
    alice.delivered(evidence)
    alice.world.later(days=7)
    await alice.run("count_proposed")
    assert (await alice.row(evidence)).status is Status.CURED


async def test_only_its_source_or_an_operator_makes_it_good(alice: Court) -> None:
    evidence = await alice.counted()
    for merchant, id_ in (
        (RIVERSIDE_BIKES, evidence),
        (UMBRELLA_KIOSK, "rental:none:returned"),
        (UMBRELLA_KIOSK, f"contact_verified:{alice.account}"),
    ):
        assert await alice.cure(id_, merchant) == EvidenceUnknown()
    assert (await alice.operator_cures(evidence)).status is Status.CURED
    (row,) = alice.database.audit_log.find({"action": "operator_cures_evidence"})
    assert (row["subject"], row["reason"]) == (f"evidence:{evidence}", "paid in cash")


async def test_a_kept_promise_cannot_be_made_good(alice: Court) -> None:
    kept = (await alice.late()).replace("returned", "kept")
    assert await alice.cure(kept) == NoBrokenPromise(kind="rental_kept_small")
    verified = f"contact_verified:{alice.account}"
    assert await alice.operator_cures(verified) == NoBrokenPromise(kind="contact_verified")


async def test_check_finds_a_penalty_without_its_notice(alice: Court) -> None:
    evidence = await alice.late()
    alice.database.inbox.delete_one({"_id": NOTICE.format(evidence)})
    report = await check(alice.world.context.store)
    found = [one for one in report.violations if one.subject == evidence]
    assert [one.sentence for one in found] == ["is proposed and nobody was told"]
    alice.database.evidence.update_one({"_id": evidence}, {"$set": {"status": "counted"}})


async def test_the_clocks_say_when_there_can_be_work_for_them(alice: Court) -> None:
    jobs = {job.name: job.next_work for job in TIMETABLE}
    counting, ending = jobs["count_proposed"], jobs["end_challenges"]
    assert counting is not None
    assert ending is not None
    context = alice.world.context
    assert (await counting(context), await ending(context)) == (None, None)
    evidence = await alice.late()
    told = (await alice.row(evidence)).recorded_at
    assert await counting(context) == told + 7 * DAY
    view = await alice.challenge(evidence)
    assert (await counting(context), await ending(context)) == (None, view.due_at)


async def test_who_is_forgotten_while_something_goes_on_leaves_nothing_unsound(
    alice: Court,
) -> None:
    """As after a restored backup: a rental is out, one penalty is proposed, one is challenged."""
    challenged = await alice.late()
    await alice.challenge(challenged)
    await alice.late()
    await alice.counter.in_state("active")
    world, who = alice.world, alice.counter.who
    await world.apply(ERASE, Erase(account=who.account, member=who.member, replayed=True))
    assert (await world.account(who)).state is State.CLOSING
    for again in (False, True):
        assert (await check(world.context.store)).violations == ()
        await sweep(world.context.store, who.account, again=again)
    assert (await check(world.context.store)).violations == ()


async def test_a_notice_that_waits_for_its_member_is_kept_until_it_counts(alice: Court) -> None:
    """Old messages go after two years: not the one by which a penalty is still to come."""
    evidence = await alice.late()
    alice.world.later(days=731)
    await alice.run("forget_old_rows")
    assert (await check(alice.world.context.store)).violations == ()
    alice.delivered(evidence)
    alice.world.later(days=6)
    await alice.run("forget_old_rows")
    alice.world.later(days=1)
    await alice.run("count_proposed")
    assert (await alice.row(evidence)).status is Status.COUNTED
    alice.world.later(days=731)
    await alice.run("forget_old_rows")
    assert alice.database.inbox.count_documents({"_id": NOTICE.format(evidence)}) == 0
    assert (await check(alice.world.context.store)).violations == ()
