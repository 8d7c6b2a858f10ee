"""A look in the access log is challenged, and an operator answers; each sees what the other did."""

import asyncio
from typing import Any

from service.check.audit import check_audit_log
from service.flows.membership.challenge_look import (
    CHALLENGE_LOOK,
    ChallengeLook,
    LookIsChallenged,
)
from service.flows.operators.answer_access_challenge import (
    ANSWER_ACCESS_CHALLENGE,
    AccessChallengeAnswered,
    AnswerAccessChallenge,
)
from service.flows.own import AccountGone
from service.flows.sign_in.sign_in import SignedIn
from service.members.access_challenge import (
    AccessChallengeUnknown,
    ChallengeAnswered,
    LookChallenged,
    LookUnknown,
)
from service.members.consents import Purpose
from tests.flows.perks.test_check_eligibility import customer
from tests.flows.world import World
from tests.people import ALICE, BOB, DAY, NOON, UMBRELLA_KIOSK


async def looked_at(world: World, database: Any) -> tuple[SignedIn, str]:
    """Alice, whom the kiosk has looked at; the id of that look."""
    alice = await customer(world)
    shown = await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)
    await world.check(shown.token, UMBRELLA_KIOSK)
    look: str = database.access_log.find_one({"account": alice.account})["_id"]
    return alice, look


async def challenge(world: World, account: str, look: str, **more: Any) -> Any:
    body = ChallengeLook(account=account, look=look, statement="I was not there.")
    return (await world.apply(CHALLENGE_LOOK, body, **more)).answer


async def respond(world: World, look: str, **more: Any) -> Any:
    body = AnswerAccessChallenge(challenge=look, answer="You were.", reason="ticket 7")
    more = {"caller": "operator:olga", **more}
    return (await world.apply(ANSWER_ACCESS_CHALLENGE, body, **more)).answer


async def test_it_is_open_until_it_is_answered_once(world: World, database: Any) -> None:
    alice, look = await looked_at(world, database)
    assert await challenge(world, alice.account, look) == LookIsChallenged(look=look, at=NOON)
    assert database.access_challenges.find_one({"_id": look})["state"] == "open"
    world.later(days=1)
    answered = await respond(world, look)
    assert answered == AccessChallengeAnswered(id=look, answered_at=NOON + DAY)
    assert await respond(world, look) == ChallengeAnswered(answered_at=NOON + DAY)
    [told] = database.inbox.find({"kind": "look_explained"})
    assert told["parameters"] == {
        "answer": "You were.",
        "who": UMBRELLA_KIOSK,
        "looked_at": NOON.isoformat(),
    }
    [audit] = database.audit_log.find({"action": "answer_access_challenge"})
    assert (audit["subject"], audit["reason"]) == (f"access_challenge:{look}", "ticket 7")
    [seen] = database.access_log.find({"looker": "operator"})
    assert (seen["account"], seen["who"], seen["why"]) == (alice.account, "olga", "ticket 7")


async def test_an_answer_that_nobody_gave_is_found_out(world: World, database: Any) -> None:
    alice, look = await looked_at(world, database)
    await challenge(world, alice.account, look)
    await respond(world, look)
    assert await check_audit_log(world.context.store) == []
    row = database.audit_log.find_one_and_delete({"action": "answer_access_challenge"})
    [found] = await check_audit_log(world.context.store)
    assert (found.invariant, found.subject) == ("I15", f"access_challenge:{look}")
    database.audit_log.insert_one(row)


async def test_a_look_is_challenged_once_however_often_it_is_asked(
    world: World, database: Any
) -> None:
    alice, look = await looked_at(world, database)
    answers = await asyncio.gather(*(challenge(world, alice.account, look) for _ in range(10)))
    assert sum(isinstance(each, LookIsChallenged) for each in answers) == 1
    assert LookChallenged(state="open", at=NOON) in answers  # type: ignore[arg-type]
    assert database.access_challenges.count_documents({}) == 1


async def test_somebody_elses_look_is_unknown(world: World, database: Any) -> None:
    _, look = await looked_at(world, database)
    bob = await world.member(BOB)
    assert await challenge(world, bob.account, look) == LookUnknown()
    assert await challenge(world, bob.account, "no-look") == LookUnknown()
    assert await challenge(world, "nobody", look) == AccountGone()
    assert await respond(world, look) == AccessChallengeUnknown()


async def test_who_is_leaving_may_still_ask(world: World, database: Any) -> None:
    alice, look = await looked_at(world, database)
    await world.withdraw(alice, Purpose.ENROLMENT)
    assert isinstance(await challenge(world, alice.account, look), LookIsChallenged)
    assert ALICE.name not in str(list(database.access_challenges.find()))
