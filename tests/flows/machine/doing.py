"""What members do, and what merchants tell of it: early, late, twice, at once, in any order."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from rewards.refusal import Refusal
from service.flows.tasks.report_event import REPORT_EVENT
from service.flows.tasks.reverse_event import REVERSE_EVENT
from tasks.kinds import TaskKind
from tests.flows.machine.ground import together
from tests.flows.machine.life import PLACE, WHO, deed, said
from tests.flows.machine.passing import Passing
from tests.flows.machine.period import Happened
from tests.flows.machine.programme import BY_ID, RIGHT, TASKS, WRONG
from tests.flows.tasks.scenes import answer, leave

TASK = st.sampled_from(sorted(BY_ID))
EVENT_TASK = st.sampled_from([task.id for task in TASKS])
DAILY = [task.id for task in TASKS if task.kind is TaskKind.DAILY]
NAME, AMOUNT, DAYS = st.integers(0, 30), st.integers(1, 12), st.integers(2, 8)
VERB, TIMES = st.sampled_from(["report", "reverse", "reverse"]), st.sampled_from([1, 1, 3])
MOSTLY = st.sampled_from([True, True, True, False])
# Minutes before now: just so, on both sides of what is too early and too late, and anything else.
AGO = st.sampled_from([0, 0, 0, 60, 1440, -5, -6, 4320, 4321]) | st.integers(0, 4400)

DEEDS = (
    *deed(5, "happens", WHO, EVENT_TASK, NAME, AGO, AMOUNT, MOSTLY),
    *deed(5, "is_told", PLACE, VERB, TIMES),
    *deed(1, "is_sent_again", PLACE),
    *deed(3, "has_a_full_day", WHO, NAME),
    *deed(3, "was_another", PLACE, NAME),
    *deed(1, "keeps_going", WHO, DAYS),
    *deed(1, "answers", WHO, st.sampled_from([RIGHT, WRONG])),
    *deed(1, "joins_or_leaves", WHO, TASK, MOSTLY),
)


class Doing(Passing):
    """Tasks."""

    def joins_or_leaves(self, who: int, task: str, comes: bool) -> None:
        if comes:
            self.joining(who, task)
            return
        left = self.does(leave(self.ground.world, self.ground.people[who], task))
        self.agree("left", said(left), self.books[who].leave(task))

    def happens(self, who: int, task: str, name: int, ago: int, amount: int, told: bool) -> None:
        """Something, and now and then nobody tells of it yet. Several things may have one name."""
        at = self.now - timedelta(minutes=ago)
        event = Happened(who, task, f"e{name}", at, amount)
        if told:
            self.tells("report", event)
        self.events.append(event)

    def is_told(self, place: int, verb: str, times: int) -> None:
        """Once more, or for the first time, or three times at once."""
        if self.events:
            self.tells(verb, self.events[-1 - place % len(self.events)], times)

    def is_sent_again(self, place: int) -> None:
        """With the same key: the old answer; but a merchant without a say gets no old good news."""
        if not self.sent:
            return
        verb, event = [*self.sent][-1 - place % len(self.sent)]
        key, old = self.sent[verb, event]
        (again,) = self.does(together(self.telling(verb, event, key)))
        assert again.replayed
        silent = not self.books[event.who].may_speak(event.task, self.now)
        told = silent and not isinstance(old, Refusal)
        expected = "MemberNotLinked" if told else said(old, old)
        self.agree("replayed", said(again.answer, again.answer), expected)

    def has_a_full_day(self, who: int, name: int) -> None:
        """All that is done daily, which is more than a day pays."""
        for task in DAILY:
            self.happens(who, task, name, 0, 1, True)

    def was_another(self, place: int, name: int) -> None:
        """What was told of is taken back, and something else of the same moment told."""
        if self.events:
            event = self.events[-1 - place % len(self.events)]
            self.tells("reverse", event)
            other = replace(event, id=f"other{name}")
            self.tells("report", other)
            self.events.append(other)

    def keeps_going(self, who: int, days: int) -> None:
        """The same every day."""
        for day in range(days):
            self.tells("report", Happened(who, "daily", f"d{day}", self.now, 1))
            self.time_passes(timedelta(days=1))

    def answers(self, who: int, answers: tuple[int, ...]) -> None:
        graded = self.does(answer(self.ground.world, self.ground.people[who], answers))
        expected = self.books[who].quiz(answers, self.now)
        refused = isinstance(graded, Refusal)
        found = said(graded) if refused else (graded.passed, graded.seeds)
        self.agree("graded", found, expected)

    def tells(self, verb: str, event: Happened, times: int = 1) -> None:
        keys = [f"{verb}-{self.ground.operations}-{number}" for number in range(times)]
        sent = (self.telling(verb, event, key) for key in keys)
        answers = [each.answer for each in self.does(together(*sent))]
        self.sent[verb, event] = keys[0], answers[0]
        expected = getattr(self.books[event.who], verb)(event, self.now)
        words = {said(each, verb) for each in answers}
        assert len(words) == 1, words
        if isinstance(answers[0], Refusal) or expected == "short":
            found = "short" if expected == "short" else said(answers[0])
        elif verb == "report":
            assert all(each.seeds == answers[0].seeds for each in answers)
            found = (answers[0].done, answers[0].seeds)
        else:
            # Only the first of them takes something back.
            found = (answers[0].done, sum(each.returned for each in answers))
        self.agree(self.word(verb, answers), found, expected)

    def word(self, verb: str, answers: list[Any]) -> str:
        """What was seen of this answer."""
        first = answers[0]
        if isinstance(first, Refusal) or verb == "reverse":
            taken = [each for each in answers if getattr(each, "revoked", False)]
            return "kept" if taken and taken[0].kept else "returned" if taken else verb
        return "reduced" if first.reduced_by else "paid" if first.seeds else verb

    def telling(self, verb: str, event: Happened, key: str) -> Any:
        told = REPORT_EVENT if verb == "report" else REVERSE_EVENT
        body = self.ground.event(event)
        return lambda: self.ground.world.apply(told, body, key=key)
