"""What people do with rentals, one line each: Alice and an umbrella, unless somebody else is named.

Every step returns what the caller would be answered.
"""

import asyncio
from datetime import datetime
from itertools import count
from typing import Any

import msgspec

from rewards.economy import ScoreNumbers
from rewards.perks.rentals.rental import Rental
from rewards.refusal import Refusal
from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.score import score
from service.flows.context import Context
from service.flows.rentals.appeal_breach import APPEAL_BREACH, AppealBreach
from service.flows.rentals.authorise_rental import AUTHORISE_RENTAL, AuthoriseRental
from service.flows.rentals.cancel_rental import (
    MEMBER_CANCELS,
    MERCHANT_CANCELS,
    MemberCancels,
    MerchantCancels,
)
from service.flows.rentals.claim_damage import CLAIM_DAMAGE, ClaimDamage
from service.flows.rentals.clear_fault import CLEAR_FAULT, ClearFault
from service.flows.rentals.cure_rental import CURE_RENTAL, CureRental
from service.flows.rentals.extend_rental import EXTEND_RENTAL, ExtendRental
from service.flows.rentals.hand_over_rental import HAND_OVER_RENTAL, HandOverRental
from service.flows.rentals.lose_rental import (
    MEMBER_LOSES,
    MERCHANT_LOSES,
    MemberLoses,
    MerchantLoses,
)
from service.flows.rentals.propose_breach import PROPOSE_BREACH, ProposeBreach
from service.flows.rentals.report_fault import (
    MEMBER_REPORTS_FAULT,
    MERCHANT_REPORTS_FAULT,
    MemberReportsFault,
    MerchantReportsFault,
)
from service.flows.rentals.return_rental import RETURN_RENTAL, ReturnRental
from service.flows.rentals.settle_rental import SETTLE_RENTAL, SettleRental
from service.flows.sign_in.sign_in import SignedIn
from service.jobs.by_name import run_by_name
from service.members.consents import Purpose
from service.programme import Programme
from service.store.owner import EVERYBODY
from service.store.path.command import Rule
from service.store.schema.documents import CURRENT, Publication, Snapshot
from service.store.schema.page import PUBLICATIONS, RENTALS, SNAPSHOTS
from service.store.schema.slot import Slot, SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK
from tests.people import ALICE, HOUR, NOON, UMBRELLA_KIOSK, Person

KEYS = count(10_000, 10_000)
BY_MERCHANT: dict[str, tuple[Rule[Any, Any], type[msgspec.Struct]]] = {
    "authorise": (AUTHORISE_RENTAL, AuthoriseRental),
    "hand_over": (HAND_OVER_RENTAL, HandOverRental),
    "give_back": (RETURN_RENTAL, ReturnRental),
    "settle": (SETTLE_RENTAL, SettleRental),
    "cancel": (MERCHANT_CANCELS, MerchantCancels),
    "extend": (EXTEND_RENTAL, ExtendRental),
    "report_fault": (MERCHANT_REPORTS_FAULT, MerchantReportsFault),
    "clear_fault": (CLEAR_FAULT, ClearFault),
    "lose": (MERCHANT_LOSES, MerchantLoses),
    "claim": (CLAIM_DAMAGE, ClaimDamage),
    "breach": (PROPOSE_BREACH, ProposeBreach),
    "cure": (CURE_RENTAL, CureRental),
}
BY_MEMBER: dict[str, tuple[Rule[Any, Any], type[msgspec.Struct]]] = {
    "cancel": (MEMBER_CANCELS, MemberCancels),
    "report_fault": (MEMBER_REPORTS_FAULT, MemberReportsFault),
    "lose": (MEMBER_LOSES, MemberLoses),
    "appeal": (APPEAL_BREACH, AppealBreach),
}
NEEDS: dict[str, dict[str, Any]] = {
    "extend": {"ends_at": NOON + 3 * HOUR},
    "claim": {"amount_minor": 500},
}
"""What a step cannot do without."""
SAYS = {"report_fault", "clear_fault", "lose", "claim", "breach", "appeal"}
"""What nobody does without a word."""
WAY = {
    "quoted": (),
    "authorised": ("authorise",),
    "active": ("authorise", "hand_over"),
    "returned": ("authorise", "hand_over", "give_back"),
    "settled": ("authorise", "hand_over", "give_back", "settle"),
    "cancelled": ("cancel",),
}


async def run_job(world: World, job: str, as_of: datetime | None = None) -> Slot:
    """One run of a job by its name, of now or of then."""
    text = None if as_of is None else as_of.isoformat()
    slot = await run_by_name(world.context, job, text, stop=asyncio.Event(), effort=QUICK)
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot


