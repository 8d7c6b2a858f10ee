"""What people do about evidence, one line each: Alice brings an umbrella back late, and objects."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from rewards.refusal import Refusal
from rewards.score.evidence import Status
from rewards.score.scheme import KindRule
from rewards.score.standing.challenge import Challenge, challenge_id
from service.flows.challenges.answer_challenge import ANSWER_CHALLENGE, AnswerChallenge
from service.flows.challenges.challenge_evidence import CHALLENGE_EVIDENCE, ChallengeEvidence
from service.flows.challenges.cure_evidence import (
    MERCHANT_CURES,
    OPERATOR_CURES,
    CureEvidence,
    OperatorCures,
)
from service.flows.challenges.decide_challenge import DECIDE_CHALLENGE, DecideChallenge
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.jobs.evidence import evidence_of_account, read_evidence
from service.store.owner import EVERYBODY
from service.store.schema.documents import EvidenceRow
from service.store.schema.page import ACCOUNTS, CHALLENGES, EVIDENCE
from service.store.schema.slot import Slot, SlotState
from tests.flows.rentals.scenes import Counter, customer
from tests.flows.world import World
from tests.jobs.toy import QUICK
from tests.people import ALICE, UMBRELLA_KIOSK, Person

put = msgspec.structs.replace
NOTICE = "message:evidence:{}:proposed"


class Court:
    """A member, the kiosk that says something of them, and an operator."""

    def __init__(self, counter: Counter, database: Any) -> None:
        self.counter, self.world, self.database = counter, counter.world, database

    @property
    def account(self) -> str:
        return self.counter.who.account

    async def late(self) -> str:
        """An umbrella that came back an hour late: the id of the evidence."""
        rental = await self.counter.in_state("active")
        self.world.later(hours=3)
        await self.counter.says("give_back", rental)
        await self.counter.says("settle", rental)
        return f"rental:{rental}:returned"

    def delivered(self, evidence: str) -> datetime:
        """The notice has reached the member now."""
        now = self.world.clock.domain_now()
        changed = self.database.inbox.update_one(
            {"_id": NOTICE.format(evidence)}, {"$set": {"delivered_at": now}}
        )
        assert changed.matched_count == 1
        return now

    def hurried(self, *, notice_days: int) -> None:
        """From now on a version is in force that gives every penalty so many days of notice."""
        self.scoring(
            *(
                put(rule, notice_days=notice_days if rule.points < 0 else None)
                for rule in self.world.context.programme().numbers.score.scheme.kinds
            )
        )

    def scoring(self, *kinds: KindRule) -> None:
        """From now on a version is in force whose scheme says this of kinds."""
        programme = self.world.context.programme()
        numbers = programme.numbers
        scheme = put(numbers.score.scheme, version=numbers.score.scheme.version + 1, kinds=kinds)
        score = put(numbers.score, scheme=scheme)
        other = put(programme, numbers=put(numbers, score=score))
        self.world.context = replace(self.world.context, programme=lambda: other)

    async def counted(self) -> str:
        """The same, told of and not objected to in time."""
        evidence = await self.late()
        self.delivered(evidence)
        self.world.later(days=7)
        await self.run("count_proposed")
        assert (await self.row(evidence)).status is Status.COUNTED
        return evidence

    async def challenge(self, evidence: str, *, account: str = "", **more: Any) -> Any:
        body = ChallengeEvidence(
            account=account or self.account, evidence=evidence, statement="The box was full."
        )
        return (await self.world.apply(CHALLENGE_EVIDENCE, body, **more)).answer

    async def answer(self, evidence: str, *, insists: bool, merchant: str = UMBRELLA_KIOSK) -> Any:
        body = AnswerChallenge(
            merchant=merchant,
            challenge=challenge_id(evidence),
            statement="It was not.",
            insists=insists,
        )
        return (await self.world.apply(ANSWER_CHALLENGE, body)).answer

    async def decide(self, evidence: str, *, upheld: bool) -> Any:
        body = DecideChallenge(
            challenge=challenge_id(evidence), upheld=upheld, reason="seen on camera"
        )
        caller = "operator:olga"
        return (await self.world.apply(DECIDE_CHALLENGE, body, caller=caller)).answer

    async def cure(self, evidence: str, merchant: str = UMBRELLA_KIOSK) -> Any:
        body = CureEvidence(merchant=merchant, evidence=evidence)
        return (await self.world.apply(MERCHANT_CURES, body)).answer

    async def operator_cures(self, evidence: str) -> Any:
        body = OperatorCures(evidence=evidence, reason="paid in cash")
        return (await self.world.apply(OPERATOR_CURES, body, caller="operator:olga")).answer

    async def run(self, job: str) -> Slot:
        context: Context = self.world.context
        slot = await run_by_name(context, job, None, stop=asyncio.Event(), effort=QUICK)
        assert not isinstance(slot, Refusal), slot
        assert slot.state is SlotState.DONE, slot.error
        assert slot.progress.set_aside == ()
        return slot

    async def row(self, evidence: str) -> EvidenceRow:
        row = await self.world.context.store.get(EVIDENCE, evidence, owner=EVERYBODY)
        assert row is not None
        return row

    async def case(self, evidence: str) -> Challenge:
        found = await self.world.context.store.get(
            CHALLENGES, challenge_id(evidence), owner=EVERYBODY
        )
        assert found is not None
        return found

    async def status(self, evidence: str, until: datetime | None = None) -> Status | None:
        """How it enters a score of now, or of then; None if it does not."""
        store, at = self.world.context.store, until or self.world.clock.domain_now()
        account = await store.get(ACCOUNTS, self.account, owner=EVERYBODY)
        assert account is not None
        known = (await read_evidence(store, [self.account], until=at))[self.account]
        zone = self.world.context.programme().zone
        found = evidence_of_account(account, known, until=at, zone=zone)
        return next((each.status for each in found if each.id == evidence), None)

    def told(self) -> list[str]:
        """The kinds of messages about evidence, oldest first."""
        kinds = {"$regex": "^(penalty|challenge)_"}
        return [row["kind"] for row in self.database.inbox.find({"kind": kinds}).sort("at", 1)]


async def court(world: World, database: Any, person: Person = ALICE) -> Court:
    """Alice, who has a published score, at the kiosk."""
    return Court(await customer(world, database, person), database)
