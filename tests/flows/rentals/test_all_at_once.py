"""Tills, an office, the member, an operator and jobs at one rental in the same instant, from two
processes: whoever comes first is right, everybody else is told, and all of it still agrees."""

import asyncio
import random
from collections import Counter as Tally
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.perks.rentals.claim import breach_id
from rewards.perks.rentals.history import Happened
from rewards.perks.rentals.rental import HOLDING, RentalState
from rewards.refusal import Refusal
from rewards.score.evidence import Status
from rewards.score.standing.challenge import challenge_id
from rewards.score.standing.refusals import EvidenceUnknown
from service.check.run import check
from service.flows.challenges.answer_challenge import ANSWER_CHALLENGE, AnswerChallenge
from service.flows.challenges.cure_evidence import (
    MERCHANT_CURES,
    OPERATOR_CURES,
    CureEvidence,
    OperatorCures,
)
from service.flows.challenges.decide_challenge import DECIDE_CHALLENGE, DecideChallenge
from service.flows.context import Context
from service.jobs.count_proposed import COUNT_PROPOSED, CountProposed
from service.jobs.end_challenges import END_CHALLENGE, EndChallenge
from service.members.consents import Purpose
from service.store.connect import connect
from service.store.path.command import Answered
from tests.flows.rentals.scenes import (
    BY_MEMBER,
    BY_MERCHANT,
    SAYS,
    Counter,
    customer,
    run_job,
)
from tests.flows.world import World
from tests.people import HOUR, UMBRELLA_KIOSK

TIMES = ({"minutes": 1}, {"hours": 1}, {"hours": 3}, {"days": 3, "hours": 1}, {"days": 8})
JOBS = ("mark_overdue", "count_proposed", "end_challenges", "settle_silent_rentals")
ONCE = {Happened.STARTED, Happened.DISPUTED, Happened.DAMAGED, Happened.CURED, Happened.LOST}


