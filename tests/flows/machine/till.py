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
    merchant: str
    ends_at: datetime
    seeds: int
    state: str = "held"
    posted: Lots = field(default_factory=dict)


class TillBook:
    """All spendings, by id."""

    def __init__(self) -> None:
        self.all: dict[str, Spent] = {}

    def refuses(self, purse: PurseBook, seeds: int, minutes: int, at: datetime) -> str | None:
        """Why so many seeds cannot be set aside."""
        refused = purse.refuses(seeds, at)
        if refused == "AmountOutOfRange":
            return refused
        if not SHORTEST <= minutes * 60 <= LONGEST:
            return "HoldLength"
        return "TooManyHolds" if len(purse.holds) >= HOLDS_MAX else refused

    def hold(
        self, id_: str, purse: PurseBook, merchant: str, seeds: int, minutes: int, at: datetime
    ) -> None:
        purse.expire(at)
        ends_at = at + timedelta(minutes=minutes)
        purse.hold(id_, seeds, ends_at)
        self.all[id_] = Spent(purse, merchant, ends_at, seeds)

    def post(self, id_: str, at: datetime, seeds: int | None = None) -> Any:
        spent = self.all[id_]
        if spent.state != "held":
            return "WrongSpendingState"
        if spent.ends_at <= at:
            return "HoldEnded"
        amount = spent.seeds if seeds is None else seeds
        if not 1 <= amount <= spent.seeds:
            return "AmountOutOfRange"
        spent.state, spent.posted = "posted", spent.purse.post(id_, amount, at)
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
        spent.state = "refunded"
        return spent.state

    def end(self, purse: PurseBook, at: datetime) -> int:
        """The job that ends holds has come by; how many were over."""
        over = purse.end_holds(at)
        for id_ in over:
            self.all[id_].state = "ended"
        return len(over)
