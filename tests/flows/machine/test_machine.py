"""Whatever two members, two merchants, the clock and the jobs do in whatever order: what everybody
has is what plain bookkeeping says, after every step, and `seedbank check` is green at the end.

A life is some forty operations through the real flows on a real database. The seed of a run is
printed; TEST_SEED plays it again, TEST_OPERATIONS says how many operations there are at least.
"""

import asyncio
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from rewards.refusal import Refusal
from service.flows.membership.change_zone import CHANGE_ZONE, ChangeZone, ZoneChanged
from service.flows.tasks.report_event import REPORT_EVENT
from service.flows.tasks.reverse_event import REVERSE_EVENT
from tests.faults import numbers
from tests.flows.machine.ground import MEMBERS, MERCHANTS, Ground, together
from tests.flows.machine.member import Budget, MemberBook
from tests.flows.machine.period import Happened
from tests.flows.machine.programme import BY_ID, RIGHT, TASKS, WRONG
from tests.flows.machine.till import TillBook
from tests.flows.spending.scenes import Till
from tests.flows.tasks.scenes import answer, leave
from tests.prepared import Prepared

STEPS = 40
OPERATIONS = numbers.count("OPERATIONS", 2000)

WHO = st.integers(0, len(MEMBERS) - 1)
MERCHANT = st.sampled_from(MERCHANTS)
JOB = st.sampled_from(
    ["wither_seeds", "expire_seeds", "end_holds", "settle_streaks", "tidy_budgets"]
)
ZONE = st.sampled_from(
    ["Europe/Berlin", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"]
)
# Minutes before now: just so, on both sides of what is too early and too late, and anything else.
AGO = st.sampled_from([0, -5, -6, 60, 1440, 4320, 4321]) | st.integers(0, 4400)
WAIT = st.sampled_from(
    [timedelta(hours=hours) for hours in (1, 7, 24, 24, 24, 25, 72, 8 * 24, 31 * 24, 400 * 24)]
)
SEEDS = st.integers(1, 60) | st.sampled_from([0, 10_000])
MINUTES = st.sampled_from([1, 15, 1440, 21_600, 21_601, 0])


def said(found: Any) -> Any:
    """A refusal by its name."""
    return type(found).__name__ if isinstance(found, Refusal) else found


class Life(RuleBasedStateMachine):
    """Two members, and a book of what they should have."""

    ground: Ground
    events: Bundle[Happened] = Bundle("events")
    holds: Bundle[str] = Bundle("holds")

    @initialize()
    def begins(self) -> None:
        self.ground.open()
        self.till, budget = TillBook(), Budget()
        self.books = [
            MemberBook(who.account, person.zone, budget)
            for who, person in zip(self.ground.people, MEMBERS, strict=True)
        ]
        self.sent: dict[tuple[str, Happened], tuple[str, Any]] = {}
        for who, book in enumerate(self.books):
            book.linked = {each: self.ground.link(who, each) for each in MERCHANTS}
            for task in (*BY_ID,)[::2]:
                self._joins(who, task)

    def teardown(self) -> None:
        if hasattr(self, "books"):
            for job in ("wither_seeds", "expire_seeds", "end_holds", "settle_streaks"):
                self.runs(job)
            self.have_what_the_books_say()
            violations = self.ground.violations()
            self.ground.close()
            assert violations == ()

    @property
    def now(self) -> Any:
        return self.ground.world.clock.domain_now()

    def does(self, step: Any) -> Any:
        """An operation."""
        self.ground.operations += 1
        return self.ground.do(step)

    def _joins(self, who: int, task: str) -> None:
        joined = self.does(self.ground.world.join(self.ground.people[who], task))
        self.books[who].join(task, self.now)
        assert joined.at == self.books[who].joined[task]

    @rule(who=WHO, task=st.sampled_from(sorted(BY_ID)))
    def joins(self, who: int, task: str) -> None:
        self._joins(who, task)

    @rule(who=WHO, task=st.sampled_from(sorted(BY_ID)))
    def leaves(self, who: int, task: str) -> None:
        left = self.does(leave(self.ground.world, self.ground.people[who], task))
        refused = self.books[who].leave(task)
        assert refused == (said(left) if isinstance(left, Refusal) else None)

    @rule(who=WHO, merchant=MERCHANT)
    def links(self, who: int, merchant: str) -> None:
        self.ground.operations += 1
        self.books[who].linked[merchant] = self.ground.link(who, merchant)

    @rule(
        target=events,
        who=WHO,
        task=st.sampled_from([task.id for task in TASKS]),
        name=st.integers(0, 30),
        ago=AGO,
        amount=st.integers(1, 12),
    )
    def happens(self, who: int, task: str, name: int, ago: int, amount: int) -> Happened:
        """Something of which nobody has told yet. One name may be that of several things."""
        at = self.now - timedelta(minutes=ago)
        return Happened(who, task, f"e{name}", at, amount)

    @rule(event=events)
    def is_reported(self, event: Happened) -> None:
        self._tells("report", event)

    @rule(event=events)
    def is_reversed(self, event: Happened) -> None:
        self._tells("reverse", event)

    @rule(event=events, verb=st.sampled_from(["report", "reverse"]))
    def is_told_three_times_at_once(self, event: Happened, verb: str) -> None:
        self._tells(verb, event, times=3)

    @rule(event=events, verb=st.sampled_from(["report", "reverse"]))
    def is_sent_again(self, event: Happened, verb: str) -> None:
        """With the same key: the old answer, unless the merchant has lost its say."""
        if (verb, event) not in self.sent:
            return
        key, old = self.sent[verb, event]
        (again,) = self.does(together(self._telling(verb, event, key)))
        silent = not self.books[event.who].may_speak(event.task, self.now)
        assert again.replayed
        assert said(again.answer) == ("MemberNotLinked" if silent else said(old))

    def _tells(self, verb: str, event: Happened, times: int = 1) -> None:
        keys = [f"{verb}-{self.ground.operations}-{number}" for number in range(times)]
        answered = self.does(together(*(self._telling(verb, event, key) for key in keys)))
        self.sent[verb, event] = keys[0], answered[0].answer
        book = self.books[event.who]
        expected = getattr(book, verb)(event, self.now)
        told = [self._told(verb, each.answer) for each in answered]
        if verb == "reverse" and not isinstance(expected, str):
            # Only the first of them has taken something back.
            expected, told = (expected[0], [expected[1]]), [_sum(told)]
            expected = (expected[0], sum(expected[1]))
        assert set(told) == {expected}

    def _telling(self, verb: str, event: Happened, key: str) -> Any:
        told = REPORT_EVENT if verb == "report" else REVERSE_EVENT
        body = self.ground.event(event)
        return lambda: self.ground.world.apply(told, body, key=key)

    def _told(self, verb: str, found: Any) -> Any:
        if isinstance(found, Refusal):
            return said(found)
        if verb == "report":
            return found.done, found.seeds
        return "short" if found.done is None else (found.done, found.returned)

    @rule(who=WHO, answers=st.sampled_from([RIGHT, WRONG]))
    def answers(self, who: int, answers: tuple[int, ...]) -> None:
        graded = self.does(answer(self.ground.world, self.ground.people[who], answers))
        expected = self.books[who].quiz(answers, self.now)
        found = said(graded) if isinstance(graded, Refusal) else (graded.passed, graded.seeds)
        assert found == expected

    @rule(who=WHO)
    def collects(self, who: int) -> None:
        self._collects(who, None)

    @rule(who=WHO, place=st.integers(0, 6))
    def collects_one(self, who: int, place: int) -> None:
        """One of the basket; now and then one that was there once."""
        book = self.books[who].purse
        known = [*book.waiting(), *sorted(book.fates)]
        if known:
            self._collects(who, known[place % len(known)])

    def _collects(self, who: int, only: str | None) -> None:
        chosen = () if only is None else (only,)
        found = self.does(self.ground.world.collect(self.ground.people[who], *chosen))
        expected = self.books[who].purse.collect(self.now, only)
        assert expected == (said(found) if isinstance(found, Refusal) else found.collected)

    @rule(target=holds, who=WHO, merchant=MERCHANT, seeds=SEEDS, minutes=MINUTES)
    def sets_aside(self, who: int, merchant: str, seeds: int, minutes: int) -> Any:
        purse = self.books[who].purse
        refused = self.till.refuses(purse, seeds, minutes, self.now)
        order = {"merchant": merchant, "minutes": minutes}
        found = self.does(self._till(who).set_aside(seeds, **order))
        assert refused == (said(found) if isinstance(found, Refusal) else None)
        if refused is not None:
            return None
        self.till.hold(found.id, purse, seeds, minutes, self.now)
        self.till.all[found.id].merchant = merchant
        return found.id

    @rule(hold=holds, seeds=st.none() | SEEDS)
    def is_taken(self, hold: str | None, seeds: int | None) -> None:
        if hold is not None:
            self._merchant("post", hold, self.till.post(hold, seeds, self.now), seeds=seeds)

    @rule(hold=holds)
    def is_called_off(self, hold: str | None) -> None:
        if hold is not None:
            self._merchant("void", hold, self.till.void(hold, self.now))

    @rule(hold=holds)
    def is_refunded(self, hold: str | None) -> None:
        if hold is not None:
            self._merchant("refund", hold, self.till.refund(hold, self.now))

    def _merchant(self, verb: str, hold: str, expected: str, **more: Any) -> None:
        merchant = self.till.all[hold].merchant
        found = self.does(self._till(0).says(verb, hold, merchant=merchant, **more))
        assert expected == (said(found) if isinstance(found, Refusal) else found.state)

    def _till(self, who: int) -> Till:
        return Till(self.ground.world, self.ground.people[who])

    @rule(who=WHO, zone=ZONE)
    def moves(self, who: int, zone: str) -> None:
        days = self.books[who].days
        refused = days.refuses(zone, self.now)
        body = ChangeZone(account=self.ground.people[who].account, zone=zone)
        found = self.does(self.ground.world.apply(CHANGE_ZONE, body)).answer
        assert isinstance(found, ZoneChanged) is not refused, found
        if not refused:
            days.moves(zone, self.now, found.from_)

    @rule(by=WAIT)
    def time_passes(self, by: timedelta) -> None:
        self.ground.operations += 1
        self.ground.world.clock.advance(by)

    @rule(job=JOB)
    def runs(self, job: str) -> None:
        self.ground.operations += 1
        self.ground.run(job)
        for book in self.books:
            match job:
                case "wither_seeds":
                    book.purse.wither(self.now)
                case "expire_seeds":
                    book.purse.expire(self.now)
                case "end_holds":
                    self.till.end(book.purse, self.now)
                case "settle_streaks":
                    book.settle(self.now)

    @invariant()
    def have_what_the_books_say(self) -> None:
        for who, book in zip(self.ground.people, self.books, strict=True):
            purse = self.ground.do(self.ground.world.account(who)).purse
            assert {each.id: (each.withers_at, each.amount) for each in purse.basket} == (
                book.purse.basket
            )
            assert {lot.expires_at: lot.amount for lot in purse.lots} == book.purse.lots
            assert {each.id: each.amount for each in purse.holds} == {
                id_: sum(lots.values()) for id_, (_, lots) in book.purse.holds.items()
            }
            assert purse.debt == book.purse.debt


def _sum(told: list[Any]) -> Any:
    return told[0][0], sum(each[1] for each in told)


@pytest.fixture
def ground(mongo_url: str, admin: Any, prepared: Prepared) -> Iterator[Ground]:
    """Nothing is removed by time meanwhile: these lives are not in the present."""
    admin.admin.command("setParameter", 1, ttlMonitorEnabled=False)
    with asyncio.Runner() as runner:
        yield Ground(mongo_url, prepared, runner)
    admin.admin.command("setParameter", 1, ttlMonitorEnabled=True)


@pytest.mark.slow
@pytest.mark.timeout(600 + OPERATIONS)
def test_no_life_differs_from_its_book(ground: Ground) -> None:
    chance: random.Random = numbers.chance()
    while ground.operations < OPERATIONS:
        life = seed(chance.randrange(2**32))(type("Life", (Life,), {"ground": ground}))
        run_state_machine_as_test(
            life,
            settings=settings(
                max_examples=50,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=(Phase.generate, Phase.shrink),
                suppress_health_check=list(HealthCheck),
                verbosity=Verbosity.normal,
            ),
        )
    print(f"{ground.operations} operations")
