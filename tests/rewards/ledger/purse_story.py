"""One purse and what happens to it, told in short lines: step, expected answer, balances after it.

`earn a 20`, `collect`, `hold h 15 60m`, `post h 10`, `void h`, `end`, `refund h`, `give 5`,
`expire`, `wither`, `reverse a debt`, and `+3d` for time that passes. The answer is `ok` or the code
of a refusal. After every line the purse adds up and is what its transfers sum to.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from rewards.charity.gift import Given, give
from rewards.economy import LedgerNumbers
from rewards.ledger.collect import collect
from rewards.ledger.earn import earn
from rewards.ledger.expire import expire
from rewards.ledger.hold import end_holds
from rewards.ledger.invariants import (
    balances,
    purse_adds_up,
    reversals,
    stored_is_sum,
    sums_to_zero,
    two_sides,
)
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.reverse import ReversalPolicy, reverse
from rewards.ledger.spending.give_up import end_spending, void_spending
from rewards.ledger.spending.set_aside import Order, set_aside
from rewards.ledger.spending.spending import Spending, Step, VoidedBy
from rewards.ledger.spending.take import post_spending, refund_spending
from rewards.ledger.transfer import Transfer
from rewards.ledger.wither import wither
from rewards.refusal import Refusal
from tests.people import ALICE, NOON, UMBRELLA_KIOSK
from tests.rewards.ledger.helpers import NUMBERS, award

WHO = ALICE.account
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
POLICIES = {
    "pending": ReversalPolicy.PENDING_ONLY,
    "within": ReversalPolicy.WITHIN_BALANCE,
    "debt": ReversalPolicy.DEBT,
}


def span(text: str) -> timedelta:
    """`15m`, `3h`, `400d`."""
    return timedelta(**{UNITS[text[-1]]: int(text[:-1])})


class Story:
    """Alice's purse, her spendings, and everything that was booked."""

    def __init__(self, numbers: LedgerNumbers = NUMBERS) -> None:
        self.purse, self.at, self.numbers = Purse(), NOON, numbers
        self.booked: dict[str, Transfer] = {}
        self.spendings: dict[str, Spending] = {}

    def play(self, table: str) -> None:
        """Every line, and what must hold after each."""
        for number, (step, answer, balance) in enumerate(lines(table), start=1):
            said = self.step(step)
            where = f"line {number}, {step!r}"
            assert said == answer, f"{where}: {said}"
            assert self.balance(balance) == balance, f"{where}: {self.balance(balance)}"
            self.holds_true(where)

    def step(self, text: str) -> str:
        """One step; `ok`, or the code of the refusal."""
        if text.startswith("+"):
            self.at += span(text[1:])
            return "ok"
        verb, *rest = text.split()
        answer = getattr(self, verb)(*rest)
        if isinstance(answer, Refusal):
            return answer.code
        self._keep(answer)
        return "ok"

    def balance(self, like: str) -> str:
        """`ripe 0 seeds 20 free 5 debt 0 spent 10`: those of them that the line names."""
        total = balances(self.booked.values())
        known = {
            "ripe": self.purse.ripe,
            "seeds": self.purse.seeds,
            "free": self.purse.available_at(self.at),
            "debt": self.purse.debt,
            "spent": total.get("programme:spent", 0),
            "charity": total.get("charity:meadow", 0),
        }
        return " ".join(f"{name} {known[name]}" for name in like.split()[::2])

    def holds_true(self, where: str) -> None:
        """I1 to I3, from everything that was ever booked."""
        booked = list(self.booked.values())
        total = balances(booked)
        found = [
            *two_sides(booked),
            *reversals(booked, self.booked),
            *sums_to_zero(total),
            *stored_is_sum(WHO, self.purse, total),
            *purse_adds_up(WHO, self.purse),
        ]
        assert found == [], where

    def earn(self, task: str, amount: str) -> Any:
        made = award(int(amount), task=task, at=self.at)
        return earn(self.purse, made, existing=self.booked.get(made.id), numbers=self.numbers)

    def collect(self, *tasks: str) -> Any:
        ids = frozenset(award(1, task=task).id for task in tasks) or None
        return collect(self.purse, account=WHO, at=self.at, numbers=self.numbers, ids=ids)

    def wither(self) -> Any:
        return wither(self.purse, account=WHO, at=self.at)

    def expire(self) -> Any:
        return expire(self.purse, account=WHO, at=self.at)

    def reverse(self, task: str, policy: str) -> Any:
        taken = self.booked[award(1, task=task).id]
        return reverse(
            self.purse,
            taken,
            known=self.booked,
            at=self.at,
            numbers=self.numbers,
            policy=POLICIES[policy],
        )

    def give(self, amount: str) -> Any:
        number = f"g{len(self.booked)}"
        return give(
            self.purse, gift=number, account=WHO, charity="meadow", seeds=int(amount), at=self.at
        )

    def hold(self, id_: str, amount: str, wait: str) -> Any:
        order = Order(
            id=id_,
            account=WHO,
            merchant=UMBRELLA_KIOSK,
            seeds=int(amount),
            minutes=int(span(wait) / timedelta(minutes=1)),
        )
        return set_aside(self.purse, order, at=self.at, numbers=self.numbers)

    def post(self, id_: str, amount: str = "") -> Any:
        seeds = int(amount) if amount else None
        spending = self.spendings[id_]
        return post_spending(spending, self.purse, at=self.at, numbers=self.numbers, seeds=seeds)

    def void(self, id_: str) -> Any:
        return void_spending(
            self.spendings[id_],
            self.purse,
            by=VoidedBy.MEMBER,
            at=self.at,
            numbers=self.numbers,
        )

    def refund(self, id_: str) -> Any:
        spending = self.spendings[id_]
        spent = self.booked.get(spending.transfer)
        return refund_spending(spending, self.purse, spent, at=self.at, numbers=self.numbers)

    def end(self) -> Any:
        self.purse, over = end_holds(self.purse, at=self.at, numbers=self.numbers)
        for hold in over:
            ended = end_spending(self.spendings[hold.id], at=self.at)
            assert isinstance(ended, Spending)
            self.spendings[hold.id] = ended
        return Moved(purse=self.purse)

    def _keep(self, answer: Moved | Step | Given) -> None:
        if isinstance(answer, Step):
            self.spendings[answer.spending.id] = answer.spending
        moved = answer if isinstance(answer, Moved) else answer.moved
        self.purse = moved.purse
        for transfer in moved.transfers:
            assert transfer.id not in self.booked, f"{transfer.id} is booked twice"
            self.booked[transfer.id] = transfer


def lines(table: str) -> Iterator[tuple[str, str, str]]:
    """Step, answer and balances of each line that is not empty."""
    for line in table.strip().splitlines():
        if line.strip():
            step, answer, balance = re.split(r"\s*\|\s*", line.strip())
            yield step, answer, balance
