"""What people do for a charity, one line each: Alice has 20 collected seeds."""

from typing import Any

from rewards.charity.pool import Pool
from service.flows.charity.give_seeds import GIVE_SEEDS, GiveSeeds
from service.flows.charity.redeem_seeds import REDEEM_SEEDS, RedeemSeeds
from service.flows.context import Context
from service.flows.sign_in.sign_in import SignedIn
from service.jobs.count_gifts import next_chunk
from service.jobs.job import Run
from service.store.schema.page import POOLS
from tests.flows.world import World

MEADOW = "meadow-relief"


class Giving:
    """A charity, and members who may give to it."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def gives(self, who: SignedIn, seeds: int, charity: str = MEADOW, **more: Any) -> Any:
        body = GiveSeeds(account=who.account, charity=charity, seeds=seeds)
        return (await self.world.apply(GIVE_SEEDS, body, **more)).answer

    async def redeems(self, seeds: int, merchant: str = MEADOW, **more: Any) -> Any:
        body = RedeemSeeds(merchant=merchant, seeds=seeds, what=more.pop("what", None))
        return (await self.world.apply(REDEEM_SEEDS, body, **more)).answer

    async def count(self, context: Context | None = None) -> int:
        """All that waits, as the job would; how many gifts were counted."""
        context = context or self.world.context
        run, counted, checkpoint = Run(context, "count_gifts", context.clock.domain_now()), 0, None
        while (chunk := await next_chunk(run, checkpoint)) is not None:
            for command in chunk.commands:
                counted += (await context.store.apply(command)).answer.gifts
            checkpoint = chunk.after
        return counted

    async def pool(self) -> Pool:
        return await self.world.context.store.get(POOLS, MEADOW) or Pool(id=MEADOW)
