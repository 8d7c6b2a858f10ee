"""Act 3: the invitation's second stage, and the month's scores."""

from collections.abc import Iterator
from datetime import timedelta

from service.demo.journey.stage import Stage, next_publication, same
from service.demo.journey.step import Step


class Month:
    """Until the 6th of the next month."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def steps(self) -> Iterator[Step]:
        """What happens, in order."""
        yield "on the 6th the month's scores are published", self.publish
        yield "Alice reads her score and every part of it", self.read_score
        yield "she guessed Carol's best, and is told how near", self.guessed
        yield "two weeks after the first: both are paid", self.paid

    async def publish(self) -> str:
        return await self._stage.forward(next_publication(self._stage.here()))

    async def read_score(self) -> str:
        mine = await self._stage.alice.get("me/score")
        same(mine["available"], True)
        score = mine["score"]
        parts = {part["name"]: part["points"] for part in score["parts"]}
        same(score["start"] + sum(parts.values()), score["value"])
        named = ", ".join(f"{name} {points}" for name, points in parts.items() if points)
        return f"{score['value']} = {score['start']} + {named}"

    async def guessed(self) -> str:
        games = (await self._stage.alice.get("games"))["games"]
        game = next(each for each in games if each["kind"] == "guess_score" and "mine" in each)
        same((game["state"], game["mine"]["seeds"]), ("settled", 30))
        return f"it is {game['result']['score']}, {game['mine']['off_by']} off"

    async def paid(self) -> str:
        await self._stage.forward(self._stage.here() + timedelta(days=14))
        issued = (await self._stage.alice.get("me/invitations"))["invitations"]
        came = (await self._stage.bob.get("me/invitations"))["came_by"]
        paid = {each["paid"] for each in issued if each["state"] == "paid"}
        same((paid, came["paid"]), ({200}, 100))
        return f"{paid.pop()} seeds for Alice, {came['paid']} for Bob"
