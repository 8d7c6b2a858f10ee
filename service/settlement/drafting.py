"""The chunks in which a plan comes to be: frozen inputs, the head, its awards, planned."""

from rewards.boards.rank import Standing
from rewards.refusal import Refusal
from rewards.settlement.correct import make_correction
from rewards.settlement.make_again import make_again
from rewards.settlement.make_plan import make_plan
from rewards.settlement.plan import Bundle, Plan, plan_id
from rewards.settlement.progress import SettlementState
from rewards.settlement.refusals import NotAsPlanned, SettlementUnknown, WrongSettlementState
from service.jobs.job import Chunk, Run
from service.settlement.chunk import chunk_of
from service.settlement.draw_up import COMPLETE, DRAW_UP, WRITE_ROWS, Complete, DrawUp, WriteRows
from service.settlement.matter import Matter
from service.settlement.rows import all_rows, bundle_of, held, last_row, next_number, paid_before
from service.store.schema.page import PLAN_AWARDS, PLAN_INPUTS, PLANS, SETTLEMENTS
from service.store.schema.settlements import PlanAward, PlanInput, row_id
from service.store.store import Store

PAGE = 500


async def draft(store: Store, matter: Matter) -> Bundle | Refusal:
    """The stored plan, or the one that would be made now. Nothing is written."""
    if await store.get(PLANS, matter.plan) is not None:
        return await bundle_of(store, matter.plan)
    inputs = [row.standing async for row in all_rows(store, PLAN_INPUTS, matter.plan)]
    while page := await matter.standings(inputs[-1].account if inputs else "", PAGE):
        inputs += page
    if matter.revision > 1:
        return await _correct(store, matter, inputs)
    return make_plan(
        subject=matter.subject,
        revision=matter.revision,
        standings=inputs,
        prizes=matter.prizes,
        escrow=await held(store, matter.subject),
        at=matter.at,
    )


async def _correct(store: Store, matter: Matter, inputs: list[Standing]) -> Bundle | Refusal:
    """A further revision, once the one before it is paid and verified."""
    before = plan_id(subject=matter.subject, revision=matter.revision - 1)
    progress = await store.get(SETTLEMENTS, before)
    if progress is None:
        return SettlementUnknown(plan=before)
    if progress.state is not SettlementState.VERIFIED:
        return WrongSettlementState(state=progress.state, needed=(SettlementState.VERIFIED,))
    return make_correction(
        subject=matter.subject,
        revision=matter.revision,
        standings=inputs,
        prizes=matter.prizes,
        paid=await paid_before(store, matter.subject, matter.revision),
        at=matter.at,
    )


async def freeze(run: Run, matter: Matter, most: int) -> Chunk | Refusal:
    """The next standings as rows; after the last of them, the head."""
    store = run.context.store
    last = await last_row(store, PLAN_INPUTS, matter.plan)
    page = await matter.standings(last.standing.account if last else "", most)
    if not page:
        return await _draw_up(run, matter)
    first = next_number(last)
    rows = tuple(
        PlanInput(id=row_id(matter.plan, number), standing=each)
        for number, each in enumerate(page, start=first)
    )
    body = WriteRows(plan=matter.plan, inputs=rows)
    return chunk_of(matter.plan, f"frozen {first + len(rows)}", run.command(WRITE_ROWS, body))


async def _draw_up(run: Run, matter: Matter) -> Chunk | Refusal:
    bundle = await draft(run.context.store, matter)
    if isinstance(bundle, Refusal):
        return bundle
    return chunk_of(matter.plan, "drafted", run.command(DRAW_UP, DrawUp(plan=bundle.plan)))


async def write_awards(run: Run, head: Plan, most: int) -> Chunk | Refusal:
    """The next awards as rows; after the last of them, the plan is complete."""
    store = run.context.store
    first = next_number(await last_row(store, PLAN_AWARDS, head.id))
    if first >= head.awards:
        return chunk_of(head.id, "planned", run.command(COMPLETE, Complete(plan=head.id)))
    again = await _again(store, head)
    if isinstance(again, Refusal):
        return again
    rows = tuple(
        PlanAward(id=row_id(head.id, number), award=each)
        for number, each in enumerate(again.awards[first : first + most], start=first)
    )
    body = WriteRows(plan=head.id, awards=rows)
    return chunk_of(head.id, f"awards {first + len(rows)}", run.command(WRITE_ROWS, body))


async def _again(store: Store, head: Plan) -> Bundle | Refusal:
    """The plan from its stored inputs, which must give the stored head."""
    stored = await bundle_of(store, head.id)
    again = stored if isinstance(stored, Refusal) else make_again(stored)
    if isinstance(again, Refusal) or again.plan == head:
        return again
    return NotAsPlanned(plan=head.id, finding="its inputs give another plan")
