"""A programme for each life of the machine: an empty database, two members, the jobs by hand."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any, TypeVar

from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.sign_in.sign_in import SignedIn
from service.flows.tasks.event import SourceEvent
from service.jobs.job import Run
from service.jobs.timetable import TIMETABLE
from service.members.consents import Purpose
from service.store.connect import connect
from tests.flows.machine.period import Happened
from tests.flows.machine.programme import BY_ID, PROGRAMME
from tests.flows.world import World
from tests.people import ALICE, BOB, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK
from tests.prepared import Prepared

Answer = TypeVar("Answer")

MEMBERS, MERCHANTS = (ALICE, BOB), (UMBRELLA_KIOSK, RIVERSIDE_BIKES)
JOBS = {job.name: job for job in TIMETABLE}


class Ground:
    """Lives one after another, on one event loop."""

    def __init__(self, url: str, prepared: Prepared, runner: asyncio.Runner) -> None:
        self._url, self._prepared, self._runner = url, prepared, runner
        self._lent = ExitStack()
        self.operations = 0

    def do(self, step: Awaitable[Answer]) -> Answer:
        """Until it is done."""

        async def whole() -> Answer:
            return await step

        return self._runner.run(whole())

    def open(self) -> None:
        """A new life begins."""
        self.name = self._lent.enter_context(self._prepared.lent())
        store = self.do(connect(self._url, self.name))
        context = Context(store=store, clock=FixedClock(NOON), programme=lambda: PROGRAMME)
        self.world = World(context)
        self.people: list[SignedIn] = [self.do(self.world.member(each)) for each in MEMBERS]
        self.ids: dict[tuple[int, str], str] = {}

    def close(self) -> None:
        """The life is over."""
        self.do(self.world.context.store.close())
        self._lent.close()

    def link(self, who: int, merchant: str) -> Any:
        """The member lets the merchant speak of them."""
        granted = self.do(self.world.grant(self.people[who], Purpose.TASK_EVENTS, merchant))
        self.ids[who, merchant] = granted.pseudonym
        return granted.ends_at

    def event(self, event: Happened) -> SourceEvent:
        """As its source sends it."""
        source = BY_ID[event.task].sources[0]
        return SourceEvent(
            source=source,
            member=self.ids[event.who, source],
            task=event.task,
            event=event.id,
            event_at=event.at,
            amount=event.amount,
        )

    def run(self, name: str) -> None:
        """A job as of now, from its first chunk to its last."""
        self.do(self._run(name))

    def violations(self) -> tuple[Any, ...]:
        """What `seedbank check` finds."""
        now = self.world.clock.domain_now()
        return self.do(check(self.world.context.store, now=now)).violations

    async def _run(self, name: str) -> None:
        context = self.world.context
        run, checkpoint = Run(context, name, self.world.clock.domain_now()), None
        while (chunk := await JOBS[name].next_chunk(run, checkpoint)) is not None:
            assert not chunk.set_aside
            for command in chunk.commands:
                answered = await context.store.apply(command)
                assert not isinstance(answered.answer, Refusal)
            checkpoint = chunk.after


def together(*steps: Callable[[], Awaitable[Answer]]) -> Awaitable[list[Answer]]:
    """All at once."""

    async def whole() -> list[Answer]:
        return list(await asyncio.gather(*(step() for step in steps)))

    return whole()
