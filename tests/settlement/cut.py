"""A runner that can be dropped between any two steps, as a killed one is."""

from datetime import timedelta

from service.flows.context import Context
from service.jobs.due import Due, slot_of
from service.jobs.fence import HOLD, Hold
from service.jobs.job import Chunk, Job, Run, domain_now
from service.jobs.judge import advance
from service.store.schema.slot import Slot
from service.store.slots import slots_of

NO_LEASE = timedelta(milliseconds=1)


class Runner:
    """Holds a slot by its token and does one chunk at a time, as `service.jobs.work` does."""

    def __init__(self, context: Context, job: Job, slot: Slot) -> None:
        self._context, self._job, self._slot = context, job, slot
        self._run = Run(context, job.name, slot.due)
        self._progress = slot.progress

    async def think(self) -> Chunk | None:
        """The next chunk, not done yet."""
        return await self._job.next_chunk(self._run, self._progress.checkpoint)

    async def do(self, chunk: Chunk) -> None:
        """Behind the fence; FenceDown if the slot is somebody else's by now."""
        body = Hold(slot=self._slot.id, token=self._slot.token, progress=self._progress)
        fence = self._run.command(HOLD, body)
        answers = await self._context.store.apply_chunk(fence, chunk.commands)
        self._progress = advance(self._progress, chunk, answers, most=5)

    async def step(self) -> bool:
        """One chunk; False if there was none left."""
        chunk = await self.think()
        if chunk is not None:
            await self.do(chunk)
        return chunk is not None


async def take_over(context: Context, job: Job) -> Runner:
    """Claims the job's slot of now, whoever had it: its lease has always just run out."""
    slots = slots_of(context.store)
    wanted = slot_of(job.name, Due(domain_now(context)), now=context.clock.server_now())
    await slots.open([wanted])
    while (slot := await slots.claim(wanted.id, owner="cut", lease=NO_LEASE)) is None:
        pass
    return Runner(context, job, slot)
