"""Keeps a model true: loads it, follows its changes, loads it again when that cannot go on."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from service.flows.context import Context
from service.live.answers import Times
from service.live.follow import HistoryLost, follow
from service.live.load import load, take
from service.live.model import Model
from service.live.results import results_of
from service.live.sources import source
from service.programme import Programme

LOG = logging.getLogger("seedbank.live")

RETRY_S = 0.5
# Consents and seasons end by themselves, and a programme may change: looked at this often.
LOOK_S = 0.25
# A settlement is a matter of hours: a screen may know of it a little later.
RESULTS_S = 2.0


class ProgrammeChanged(Exception):
    """Boards are others than those that were loaded."""


class Feed:
    """The model of one process. `model` is None until the first load; afterwards the last one is
    kept, also through an outage, and `as_of` says how old it is."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._heard: datetime | None = None
        self._watchers: list[Callable[[], None]] = []
        self.model: Model | None = None
        self.loads = 0
        self.ready = asyncio.Event()

    def domain_now(self) -> datetime:
        """Domain time: what seasons and consents go by."""
        return self._context.clock.domain_now()

    @property
    def as_of(self) -> datetime:
        """Everything committed before this server time is in the model."""
        return self._heard or self._context.clock.server_now()

    def times(self) -> Times:
        """How current the model is, to be told with it."""
        as_of = self.as_of
        age = self._context.clock.server_now() - as_of
        age_ms = max(0, age // timedelta(milliseconds=1))
        return Times(as_of=as_of, age_ms=age_ms, now=self.domain_now())

    def on_change(self, watcher: Callable[[], None]) -> None:
        """`watcher` is called after each change; it must not take long."""
        self._watchers.append(watcher)

    async def run(self) -> None:
        """For ever, until cancelled. Reports what goes wrong and tries again."""
        while True:
            try:
                await self._session()
            except* (HistoryLost, ProgrammeChanged) as lost:
                LOG.warning("boards are loaded anew: %r", lost.exceptions)
            except* Exception:
                LOG.exception("boards cannot be loaded")
                await asyncio.sleep(RETRY_S)

    async def _session(self) -> None:
        now, started = self.domain_now(), self._context.clock.server_now()
        snapshot = await take(self._context.store)
        model = await load(snapshot, self._context.programme(), now)
        self._heard = started
        self.model = model
        self.loads += 1
        self.ready.set()
        self._tell()
        async with asyncio.TaskGroup() as group:
            followed = source(model, self._hear)
            group.create_task(follow(self._context.store, followed, snapshot.after))
            group.create_task(self._look(model))
            group.create_task(self._settlements(model))

    async def _look(self, model: Model) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            moved = self._goes_by(model, self._context.programme())
            if model.lapse(self.domain_now()) or moved:
                self._tell()

    def _goes_by(self, model: Model, programme: Programme) -> bool:
        """True if another version is in force. Only for other boards all is loaded again."""
        if programme is model.programme:
            return False
        if (programme.boards, programme.zone) != (model.programme.boards, model.programme.zone):
            raise ProgrammeChanged
        model.goes_by(programme)
        return True

    async def _settlements(self, model: Model) -> None:
        while True:
            try:
                results = await results_of(self._context.store, model, self.domain_now())
            except Exception as error:
                LOG.warning("results cannot be read (%s), trying again", error)
            else:
                if model.settled(results):
                    self._tell()
            await asyncio.sleep(RESULTS_S)

    def _hear(self, change: dict[str, Any] | None) -> None:
        now = self._context.clock.server_now()
        if change is None:
            self._heard = now
            return
        # Behind other changes we know only as much as this one's time; MongoDB says it since 6.0.
        if "wallTime" in change:
            self._heard = max(self.as_of, min(change["wallTime"], now))
        self._tell()

    def _tell(self) -> None:
        for watcher in self._watchers:
            watcher()
