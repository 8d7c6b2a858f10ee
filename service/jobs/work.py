"""One claimed slot, worked to its end: chunk by chunk behind the fence, the lease renewed."""

import asyncio
import enum
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import structlog

from rewards.refusal import Refusal
from service.flows.context import Context
from service.jobs.effort import Effort
from service.jobs.fence import FINISH, HOLD, Hold
from service.jobs.job import Job, JobRefused, Run
from service.jobs.judge import JobTrouble, TooManySetAside, advance, sentence
from service.store.path.chunk import FenceDown
from service.store.path.command import Answered, Command, Rule
from service.store.schema.slot import Progress, Slot
from service.store.slots import Slots

LOG = structlog.get_logger()
NO_WAIT = timedelta(0)
FOR_GOOD = (JobRefused, TooManySetAside)

Watch = Callable[[Progress], None]


class End(enum.StrEnum):
    """How a runner's work on a slot ended."""

    DONE = "done"
    STOPPED = "stopped"  # given back, to go on at the checkpoint
    RETRY = "retry"
    FAILED = "failed"
    LOST = "lost"  # to another runner


def unwatched(_progress: Progress) -> None:
    """For runs that nobody looks at."""


class Work:
    """A runner's work on one slot that it has claimed."""

    def __init__(
        self,
        context: Context,
        slots: Slots,
        job: Job,
        slot: Slot,
        *,
        effort: Effort,
        watch: Watch = unwatched,
    ) -> None:
        self._context, self._slots, self._job, self._slot = context, slots, job, slot
        self._effort, self._watch = effort, watch
        self._run = Run(context, job.name, slot.due)
        self._progress = slot.progress
        # Our own renewal must not collide with our own chunk.
        self._turn = asyncio.Lock()
        self._stepped = asyncio.get_running_loop().time()

    async def run(self, stop: asyncio.Event) -> End:
        """Works until the run ends, is lost, fails, or `stop` is set; never raises what a job does.

        Raises what the database raises when it is away even for giving back. A cut at any await
        leaves the slot to whoever claims it after the lease.
        """
        log = LOG.bind(slot=self._slot.id, fence=self._slot.token)
        async with self._renewed():
            try:
                end = await self._chunks(stop)
            except FenceDown as down:
                log.warning("slot lost", why=str(down))
                return End.LOST
            except Exception as error:
                log.warning("run in trouble", why=sentence(error))
                end = await self._trouble(error)
        log.info("run ended", end=end)
        return end

    async def _chunks(self, stop: asyncio.Event) -> End:
        while not stop.is_set():
            chunk = await self._job.next_chunk(self._run, self._progress.checkpoint)
            if chunk is None:
                await self._write(FINISH)
                return End.DONE
            answers = await self._behind_fence(chunk.commands)
            self._progress = advance(self._progress, chunk, answers, self._effort.set_aside_max)
            self._watch(self._progress)
        await self._write(HOLD)
        await self._slots.give_back(self._slot, wait=NO_WAIT, error=None)
        return End.STOPPED

    async def _write(self, rule: Rule[Any, Any]) -> None:
        """The progress alone: the fence of a chunk knows only what came before it."""
        [answer] = await self._behind_fence([self._command(rule)])
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer.answer, Refusal):
            raise JobTrouble(answer.answer.detail())

    async def _behind_fence(
        self, commands: Sequence[Command[Any]]
    ) -> list[Answered[Any] | Exception]:
        async with self._turn:
            answers = await self._context.store.apply_chunk(self._command(HOLD), commands)
        self._stepped = asyncio.get_running_loop().time()
        return answers

    def _command(self, rule: Rule[Any, Any]) -> Command[Any]:
        slot = self._slot
        return self._run.command(
            rule, Hold(slot=slot.id, token=slot.token, progress=self._progress)
        )

    async def _trouble(self, error: Exception) -> End:
        """Another try after a while, from the checkpoint; none if that cannot help."""
        try:
            await self._write(HOLD)
        except FenceDown:
            return End.LOST
        now = await self._slots.find(self._slot.id)
        attempts = now.attempts if now else self._slot.attempts
        if isinstance(error, FOR_GOOD) or self._effort.gives_up(attempts):
            kept = await self._slots.fail(self._slot, error=sentence(error))
            return End.FAILED if kept else End.LOST
        wait = self._effort.wait(attempts)
        kept = await self._slots.give_back(self._slot, wait=wait, error=sentence(error))
        return End.RETRY if kept else End.LOST

    @asynccontextmanager
    async def _renewed(self) -> AsyncIterator[None]:
        renewing = asyncio.create_task(self._renew())
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def _renew(self) -> None:
        """Until the slot is lost, or no step has been taken for too long."""
        while self._silent_s() < self._effort.silence_max.total_seconds():
            await asyncio.sleep(self._effort.renew_every.total_seconds())
            try:
                async with self._turn:
                    kept = await self._slots.renew(self._slot, lease=self._effort.lease)
            except Exception as error:
                # The database may be away; the fence will tell whether we are still on time.
                LOG.warning("lease not renewed", slot=self._slot.id, why=sentence(error))
                continue
            if not kept:
                return

    def _silent_s(self) -> float:
        return asyncio.get_running_loop().time() - self._stepped
