"""The first whole journey, over HTTP, as a phone, two merchants and a display would make it.

Each step asks for something and checks the answer; the first one that is wrong ends it.
"""

from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from service.demo.visitor import Visitor, Wrong

Publish = Callable[[], Awaitable[datetime]]
Step = tuple[str, Callable[[], Awaitable[str]]]

KIOSK, BIKES, BOARD = "umbrella-kiosk", "riverside-bikes", "seeds-weekly"


class Journey:
    """One new member from the first code to the access log. `publish` runs the publication
    job as of now, and says when that is."""

    def __init__(self, visitor: Visitor, name: str, publish: Publish) -> None:
        self._visitor = visitor
        self._name = name
        self._publish = publish
        self._pseudonym = ""

    def steps(self) -> Iterator[Step]:
        """What happens, in order."""
        yield "signs in with a one-time code", self.sign_in
        yield "reads what joining means, and joins", self.join
        yield "agrees to a score, a board, and to two merchants", self.consent
        yield "takes on a task", self.take_task
        yield "the merchant reports it done", self.report
        yield "the same report again changes nothing", self.report_again
        yield "finds ripe seeds and collects them", self.collect
        yield "stands on the board, and on the display", self.look_at_board
        yield "scores are published", self.publish
        yield "reads the score and every part of it", self.read_score
        yield "an umbrella without a deposit: yes", self.umbrella
        yield "a bicycle without a deposit: no", self.bicycle
        yield "reads why, and what would change it", self.read_inbox
        yield "sees both looks in the access log", self.read_access_log

    async def sign_in(self) -> str:
        return await self._visitor.sign_in(self._name)

    async def join(self) -> str:
        text = await self._visitor.get("/v1/programme/texts/enrolment")
        body = {
            "text_sha256": text["sha256"],
            "display_name": self._name,
            "zone": "Europe/Berlin",
        }
        joined = await self._visitor.post("/v1/me/activation", body)
        _same(joined["state"], "active")
        return f"active as {joined['display_name']}"

    async def consent(self) -> str:
        await self._grant("score", "programme")
        await self._grant("board", BOARD)
        await self._grant("eligibility", KIOSK)
        await self._grant("eligibility", BIKES)
        self._pseudonym = (await self._grant("task_events", KIOSK))["pseudonym"]
        return f"the kiosk knows the member as {self._pseudonym[:8]}…"

    async def take_task(self) -> str:
        joined = await self._visitor.post("/v1/me/tasks/return-umbrella", {})
        return f"{joined['task']} since {joined['at']}"

    async def report(self) -> str:
        done = await self._report()
        _same((done["seeds"], done["already"]), (20, False))
        return f"{done['seeds']} seeds for {done['period']}"

    async def report_again(self) -> str:
        _same((await self._report())["already"], True)
        return "already counted"

    async def collect(self) -> str:
        purse = await self._visitor.get("/v1/me/purse")
        _same((purse["ripe"], purse["seeds"]), (20, 0))
        collected = await self._visitor.post("/v1/me/collections", {})
        _same((collected["ripe"], collected["seeds"]), (0, 20))
        return f"{collected['seeds']} seeds"

    async def look_at_board(self) -> str:
        mine = await self._visitor.until(
            f"/v1/boards/{BOARD}", lambda board: board.get("me", {}).get("seeds") == 20
        )
        shown = await self._visitor.get("/v1/display/board", caller="display")
        _same(shown["ranked"] >= 1 and mine["on_board"], True)
        return f"rank {mine['me']['rank']} of {mine['ranked']}"

    async def publish(self) -> str:
        at = await self._publish()
        return f"as of {at.isoformat(timespec='seconds')}"

    async def read_score(self) -> str:
        mine = await self._visitor.get("/v1/me/score")
        _same(mine["available"], True)
        score = mine["score"]
        parts = {part["name"]: part["points"] for part in score["parts"]}
        _same(score["start"] + sum(parts.values()), score["value"])
        named = ", ".join(f"{name} {points}" for name, points in parts.items() if points)
        return f"{score['value']} = {score['start']} + {named}"

    async def umbrella(self) -> str:
        return await self._check("umbrella", KIOSK, "kiosk", "yes")

    async def bicycle(self) -> str:
        return await self._check("bicycle", BIKES, "bikes", "no")

    async def read_inbox(self) -> str:
        inbox = await self._visitor.get("/v1/me/inbox")
        told = next(m["parameters"] for m in inbox["messages"] if _is_about(m, "bicycle"))
        missing = told["level_not_reached.missing"]
        return f"{missing} points below {told['level_not_reached.level']}"

    async def read_access_log(self) -> str:
        log = await self._visitor.get("/v1/me/access-log")
        looks = {(each["why"], each["answered"]) for each in log["looks"]}
        _same(looks, {("umbrella", "yes"), ("bicycle", "no")})
        return ", ".join(f"{why}: {answered}" for why, answered in sorted(looks))

    async def _grant(self, purpose: str, counterparty: str) -> Any:
        text = await self._visitor.get(f"/v1/programme/texts/{purpose}")
        body = {
            "purpose": purpose,
            "counterparty": counterparty,
            "text_sha256": text["sha256"],
        }
        return await self._visitor.post("/v1/me/consents", body)

    async def _report(self) -> Any:
        body = {
            "member": self._pseudonym,
            "task": "return-umbrella",
            "event_at": datetime.now(UTC).isoformat(),
        }
        return await self._visitor.post("/v1/merchant/events", body, caller="kiosk")

    async def _check(self, perk: str, merchant: str, caller: str, expected: str) -> str:
        opened = await self._visitor.post("/v1/me/passes", {"perk": perk, "merchant": merchant})
        body = {"token": opened["token"]}
        checked = await self._visitor.post("/v1/merchant/checks", body, caller=caller)
        # A yes to something lent is a quote, and so has two fields more.
        quote = {"rental", "quote_ends_at"} if expected == "yes" else set()
        _same(set(checked), {"perk", "answer"} | quote)
        _same((checked["perk"], checked["answer"]), (perk, expected))
        return f"{merchant} hears {checked['answer']}, and nothing of the score"


def _is_about(message: Any, perk: str) -> bool:
    return bool(message["parameters"].get("perk") == perk)


def _same(found: object, expected: object) -> None:
    if found != expected:
        raise Wrong(f"expected {expected}, found {found}")