def snapshot(account: str) -> Snapshot:
    """A published score of 352 points: the lowest level, a line of 5,000."""
    evidence = [Evidence(id="e", kind=EvidenceKind.TASK_COMPLETED, at=NOON, source="x")]
    numbers = ScoreNumbers(active_days_min=0, evidence_min=1)
    found: Any = score(evidence, active_days=0, at=NOON, numbers=numbers)
    return Snapshot(
        id=f"2026-02:1:{account}",
        cycle="2026-02",
        revision=1,
        account=account,
        score=found,
        not_available=None,
    )


def pointer() -> Publication:
    """The publication that it belongs to."""
    return Publication(id=CURRENT, cycle="2026-02", revision=1, cut_off=NOON, published_at=NOON)


def publish(database: Any, account: str) -> None:
    """What a publication leaves behind."""
    database.snapshots.insert_one(SNAPSHOTS.encode(snapshot(account)))
    raw = PUBLICATIONS.encode(pointer())
    database.publications.replace_one({"_id": CURRENT}, raw, upsert=True)


class Counter:
    """The umbrella kiosk's, with a customer who has a score."""

    def __init__(self, world: World, who: SignedIn) -> None:
        self.world, self.who = world, who

    async def quote(self, perk: str = "umbrella") -> str:
        """The rental that a yes names."""
        checked = await self.check(perk)
        assert checked.rental is not None, checked
        rental: str = checked.rental
        return rental

    async def check(self, perk: str = "umbrella", merchant: str = UMBRELLA_KIOSK) -> Any:
        token = (await self.world.open_pass(self.who, perk, merchant)).token
        return (await self.world.check(token, merchant)).answer

    async def says(self, verb: str, rental: str, **more: Any) -> Any:
        """What a merchant does, by its word."""
        return (await self.asks(verb, rental, **more)).answer

    async def asks(self, verb: str, rental: str, **more: Any) -> Any:
        """The same, with whether it was a replay."""
        rule, body = BY_MERCHANT[verb]
        key, merchant = more.pop("key", None), more.pop("merchant", UMBRELLA_KIOSK)
        more |= {"statement": f"{verb}, says the kiosk"} if verb in SAYS else {}
        caller = f"merchant:{merchant}"
        return await self.world.apply(
            rule, body(merchant=merchant, rental=rental, **more), key=key, caller=caller
        )

    async def member_says(self, verb: str, rental: str, who: SignedIn | None = None) -> Any:
        """What a member does, by its word."""
        rule, body = BY_MEMBER[verb]
        account = (who or self.who).account
        more = {"statement": f"{verb}, says the member"} if verb in SAYS else {}
        said = body(account=account, rental=rental, **more)
        return (await self.world.apply(rule, said, caller=f"member:{account}")).answer

    async def late(self) -> str:
        """What was due at two o'clock and is overdue, at three."""
        rental = await self.in_state("active")
        self.world.later(hours=3)
        await run_job(self.world, "mark_overdue")
        return rental

    async def broken(self) -> str:
        """What did not come back, and its breach is proposed."""
        rental = await self.late()
        self.world.later(days=3)
        assert (await self.says("breach", rental)).state == "breach_proposed"
        return rental

    async def member_cancels(self, rental: str, who: SignedIn | None = None) -> Any:
        body = MemberCancels(account=(who or self.who).account, rental=rental)
        return (await self.world.apply(MEMBER_CANCELS, body)).answer

    async def in_state(self, state: str) -> str:
        """A rental that has come to a state by the shortest way."""
        rental = await self.quote()
        for verb in WAY[state]:
            assert (await self.says(verb, rental)).id == rental
        return rental

    async def rental(self, id_: str) -> Rental:
        rental = await self.world.context.store.get(RENTALS, id_, owner=EVERYBODY)
        assert rental is not None
        return rental

    async def used(self) -> int:
        """Minor units of the customer's line in use."""
        return (await self.world.account(self.who)).line.used


async def customer(world: World, database: Any, person: Person = ALICE) -> Counter:
    """A member with a published score who lets the kiosk ask."""
    who = await world.member(person)
    await world.grant(who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    await world.grant(who, Purpose.SCORE)
    publish(database, who.account)
    return Counter(world, who)


def under(world: World, programme: Programme) -> World:
    """The same world under another programme document."""
    context = world.context
    other = World(Context(store=context.store, clock=context.clock, programme=lambda: programme))
    other._keys = next(KEYS)
    return other
