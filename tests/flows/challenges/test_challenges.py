"""Challenges: of any evidence, without effect meanwhile, and decided by who speaks."""

from datetime import timedelta
from typing import Any

import pytest

from rewards.score.evidence import Status
from rewards.score.standing.challenge import ChallengeState, EndedBy
from rewards.score.standing.refusals import (
    AlreadyChallenged,
    ChallengeTooLate,
    ChallengeUnknown,
    EvidenceUnknown,
    TooManyChallenges,
    WrongChallengeState,
)
from service.check.evidence import check_evidence
from service.members.consents import Purpose
from tests.flows.challenges.scenes import Court, court
from tests.flows.world import World
from tests.people import BOB, DAY, RIVERSIDE_BIKES, UMBRELLA_KIOSK

MS = timedelta(milliseconds=1)
S = ChallengeState


@pytest.fixture
async def alice(world: World, database: Any) -> Court:
    return await court(world, database)


async def test_what_is_challenged_has_no_effect_until_it_is_decided(alice: Court) -> None:
    evidence = await alice.counted()
    view = await alice.challenge(evidence)
    assert (view.state, view.due_at - view.at) == (S.ASKED, 7 * DAY)
    assert await alice.status(evidence) is Status.CHALLENGED
    case = await alice.answer(evidence, insists=True)
    assert (case.state, case.due_at - case.state_at) == (S.REFERRED, 14 * DAY)
    assert await alice.status(evidence) is Status.CHALLENGED
    before = alice.world.clock.domain_now()
    alice.world.later(days=1)
    case = await alice.decide(evidence, upheld=True)
    assert (case.state, case.ended_by) == (S.UPHELD, EndedBy.OPERATOR)
    assert await alice.status(evidence) is Status.COUNTED
    # In a score whose cut-off was while it was open, it is challenged, whatever came then.
    assert await alice.status(evidence, before) is Status.CHALLENGED
    assert alice.told()[2:] == ["challenge_answered", "challenge_upheld"]


async def test_a_source_that_withdraws_ends_it_at_once(alice: Court) -> None:
    evidence = await alice.counted()
    await alice.challenge(evidence)
    case = await alice.answer(evidence, insists=False)
    assert (case.state, case.ended_by) == (S.REVERSED, EndedBy.SOURCE)
    assert (await alice.row(evidence)).status is Status.REVERSED
    assert alice.told()[-1] == "challenge_won"
    assert (await alice.world.account(alice.counter.who)).challenging == ()


async def test_a_proposed_one_that_is_upheld_goes_back_to_its_notice(alice: Court) -> None:
    evidence = await alice.late()
    alice.delivered(evidence)
    await alice.challenge(evidence)
    alice.world.later(days=8)
    await alice.run("count_proposed")
    assert await alice.status(evidence) is Status.CHALLENGED
    # The job of silence has not run: the answer came late, and stands.
    await alice.answer(evidence, insists=True)
    await alice.decide(evidence, upheld=True)
    assert (await alice.row(evidence)).status is Status.PROPOSED
    alice.world.later(hours=1)
    await alice.run("count_proposed")
    assert (await alice.row(evidence)).status is Status.COUNTED


@pytest.mark.parametrize(
    ("insists", "days", "by"), [(False, 7, "silent_source"), (True, 14, "silent_operators")]
)
async def test_whoever_is_silent_loses(alice: Court, insists: bool, days: int, by: str) -> None:
    evidence = await alice.counted()
    await alice.challenge(evidence)
    if insists:
        await alice.answer(evidence, insists=True)
    alice.world.later(days=days, milliseconds=-1)
    assert (await alice.run("end_challenges")).progress.done == 0
    alice.world.later(milliseconds=1)
    assert (await alice.run("end_challenges")).progress.done == 1
    case = await alice.case(evidence)
    assert (case.state, case.ended_by) == (S.REVERSED, by)
    assert (await alice.row(evidence)).status is Status.REVERSED
    alice.world.later(hours=1)
    assert (await alice.run("end_challenges")).progress.done == 0
    assert alice.told().count("challenge_won") == 1


async def test_an_operator_may_decide_for_the_member_before_the_source_speaks(
    alice: Court,
) -> None:
    evidence = await alice.counted()
    await alice.challenge(evidence)
    assert isinstance(await alice.decide(evidence, upheld=True), WrongChallengeState)
    assert (await alice.decide(evidence, upheld=False)).state is S.REVERSED
    late = await alice.answer(evidence, insists=True)
    assert late == WrongChallengeState(state="reversed", wanted="referred", allowed=())
    (row,) = alice.database.audit_log.find({"action": "decide_challenge"})
    assert row["reason"] == "seen on camera"


async def test_there_are_thirty_days_from_the_delivery_of_the_notice(alice: Court) -> None:
    evidence = await alice.counted()
    alice.world.later(days=23)
    last = alice.world.clock.domain_now()
    alice.world.later(milliseconds=1)
    assert await alice.challenge(evidence) == ChallengeTooLate(until=last)


async def test_before_the_notice_is_delivered_it_can_be_challenged_for_ever(alice: Court) -> None:
    evidence = await alice.late()
    alice.world.later(days=300)
    assert (await alice.challenge(evidence)).state is S.ASKED


async def test_it_is_challenged_once(alice: Court) -> None:
    evidence = await alice.counted()
    await alice.challenge(evidence)
    assert await alice.challenge(evidence) == AlreadyChallenged(state="asked")
    await alice.answer(evidence, insists=True)
    await alice.decide(evidence, upheld=True)
    assert await alice.challenge(evidence) == AlreadyChallenged(state="upheld")


