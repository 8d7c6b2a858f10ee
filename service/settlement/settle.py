"""Settle: the next chunk of a settlement, from wherever it is. See the package for how to use it.

Where it is stands in the database alone, so a chunk may be asked for by anybody, at any time; the
fence of the asker's slot decides who may write it.
"""

from rewards.refusal import Refusal
from rewards.settlement import progress as turn
from rewards.settlement.plan import Plan
from rewards.settlement.progress import Progress, SettlementState, is_last, waits
from rewards.settlement.refusals import AwaitsApproval, NotAsPlanned, SettlementUnknown
from service.jobs.job import Chunk, Run
from service.settlement.chunk import chunk_of
from service.settlement.drafting import freeze, write_awards
from service.settlement.matter import Matter
from service.settlement.move_remainder import MOVE_REMAINDER, MoveRemainder
from service.settlement.pay import PAY_AWARD, PayAward
from service.settlement.rows import awards_of
from service.settlement.verify import VERIFY, Verify, findings
from service.store.schema.page import PLANS, SETTLEMENTS

MOST = 500
"""Awards of a chunk: each transaction stays well below a second, and members are served between."""

ROWS = 5_000
"""Rows of a plan in a chunk: bare inserts, and the plan is worked out anew for each chunk."""


async def next_chunk(
    run: Run, matter: Matter, *, most: int = MOST, rows: int = ROWS
) -> Chunk | Refusal | None:
    """What is to be done next; None once it is verified; a refusal if it cannot go on."""
    store = run.context.store
    progress = await store.get(SETTLEMENTS, matter.plan)
    if progress is None:
        return await freeze(run, matter, rows)
    if progress.state is SettlementState.VERIFIED:
        return None
    head = await store.get(PLANS, matter.plan)
    if head is None:
        return SettlementUnknown(plan=matter.plan)
    if progress.state is SettlementState.DRAFTED:
        return await write_awards(run, head, rows)
    if progress.state is SettlementState.APPLIED:
        return await _verify(run, head)
    return await _pay(run, matter, head, progress, most)


async def _pay(
    run: Run, matter: Matter, head: Plan, progress: Progress, most: int
) -> Chunk | Refusal:
    if waits(progress):
        return AwaitsApproval(plan=head.id)
    chunk = turn.next_chunk(progress, most=most) or range(0)
    awards = await awards_of(run.context.store, head.id, chunk)
    bodies = [
        PayAward(
            plan=head.id, subject=head.subject, number=number, award=award, told=dict(matter.told)
        )
        for number, award in zip(chunk, awards, strict=True)
    ]
    commands = [run.command(PAY_AWARD, body) for body in bodies]
    if is_last(progress, chunk):
        commands.append(run.command(MOVE_REMAINDER, MoveRemainder(plan=head)))
    return chunk_of(head.id, f"paid {chunk.stop}", *commands)


async def _verify(run: Run, head: Plan) -> Chunk | Refusal:
    found = await findings(run.context.store, head.id)
    if isinstance(found, Refusal):
        return found
    if found:
        finding = f"{found[0].subject} {found[0].sentence}"
        return NotAsPlanned(plan=head.id, finding=finding)
    return chunk_of(head.id, "verified", run.command(VERIFY, Verify(plan=head.id)))
