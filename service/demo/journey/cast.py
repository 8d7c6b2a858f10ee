"""What a member does with a phone, and a merchant with a till."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from service.demo.visitor import Visitor


class Member:
    """One person's phone. Whoever reports about them knows a pseudonym."""

    def __init__(self, visitor: Visitor, name: str, now: Callable[[], datetime]) -> None:
        self._visitor, self.name, self._now = visitor, name, now

    async def get(self, path: str) -> Any:
        """The JSON at a path below /v1."""
        return await self._visitor.get(f"/v1/{path}", caller=self.name)

    async def post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The answer to a request with a key of its own."""
        return await self._visitor.post(f"/v1/{path}", body or {}, caller=self.name)

    async def until(self, path: str, enough: Callable[[Any], bool]) -> Any:
        """Asks again until the answer is as it should be."""
        return await self._visitor.until(f"/v1/{path}", enough, caller=self.name)

    async def sign_in(self) -> str:
        """A one-time code, swapped for tokens."""
        return await self._visitor.sign_in(self.name)

    async def join(self) -> Any:
        """Reads what joining means, and agrees to these very words."""
        text = await self.get("programme/texts/enrolment")
        body = {
            "text_sha256": text["sha256"],
            "display_name": self.name,
            "zone": "Europe/Berlin",
            "birth_year": 1990,
        }
        return await self.post("me/activation", body)

    async def grant(self, purpose: str, counterparty: str = "programme") -> Any:
        """Agrees to one purpose of one counterparty."""
        text = await self.get(f"programme/texts/{purpose}")
        body = {
            "purpose": purpose,
            "counterparty": counterparty,
            "text_sha256": text["sha256"],
        }
        return await self.post("me/consents", body)

    async def does(self, task: str, merchant: str, till: str) -> Any:
        """Takes a task on, lets the merchant report, and has it reported."""
        await self.post(f"me/tasks/{task}")
        granted = await self.grant("task_events", merchant)
        return await self.reported(granted["pseudonym"], task, till)

    async def reported(self, pseudonym: str, task: str, till: str) -> Any:
        """The merchant says that the task is done, now."""
        body = {"member": pseudonym, "task": task, "event_at": self._now().isoformat()}
        return await self._visitor.post("/v1/merchant/events", body, caller=till)

    async def shows_pass(self, perk: str, merchant: str, till: str) -> Any:
        """Opens a pass for a perk and shows it; what the merchant hears."""
        opened = await self.post("me/passes", {"perk": perk, "merchant": merchant})
        return await self._visitor.post(
            "/v1/merchant/checks", {"token": opened["token"]}, caller=till
        )