async def test_nobody_challenges_what_is_not_theirs_or_does_not_exist(alice: Court) -> None:
    evidence = await alice.counted()
    bob = await alice.world.member(BOB)
    assert await alice.challenge(evidence, account=bob.account) == EvidenceUnknown()
    for id_ in ("none", f"contact_verified:{bob.account}", f"month:{alice.account}:2026-03"):
        assert await alice.challenge(id_) == EvidenceUnknown()
    assert (await alice.row(evidence)).status is Status.COUNTED


async def test_only_the_source_answers_and_only_what_was_asked(alice: Court) -> None:
    evidence = await alice.counted()
    assert await alice.answer(evidence, insists=True) == ChallengeUnknown()
    await alice.challenge(evidence)
    other = await alice.answer(evidence, insists=False, merchant=RIVERSIDE_BIKES)
    assert other == ChallengeUnknown()
    assert (await alice.case(evidence)).state is S.ASKED


async def test_what_the_programme_says_by_itself_goes_to_an_operator(alice: Court) -> None:
    verified = f"contact_verified:{alice.account}"
    view = await alice.challenge(verified)
    assert (view.state, view.due_at - view.at) == (S.REFERRED, 14 * DAY)
    assert await alice.status(verified) is Status.CHALLENGED
    assert (await alice.decide(verified, upheld=False)).ended_by is EndedBy.OPERATOR
    assert await alice.status(verified) is Status.REVERSED


async def test_a_completion_can_be_challenged_and_gets_a_row(alice: Court) -> None:
    who = alice.counter.who
    await alice.world.join(who, "return-umbrella")
    linked = await alice.world.grant(who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    await alice.world.complete(linked.pseudonym)
    (done,) = alice.database.completions.find({"account": alice.account})
    assert await alice.status(done["_id"]) is Status.COUNTED
    assert (await alice.challenge(done["_id"])).state is S.ASKED
    assert await alice.status(done["_id"]) is Status.CHALLENGED
    await alice.answer(done["_id"], insists=True)
    await alice.decide(done["_id"], upheld=True)
    assert await alice.status(done["_id"]) is Status.COUNTED


async def test_a_completion_that_is_revoked_meanwhile_stays_so(alice: Court) -> None:
    who = alice.counter.who
    await alice.world.join(who, "return-umbrella")
    linked = await alice.world.grant(who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    await alice.world.complete(linked.pseudonym)
    (done,) = alice.database.completions.find({"account": alice.account})
    await alice.challenge(done["_id"])
    await alice.world.reverse(linked.pseudonym)
    await alice.answer(done["_id"], insists=True)
    await alice.decide(done["_id"], upheld=True)
    assert await alice.status(done["_id"]) is None


async def test_a_month_can_be_challenged_and_never_comes_into_being_by_that(
    alice: Court,
) -> None:
    alice.world.later(days=60)
    month = f"month:{alice.account}:2026-04"
    assert await alice.status(month) is Status.COUNTED
    assert (await alice.challenge(month)).state is S.REFERRED
    assert await alice.status(month) is Status.CHALLENGED
    await alice.decide(month, upheld=True)
    assert await alice.status(month) is Status.COUNTED
    # A membership that was away then has no such month, whatever its row says.
    away = {"since": alice.world.clock.domain_now() - 40 * DAY, "until": alice.world.later(days=1)}
    alice.database.accounts.update_one({"_id": alice.account}, {"$set": {"breaks": [away]}})
    assert await alice.status(month) is None


async def test_five_are_open_at_most_and_a_decision_makes_room(alice: Court) -> None:
    late = [await alice.late() for _ in range(6)]
    for evidence in late[:5]:
        assert (await alice.challenge(evidence)).state is S.ASKED
    assert await alice.challenge(late[5]) == TooManyChallenges(challenges=5, most=5)
    await alice.answer(late[0], insists=False)
    assert (await alice.challenge(late[5])).state is S.ASKED


async def test_check_finds_a_challenge_that_its_evidence_or_account_does_not_know(
    alice: Court,
) -> None:
    evidence = await alice.counted()
    case = (await alice.challenge(evidence)).id
    store, database = alice.world.context.store, alice.database
    assert await check_evidence(store) == []
    database.accounts.update_one({"_id": alice.account}, {"$set": {"challenging": ["none"]}})
    database.evidence.update_one({"_id": evidence}, {"$set": {"status": "counted"}})
    said = {(one.subject, one.sentence) for one in await check_evidence(store)}
    assert said == {
        (evidence, "is counted while its challenge is open"),
        (alice.account, "has challenge none open, which is none"),
        (case, "is asked, and its account says otherwise"),
    }
    database.rentals.delete_many({})
    database.evidence.update_one({"_id": evidence}, {"$set": {"status": "challenged"}})
    database.accounts.update_one({"_id": alice.account}, {"$set": {"challenging": [case]}})
    said = {one.sentence for one in await check_evidence(store)}
    assert said == {"is about something that does not exist"}
    # Nothing to prove any more at the end of this scenario.
    for name in ("accounts", "evidence", "challenges", "outbox", "transfers"):
        database[name].delete_many({})


async def test_who_is_not_linked_any_more_is_still_answered(alice: Court) -> None:
    evidence = await alice.counted()
    await alice.challenge(evidence)
    await alice.world.withdraw(alice.counter.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    assert (await alice.answer(evidence, insists=False)).state is S.REVERSED
