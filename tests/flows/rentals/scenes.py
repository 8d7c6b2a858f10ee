"""What people do with rentals, one line each: Alice and an umbrella, unless somebody else is named.

Every step returns what the caller would be answered.
"""

from itertools import count
from typing import Any

import msgspec

from rewards.economy import ScoreNumbers
from rewards.perks.rentals.rental import Rental
from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.score import score
from service.flows.context import Context
from service.flows.rentals.authorise_rental import AUTHORISE_RENTAL, AuthoriseRental
from service.flows.rentals.cancel_rental import (
    MEMBER_CANCELS,
    MERCHANT_CANCELS,
    MemberCancels,
    MerchantCancels,
)
from service.flows.rentals.extend_rental import EXTEND_RENTAL, ExtendRental
from service.flows.rentals.hand_over_rental import HAND_OVER_RENTAL, HandOverRental
from service.flows.rentals.return_rental import RETURN_RENTAL, ReturnRental
from service.flows.rentals.settle_rental import SETTLE_RENTAL, SettleRental
from service.flows.sign_in.sign_in import SignedIn
from service.members.consents import Purpose
from service.programme import Programme
from service.store.owner import EVERYBODY
from service.store.path.command import Rule
from service.store.schema.documents import CURRENT, Publication, Snapshot
from service.store.schema.page import PUBLICATIONS, RENTALS, SNAPSHOTS
from tests.flows.world import World
from tests.people import ALICE, NOON, UMBRELLA_KIOSK, Person

KEYS = count(10_000, 10_000)
BY_MERCHANT: dict[str, tuple[Rule[Any, Any], type[msgspec.Struct]]] = {
    "authorise": (AUTHORISE_RENTAL, AuthoriseRental),
    "hand_over": (HAND_OVER_RENTAL, HandOverRental),
    "give_back": (RETURN_RENTAL, ReturnRental),
    "settle": (SETTLE_RENTAL, SettleRental),
    "cancel": (MERCHANT_CANCELS, MerchantCancels),
    "extend": (EXTEND_RENTAL, ExtendRental),
}
WAY = {
    "quoted": (),
    "authorised": ("authorise",),
    "active": ("authorise", "hand_over"),
    "returned": ("authorise", "hand_over", "give_back"),
    "settled": ("authorise", "hand_over", "give_back", "settle"),
    "cancelled": ("cancel",),
}


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
        caller = f"merchant:{merchant}"
        return await self.world.apply(
            rule, body(merchant=merchant, rental=rental, **more), key=key, caller=caller
        )

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
