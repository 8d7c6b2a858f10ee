"""Job: publish the scores of a cycle, account by account, then move the pointer to them."""

from datetime import datetime

from rewards.refusal import Refusal
from rewards.score.cycles.revision import FIRST, Revision, revision_id
from service.flows.scores.begin_cycle import BEGIN_CYCLE, BeginCycle
from service.flows.scores.newer import newer
from service.jobs.cycle import Cycle, cycle_as_of
from service.jobs.job import Chunk, JobRefused, Run, domain_now
from service.jobs.pages import PAGE
from service.jobs.publishing import next_step
from service.jobs.rules_of_cycle import rules_of
from service.programme import Programme
from service.store.schema.documents import CURRENT
from service.store.schema.page import CYCLES, PUBLICATIONS

BEGUN = "begun"


def refuse(programme: Programme, as_of: datetime) -> Refusal | None:
    """A month is published once its late events are in."""
    cycle = cycle_as_of(programme, as_of)
    return cycle if isinstance(cycle, Refusal) else None


async def next_chunk(run: Run, checkpoint: str | None, *, most: int = PAGE) -> Chunk | None:
    """Begins the cycle, if nobody has; then its next step, with at most so many accounts, see
    `service.jobs.publishing`."""
    cycle = cycle_as_of(run.context.programme(), run.as_of)
    if isinstance(cycle, Refusal):
        raise JobRefused(cycle)
    revision = await run.context.store.get(CYCLES, revision_id(cycle.id, FIRST))
    if revision is None:
        return await _begin(run, cycle)
    if not revision.is_open:
        return None
    after = "" if checkpoint == BEGUN else checkpoint or ""
    return await next_step(run, revision, after, most=most)


async def _begin(run: Run, cycle: Cycle) -> Chunk:
    current = await run.context.store.get(PUBLICATIONS, CURRENT)
    refused = newer(current, cycle.id, cycle.cut_off)
    if refused is not None:
        raise JobRefused(refused)
    programme = await rules_of(run.context, cycle.cut_off)
    revision = Revision(
        id=revision_id(cycle.id, FIRST),
        cycle=cycle.id,
        revision=FIRST,
        cut_off=cycle.cut_off,
        programme=programme.version,
        zone=programme.zone,
        numbers=programme.numbers.score,
        begun_at=domain_now(run.context),
    )
    return Chunk(
        after=BEGUN,
        commands=(run.command(BEGIN_CYCLE, BeginCycle(revision=revision)),),
        items=(cycle.id,),
        essential=True,
        worth=(0,),
    )
