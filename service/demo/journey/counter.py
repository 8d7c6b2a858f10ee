"""Act 4: an umbrella without a deposit, and a bicycle that it is too early for."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from service.demo.journey.stage import BIKES, KIOSK, Stage, same
from service.demo.journey.step import Step


class Counter:
    """A rainy day."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rental = ""

    def steps(self) -> Iterator[Step]:
        """What happens, in order."""
        yield "an umbrella without a deposit: yes", self.umbrella
        yield "authorised: her credit line holds it", self.authorise
        yield "handed over; twice is refused, with what may follow", self.hand_over
        yield "brought back after an hour, and settled", self.give_back
        yield "a bicycle without a deposit: no, and no score", self.bicycle
        yield "reads why, and what would change it", self.read_inbox
        yield "sees every look in the access log", self.read_access_log

    async def umbrella(self) -> str:
        checked = await self._stage.alice.shows_pass("umbrella", KIOSK, "kiosk")
        same(checked["answer"], "yes")
        self._rental = checked["rental"]
        return f"the kiosk hears {checked['answer']}, and nothing of the score"

    async def authorise(self) -> str:
        rental = await self._step("authorise")
        same(rental["state"], "authorised")
        return f"{rental['deposit_minor']} in minor units of money are not held"

    async def hand_over(self) -> str:
        rental = await self._step("hand-over")
        path = f"/v1/merchant/rentals/{self._rental}/hand-over"
        again = await self._stage.visitor.refused(path, {}, caller="kiosk")
        same((rental["state"], again), ("active", "wrong_rental_state"))
        return f"until {rental['ends_at'][11:16]} UTC"

    async def give_back(self) -> str:
        await self._stage.forward(self._stage.here() + timedelta(hours=1))
        same((await self._step("return"))["state"], "returned")
        same((await self._step("settle"))["state"], "settled")
        mine = (await self._stage.alice.get("me/rentals"))["rentals"]
        same([each["state"] for each in mine], ["settled"])
        return "a promise kept: evidence for the next score"

    async def bicycle(self) -> str:
        checked = await self._stage.alice.shows_pass("bicycle", BIKES, "bikes")
        same(checked, {"perk": "bicycle", "answer": "no"})
        return "the same no as for everybody"

    async def read_inbox(self) -> str:
        inbox = await self._stage.alice.get("me/inbox")
        told = next(
            message["numbers"] | message["texts"]
            for message in inbox["messages"]
            if message["texts"].get("perk") == "bicycle"
        )
        missing = told["level_not_reached.missing"]
        return f"{missing} points below {told['level_not_reached.level']}"

    async def read_access_log(self) -> str:
        looks = (await self._stage.alice.get("me/access-log"))["looks"]
        seen = {(each["why"], each["answered"]) for each in looks}
        same({("umbrella", "yes"), ("umbrella", "authorised"), ("bicycle", "no")} <= seen, True)
        return ", ".join(f"{why}: {answered}" for why, answered in sorted(seen))

    async def _step(self, step: str) -> Any:
        path = f"/v1/merchant/rentals/{self._rental}/{step}"
        return await self._stage.visitor.post(path, {}, caller="kiosk")
