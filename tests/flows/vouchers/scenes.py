"""What people do with vouchers, one line each: Alice has 20 seeds, and coffee costs 8."""

from typing import Any

import msgspec

from rewards.perks.vouchers.voucher import Voucher
from service.flows.sign_in.sign_in import SignedIn
from service.flows.vouchers.buy_voucher import BUY_VOUCHER, BuyVoucher
from service.flows.vouchers.redeem_voucher import REDEEM_VOUCHER, RedeemVoucher
from service.flows.vouchers.refund_voucher import REFUND_VOUCHER, RefundVoucher
from service.flows.vouchers.return_voucher import RETURN_VOUCHER, ReturnVoucher
from service.jobs.expire_vouchers import EXPIRE_VOUCHER, ExpireVoucher
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.owner import EVERYBODY
from service.store.schema.page import STOCKS, VOUCHERS
from tests.flows.world import World
from tests.people import ALICE, UMBRELLA_KIOSK, Person


def selling(**changed: Any) -> Programme:
    """The demo with other terms of its coffee."""
    coffee = {"limit": None} | changed
    perks = tuple(
        msgspec.structs.replace(each, **coffee) if each.id == "coffee" else each
        for each in DEMO.perks
    )
    return msgspec.structs.replace(DEMO, perks=perks)


class Counter:
    """A member with seeds, before a counter of the kiosk's."""

    def __init__(self, world: World, who: SignedIn) -> None:
        self.world, self.who = world, who

    async def buys(self, perk: str = "coffee", **more: Any) -> Any:
        body = BuyVoucher(
            account=more.pop("who", self.who).account,
            perk=perk,
            merchant=more.pop("merchant", UMBRELLA_KIOSK),
        )
        return (await self.world.apply(BUY_VOUCHER, body, **more)).answer

    async def redeems(self, code: str, **more: Any) -> Any:
        body = RedeemVoucher(
            merchant=more.pop("merchant", UMBRELLA_KIOSK), code=code, till=more.pop("till", "t1")
        )
        return (await self.world.apply(REDEEM_VOUCHER, body, **more)).answer

    async def returns(self, voucher: str, who: SignedIn | None = None) -> Any:
        body = ReturnVoucher(account=(who or self.who).account, voucher=voucher)
        return (await self.world.apply(RETURN_VOUCHER, body)).answer

    async def refunds(self, voucher: str, merchant: str = UMBRELLA_KIOSK) -> Any:
        body = RefundVoucher(merchant=merchant, voucher=voucher)
        return (await self.world.apply(REFUND_VOUCHER, body)).answer

    async def expires(self, voucher: str) -> Any:
        body = ExpireVoucher(voucher=voucher, as_of=self.world.clock.domain_now())
        return (await self.world.apply(EXPIRE_VOUCHER, body)).answer

    async def voucher(self, id_: str) -> Voucher:
        found = await self.world.context.store.get(VOUCHERS, id_, owner=EVERYBODY)
        assert found is not None
        return found

    async def taken(self) -> int:
        """How many of the coffee's stock are gone."""
        found = await self.world.context.store.get(STOCKS, "coffee")
        return found.taken if found else 0

    async def seeds(self) -> int:
        return (await self.world.account(self.who)).purse.seeds

    async def uses(self) -> int:
        return len((await self.world.account(self.who)).uses)


async def buyer(world: World, person: Person = ALICE) -> Counter:
    """A member with 20 collected seeds."""
    who, pseudonym = await world.linked(person)
    await world.complete(pseudonym)
    await world.collect(who)
    return Counter(world, who)
