"""A life: two members, the books of what they should have, and the proof after every step."""

from collections import Counter
from datetime import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from rewards.refusal import Refusal
from tests.flows.charity.scenes import Giving
from tests.flows.machine.ground import MEMBERS, MERCHANTS, Ground
from tests.flows.machine.member import Budget, MemberBook
from tests.flows.machine.period import Happened
from tests.flows.machine.programme import BY_ID
from tests.flows.machine.till import TillBook

Deed = st.SearchStrategy[tuple[Any, ...]]

WHO = st.integers(0, len(MEMBERS) - 1)
MERCHANT = st.sampled_from(MERCHANTS)
PLACE = st.integers(0, 9)
SEEDS = st.integers(1, 30) | st.integers(1, 90) | st.sampled_from([0, 10_000])

JOBS = ("wither_seeds", "expire_seeds", "end_holds", "settle_streaks", "count_gifts")


def deed(times: int, name: str, *arguments: st.SearchStrategy[Any]) -> list[Deed]:
    """One of the methods of a life, with its arguments; so many times as often as others."""
    return [st.tuples(st.just(name), *arguments) for _ in range(times)]


def said(found: Any, otherwise: Any = None) -> Any:
    """A refusal by its name, or what is told of an answer."""
    return type(found).__name__ if isinstance(found, Refusal) else otherwise


class Life(RuleBasedStateMachine):
    """What happens in it is in the classes that are made of this one."""

    ground: Ground
    seen: Counter[str]
    sound = False

    def begin(self) -> None:
        """Both follow all tasks, and let both merchants speak of them."""
        self.ground.open()
        self.till, budget = TillBook(), Budget()
        self.books = [
            MemberBook(who.account, person.zone, budget)
            for who, person in zip(self.ground.people, MEMBERS, strict=True)
        ]
        self.events: list[Happened] = []
        self.sent: dict[tuple[str, Happened], tuple[str, Any]] = {}
        self.given = 0
        for who, book in enumerate(self.books):
            book.linked = {each: self.ground.link(who, each) for each in MERCHANTS}
            for task in BY_ID:
                self.joining(who, task)

    def teardown(self) -> None:
        """Whatever was wrong before, the life is over."""
        try:
            if self.sound:
                self.proves()
        finally:
            self.ground.close()

    def proves(self) -> None:
        """The jobs come by once more, then all must be green."""
        for job in JOBS:
            self.working(job)
        self.all_is_as_the_books_say()
        assert self.ground.violations() == ()
        pool = self.ground.do(Giving(self.ground.world).pool())
        assert pool.given == self.given

    @property
    def now(self) -> datetime:
        return self.ground.world.clock.domain_now()

    def does(self, step: Any) -> Any:
        """An operation."""
        self.sound = False  # until it is proved again
        self.ground.operations += 1
        return self.ground.do(step)

    def agree(self, verb: str, found: Any, expected: Any) -> None:
        """The answer is what the book says, and this much was seen of it."""
        assert found == expected, verb
        word = expected if isinstance(expected, str) else verb
        self.seen[word] += 1

    def joining(self, who: int, task: str) -> None:
        joined = self.does(self.ground.world.join(self.ground.people[who], task))
        self.books[who].join(task, self.now)
        assert joined.at == self.books[who].joined[task]

    def working(self, job: str) -> None:
        """A job runs, and the books with it."""
        self.ground.operations += 1
        self.ground.run(job)
        for book in self.books:
            match job:
                case "wither_seeds":
                    self.seen["withered"] += book.purse.wither(self.now)
                case "expire_seeds":
                    self.seen["expired"] += book.purse.expire(self.now)
                case "end_holds":
                    self.seen["ended"] += self.till.end(book.purse, self.now)
                case "settle_streaks":
                    self.seen["streak paid"] += book.settle(self.now)

    @invariant()
    def all_is_as_the_books_say(self) -> None:
        for who, book in zip(self.ground.people, self.books, strict=True):
            purse = self.ground.do(self.ground.world.account(who)).purse
            basket = {each.id: (each.withers_at, each.amount) for each in purse.basket}
            assert basket == book.purse.basket
            assert {lot.expires_at: lot.amount for lot in purse.lots} == book.purse.lots
            assert {each.id: each.amount for each in purse.holds} == book.purse.held
            assert purse.debt == book.purse.debt
            self.seen["owing"] += purse.debt > 0
        self.sound = True
