"""Transfers written straight into the database, and days of the ledger closed over them."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from rewards.ledger.days.closing import Leaves, LedgerDay
from rewards.ledger.ids import award_id
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move
from rewards.refusal import Refusal
from service.check.ledger_days import check_ledger_days
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.keys.ledger_key import LedgerKey
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.schema.page import LEDGER_DAYS, LEDGER_LEAVES, TRANSFERS
from service.store.schema.slot import Slot, SlotState
from tests.jobs.toy import LEDGER_KEY, QUICK
from tests.people import NOON

JOB = "close_ledger_day"
KEYS = {LEDGER_KEY.id: LEDGER_KEY.public}


def award(number: int, at: datetime, account: str = "alice") -> Transfer:
    return move(
        Reason.AWARD,
        transfer_id=award_id(task="walk", account=account, period=f"n{number}"),
        amount=1,
        account=account,
        at=at,
    )


class Book:
    """One ledger and its clock."""

    def __init__(self, context: Context, database: Any, programme: Programme = DEMO) -> None:
        self.database, self._context, self._programme = database, context, programme
        self.begin()

    def begin(self) -> None:
        """At noon again, with nothing in the book."""
        for name in set(self.database.list_collection_names()) - {"meta"}:
            self.database[name].delete_many({})
        self.clock = FixedClock(NOON)
        self.context = replace(self._context, clock=self.clock, programme=lambda: self._programme)

    def write(self, *rows: Transfer) -> None:
        self.database.transfers.insert_many([TRANSFERS.encode(row) for row in rows])

    def awards(self, numbers: Iterable[int], at: datetime, account: str = "alice") -> None:
        self.write(*(award(number, at, account) for number in numbers))

    async def close(self, at: datetime | None = None, key: LedgerKey = LEDGER_KEY) -> Slot:
        """Runs the job as of a time that has come."""
        if at is not None:
            self.clock.set(at)
        context = replace(self.context, ledger_key=lambda: key)
        slot = await run_by_name(context, JOB, None, stop=asyncio.Event(), effort=QUICK)
        assert not isinstance(slot, Refusal)
        assert slot.state is SlotState.DONE, slot.error
        return slot

    def days(self) -> list[LedgerDay]:
        return [LEDGER_DAYS.decode(raw) for raw in self.database.ledger_days.find().sort("_id")]

    def chunks(self) -> list[Leaves]:
        raw = self.database.ledger_leaves.find().sort("_id")
        return [LEDGER_LEAVES.decode(each) for each in raw]

    def leaves(self) -> dict[str, list[str]]:
        """Day -> its transfers in order."""
        found: dict[str, list[str]] = {day.id: [] for day in self.days()}
        for chunk in self.chunks():
            found[chunk.day] += chunk.ids
        return found

    async def wrong(self) -> list[str]:
        found = await check_ledger_days(self.context.store, KEYS)
        assert all(one.invariant == "I14" for one in found)
        return [f"{one.subject} {one.sentence}" for one in found]
