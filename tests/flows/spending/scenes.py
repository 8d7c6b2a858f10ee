"""What people do at a till, one line each: Alice pays the kiosk, unless said otherwise."""

from typing import Any

from rewards.ledger.spending.spending import Spending
from service.flows.context import Context
from service.flows.sign_in.sign_in import SignedIn
from service.flows.spending.post_spending import POST_SPENDING, PostSpending
from service.flows.spending.refund_spending import REFUND_SPENDING, RefundSpending
from service.flows.spending.set_aside import SET_ASIDE, SetAside
from service.flows.spending.void_spending import (
    MEMBER_VOIDS,
    MERCHANT_VOIDS,
    MemberVoids,
    MerchantVoids,
)
from service.store.owner import EVERYBODY
from service.store.schema.page import SPENDINGS
from tests.flows.world import World
from tests.people import ALICE, UMBRELLA_KIOSK, Person

VERBS = {
    "post": (POST_SPENDING, PostSpending),
    "void": (MERCHANT_VOIDS, MerchantVoids),
    "refund": (REFUND_SPENDING, RefundSpending),
}


class Till:
    """A merchant with a till, and a member who has collected seeds."""

    def __init__(self, world: World, who: SignedIn) -> None:
        self.world, self.who = world, who

    async def set_aside(self, seeds: int = 10, **more: Any) -> Any:
        body = SetAside(
            account=more.pop("who", self.who).account,
            merchant=more.pop("merchant", UMBRELLA_KIOSK),
            seeds=seeds,
            minutes=more.pop("minutes", 15),
            what=more.pop("what", None),
        )
        return (await self.world.apply(SET_ASIDE, body, **more)).answer

    async def says(self, verb: str, hold: str, **more: Any) -> Any:
        rule, body = VERBS[verb]
        merchant = more.pop("merchant", UMBRELLA_KIOSK)
        key = {"key": more.pop("key")} if "key" in more else {}
        asked = body(merchant=merchant, hold=hold, **more)
        return (await self.world.apply(rule, asked, **key)).answer

    async def cancels(self, hold: str, who: SignedIn | None = None) -> Any:
        body = MemberVoids(account=(who or self.who).account, hold=hold)
        return (await self.world.apply(MEMBER_VOIDS, body)).answer

    async def spending(self, hold: str) -> Spending:
        found = await self.world.context.store.get(SPENDINGS, hold, owner=EVERYBODY)
        assert found is not None
        return found

    async def seeds(self) -> tuple[int, int]:
        """What the member has, and what of it can be spent."""
        purse = (await self.world.account(self.who)).purse
        return purse.seeds, purse.available


async def payer(world: World, person: Person = ALICE) -> Till:
    """A member with 20 collected seeds."""
    who, pseudonym = await world.linked(person)
    await world.complete(pseudonym)
    await world.collect(who)
    return Till(world, who)


def elsewhere(world: World, context: Context) -> World:
    """The same people, through another process."""
    other = World(context)
    other._keys = 1_000_000
    return other
