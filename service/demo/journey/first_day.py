"""Act 1: members come, one by an invitation of another, and do their first tasks."""

from collections.abc import Iterator

from service.demo.journey.cast import Member
from service.demo.journey.stage import BIKES, BOARD, KIOSK, Stage, next_monday, same
from service.demo.journey.step import Step


class FirstDay:
    """Monday morning."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._pseudonym = ""
        self._code = ""

    def steps(self) -> Iterator[Step]:
        """What happens, in order."""
        yield "the sandbox's clock goes to Monday, 09:00", self.begin
        yield "Alice signs in with a one-time code", self.sign_in
        yield "reads what joining means, and joins", self.join
        yield "agrees to a score, a board and two merchants", self.consent
        yield "takes on a task; the kiosk reports it done", self.report
        yield "the same report again changes nothing", self.report_again
        yield "finds ripe seeds and collects them", self.collect
        yield "invites somebody: a code of her own", self.invite
        yield "Bob joins by that code, within the hour", self.bob
        yield "nobody comes by two invitations, nor by their own", self.twice
        yield "Bob does a task: the invitation qualifies", self.qualify
        yield "Carol joins and lets others guess her score", self.carol
        yield "all three stand on the board and the display", self.look_at_board

    async def begin(self) -> str:
        return await self._stage.forward(next_monday(self._stage.here()))

    async def sign_in(self) -> str:
        return await self._stage.alice.sign_in()

    async def join(self) -> str:
        joined = await self._stage.alice.join()
        same(joined["state"], "active")
        return f"active as {joined['display_name']}"

    async def consent(self) -> str:
        alice = self._stage.alice
        await _agrees(alice)
        self._pseudonym = (await alice.grant("task_events", KIOSK))["pseudonym"]
        return f"the kiosk knows her as {self._pseudonym[:8]}…"

    async def report(self) -> str:
        alice = self._stage.alice
        await alice.post("me/tasks/return-umbrella")
        done = await alice.reported(self._pseudonym, "return-umbrella", "kiosk")
        same((done["seeds"], done["already"]), (20, False))
        return f"{done['seeds']} seeds for {done['period']}"

    async def report_again(self) -> str:
        again = await self._stage.alice.reported(self._pseudonym, "return-umbrella", "kiosk")
        same(again["already"], True)
        return "already counted"

    async def collect(self) -> str:
        alice = self._stage.alice
        purse = await alice.get("me/purse")
        same((purse["ripe"], purse["seeds"]), (20, 0))
        collected = await alice.post("me/collections")
        same((collected["ripe"], collected["seeds"]), (0, 20))
        return f"{collected['seeds']} seeds"

    async def invite(self) -> str:
        issued = await self._stage.alice.post("me/invitations")
        self._code = issued["code"]
        return f"{self._code}: {issued['inviter_seeds']} and {issued['newcomer_seeds']} seeds"

    async def bob(self) -> str:
        bob = self._stage.bob
        await bob.sign_in()
        await bob.join()
        named = await bob.post("me/invitation", {"code": self._code.lower()})
        await _agrees(bob)
        return f"{named['seeds']} seeds are promised him"

    async def twice(self) -> str:
        second = (await self._stage.alice.post("me/invitations"))["code"]
        visitor = self._stage.visitor
        twice = await visitor.refused("/v1/me/invitation", {"code": second}, caller="Bob")
        own = await visitor.refused("/v1/me/invitation", {"code": second}, caller="Alice")
        same((twice, own), ("already_invited", "has_invited"))
        return f"{twice}, {own}"

    async def qualify(self) -> str:
        done = await self._stage.bob.does("weekly-ride", BIKES, "bikes")
        same(done["seeds"], 50)
        mine = await self._stage.alice.get("me/invitations")
        states = [each["state"] for each in mine["invitations"] if each["code"] == self._code]
        same(states, ["qualified"])
        return "qualified by somebody whom the programme trusts"

    async def carol(self) -> str:
        carol = self._stage.carol
        await carol.sign_in()
        await carol.join()
        await _agrees(carol)
        await carol.grant("guessable")
        await carol.does("mend-umbrella", KIOSK, "kiosk")
        return "40 seeds for an umbrella mended"

    async def look_at_board(self) -> str:
        board = await self._stage.alice.until(
            f"boards/{BOARD}", lambda seen: [row["seeds"] for row in seen["top"]] == [50, 40, 20]
        )
        shown = await self._stage.visitor.get("/v1/display/board", caller="display")
        same([row["name"] for row in shown["rows"]], ["Bob", "Carol", "Alice"])
        return f"she is {board['me']['rank']}rd of {board['ranked']}"


async def _agrees(member: Member) -> None:
    for purpose, counterparty in (
        ("score", "programme"),
        ("board", BOARD),
        ("eligibility", KIOSK),
        ("eligibility", BIKES),
    ):
        await member.grant(purpose, counterparty)
