"""What members set aside and merchants take, as it should be; a step answers a word or nothing."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.flows.machine.programme import NUMBERS
from tests.flows.machine.purse import Lots, PurseBook

HOLDS_MAX = NUMBERS.ledger.holds_max
SHORTEST, LONGEST = NUMBERS.ledger.hold_seconds_min, NUMBERS.ledger.hold_seconds_max


@dataclass
class Spent:
    """One spending of a member."""

    purse: PurseBook
    ends_at: datetime
    seeds: int
    state: str = "held"
    posted: Lots = field(default_factory=dict)


class TillBook:
    """All spendings, by id, and how many seeds merchants have in all."""

    def __init__(self) -> None:
        self.all: dict[str, Spent] = {}
        self.spent = 0

    def refuses(self, purse: PurseBook, seeds: int, minutes: int, at: datetime) -> str | None:
        """Why so many seeds cannot be set aside."""
        if seeds < 1:
            return "AmountOutOfRange"
        if not SHORTEST <= minutes * 60 <= LONGEST:
            return "HoldLength"
        if len(purse.holds) >= HOLDS_MAX:
            return "TooManyHolds"
        there = sum(amount for when, amount in purse.lots.items() if at < when)
        return "NotEnoughSeeds" if there < seeds else None

    def hold(self, id_: str, purse: PurseBook, seeds: int, minutes: int, at: datetime) -> None:
        purse.expire(at)
        ends_at = at + timedelta(minutes=minutes)
        purse.hold(id_, seeds, ends_at)
        self.all[id_] = Spent(purse, ends_at, seeds)

    def post(self, id_: str, seeds: int | None, at: datetime) -> Any:
        spent = self.all[id_]
        if spent.state != "held":
            return "WrongSpendingState"
        if spent.ends_at <= at:
            return "HoldEnded"
        amount = spent.seeds if seeds is None else seeds
        if not 1 <= amount <= spent.seeds:
            return "AmountOutOfRange"
        spent.state, spent.posted = "posted", spent.purse.post(id_, amount, at)
        self.spent += amount
        return "posted"

    def void(self, id_: str, at: datetime) -> str:
        spent = self.all[id_]
        if spent.state != "held":
            return "WrongSpendingState"
        spent.purse.give_up(id_, at)
        spent.state = "voided"
        return spent.state

    def refund(self, id_: str, at: datetime) -> str:
        spent = self.all[id_]
        if spent.state != "posted":
            return "WrongSpendingState"
        spent.purse.put_back(spent.posted, at)
        self.spent -= sum(spent.posted.values())
        spent.state = "refunded"
        return spent.state

    def end(self, purse: PurseBook, at: datetime) -> None:
        """The job that ends holds has come by."""
        for id_ in purse.end_holds(at):
            self.all[id_].state = "ended"