class Crowd:
    """The same people at two processes, each step under a key of its own."""

    def __init__(self, one: Counter, other: World, database: Any, seed: int) -> None:
        self.one, self.worlds, self.database = one, (one.world, other), database
        self.dice, self.keys = random.Random(seed), 0
        self.said: list[tuple[Any, Any, str, str, Any]] = []

    def step(self, rental: str) -> tuple[Any, Any, str, str]:
        """Rule, body, caller, key: anything that anybody could ask for."""
        self.keys += 1
        rule, body, caller = self.dice.choice((self._till, self._till, self._member, self._others))(
            rental
        )
        return rule, body, caller, f"crowd-{self.keys}"

    def _till(self, rental: str) -> Any:
        verb = self.dice.choice([*sorted({*BY_MERCHANT} - {"cancel"}), "breach", "cure"])
        rule, body = BY_MERCHANT[verb]
        more: dict[str, Any] = {"statement": f"{verb}, says a till"} if verb in SAYS else {}
        if verb == "extend":
            more["ends_at"] = self.worlds[0].clock.domain_now() + HOUR
        if verb == "claim":
            more["amount_minor"] = 500
        caller = f"merchant:{UMBRELLA_KIOSK}"
        return rule, body(merchant=UMBRELLA_KIOSK, rental=rental, **more), caller

    def _member(self, rental: str) -> Any:
        verb = self.dice.choice(["appeal", "appeal", "lose", "report_fault"])
        rule, body = BY_MEMBER[verb]
        account = self.one.who.account
        said = body(account=account, rental=rental, statement=f"{verb}, says the member")
        return rule, said, f"member:{account}"

    def _others(self, rental: str) -> Any:
        evidence, yes = breach_id(rental), self.dice.random() < 0.5
        case, at = challenge_id(evidence), self.worlds[0].clock.domain_now()
        office, words = {"merchant": UMBRELLA_KIOSK}, "as was seen"
        olga, kiosk = "operator:olga", f"merchant:{UMBRELLA_KIOSK}"
        answer = AnswerChallenge(**office, challenge=case, statement=words, insists=yes)
        return self.dice.choice(
            [
                (ANSWER_CHALLENGE, answer, kiosk),
                (ANSWER_CHALLENGE, answer, kiosk),
                (MERCHANT_CURES, CureEvidence(**office, evidence=evidence), kiosk),
                (OPERATOR_CURES, OperatorCures(evidence=evidence, reason=words), olga),
                (DECIDE_CHALLENGE, DecideChallenge(challenge=case, upheld=yes, reason=words), olga),
                (END_CHALLENGE, EndChallenge(challenge=case, as_of=at), "job:end_challenges"),
                (COUNT_PROPOSED, CountProposed(evidence=evidence, as_of=at), "job:count_proposed"),
            ]
        )

    async def at_once(self, rentals: list[str], many: int) -> list[Answered[Any]]:
        """So many steps in one instant, some of them sent twice, to both processes."""
        steps = [self.step(self.dice.choice(rentals)) for _ in range(many)]
        twice = [*steps, *steps[: many // 3]]
        found = await asyncio.gather(
            *(self._send(step, self.worlds[place % 2]) for place, step in enumerate(twice))
        )
        self.said += [(*step, each.answer) for step, each in zip(twice, found, strict=True)]
        return found

    async def _send(self, step: tuple[Any, Any, str, str], world: World) -> Answered[Any]:
        rule, body, caller, key = step
        return await world.apply(rule, body, caller=caller, key=key, ids=("0" * 32,) * rule.ids)

    async def repeated(self) -> None:
        """Who sends a step again after others have moved on hears the same again."""
        for rule, body, caller, key, before in self.said:
            if isinstance(before, Refusal):
                continue
            again = await self._send((rule, body, caller, key), self.dice.choice(self.worlds))
            assert (again.answer, again.replayed) == (before, True), rule.kind
        self.said.clear()

    async def agrees(self) -> None:
        """All that is stored says the same."""
        report = await check(self.worlds[0].context.store)
        assert report.green, report.violations
        for raw in self.database.rentals.find():
            happened = Tally(Happened(step["what"]) for step in raw["history"])
            assert all(happened[what] <= 1 for what in ONCE), (raw["_id"], happened)
            evidence = self.database.evidence.find_one({"_id": breach_id(raw["_id"])})
            assert (evidence is None) == (raw["breach"] is None)
            if evidence is not None and evidence["status"] == Status.REVERSED:
                assert raw["state"] == RentalState.SETTLED
        used = sum(
            raw["terms"]["deposit_minor"]
            for raw in self.database.rentals.find()
            if raw["state"] in HOLDING
        )
        assert await self.one.used() == used


@pytest.fixture
async def other(
    world: World, mongo_url: str, database_name: str, driver_name: str
) -> AsyncIterator[World]:
    """The same world in another process' worth of stores."""
    store = await connect(mongo_url, database_name, driver=driver_name)
    context = world.context
    found = World(Context(store=store, clock=context.clock, programme=context.programme))
    found._keys = 1_000_000
    yield found
    await store.close()


async def begun(one: Counter, dice: random.Random, *, first: bool) -> str:
    """A rental that has come some way, up to a breach that its member objects to. The first is
    broken, whatever becomes of the others."""
    await one.world.grant(one.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    way = dice.choice(("active", "returned", "broken", "broken", "broken"))
    if way != "broken" and not first:
        return await one.in_state(way)
    rental = await one.broken()
    if dice.random() < 0.5:
        await one.member_says("appeal", rental)
    return rental


@pytest.mark.parametrize("seed", range(5))
async def test_whoever_comes_first_is_right_and_the_rest_is_told(
    world: World, other: World, database: Any, seed: int
) -> None:
    one = await customer(world, database)
    crowd = Crowd(one, other, database, seed)
    for number in range(6):
        rental = await begun(one, crowd.dice, first=not number)
        for _ in range(4):
            await crowd.at_once([rental], 9)
            world.later(**crowd.dice.choice(TIMES))
            # The notice of what was proposed has reached the member by now.
            told = {"$set": {"delivered_at": world.clock.domain_now()}}
            database.inbox.update_many({"kind": "penalty_proposed", "delivered_at": None}, told)
            await run_job(world, crowd.dice.choice(JOBS))
        await crowd.agrees()
        await crowd.repeated()
        await crowd.agrees()
        if not await closed(one, rental):
            break
    happened = {step["what"] for raw in database.rentals.find() for step in raw["history"]}
    assert Happened.BREACH_PROPOSED in happened


async def closed(one: Counter, rental: str) -> bool:
    """Whether nothing of it holds the line any more, so that the next one is lent too."""
    for verb in ("clear_fault", "give_back", "cure", "settle", "settle"):
        await one.says(verb, rental)
    return await one.used() == 0


@pytest.mark.parametrize("verb", ["give_back", "cure", "settle"])
async def test_who_asked_for_a_breach_too_early_hides_it_from_nobody(
    world: World, database: Any, verb: str
) -> None:
    """All in one batch: the first found no evidence, the second makes it, the third needs it."""
    one = await customer(world, database)
    rental = await one.late()
    world.later(days=3)
    evidence = breach_id(rental)
    early = CureEvidence(merchant=UMBRELLA_KIOSK, evidence=evidence)
    first, second, third = await asyncio.gather(
        world.apply(MERCHANT_CURES, early), one.asks("breach", rental), one.asks(verb, rental)
    )
    assert first.answer == EvidenceUnknown()
    assert second.answer.state == RentalState.BREACH_PROPOSED
    ended = {"give_back": "cured", "cure": "cured", "settle": "settled"}
    assert third.answer.state == ended[verb]
    report = await check(world.context.store)
    assert report.green, report.violations
