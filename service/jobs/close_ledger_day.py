"""Job: close the days of the ledger that are over, in order: leaf by leaf, then sign.

What is done is in the closing document, so a run goes on where any other has stopped.
"""

from datetime import timedelta

from rewards.ledger.days.closing import (
    Closing,
    LedgerDay,
    begin,
    closes_at,
    head_of,
    next_day,
    number_of,
)
from rewards.ledger.transfer import Transfer
from service.flows.ledger.add_leaves import ADD_LEAVES, AddLeaves
from service.flows.ledger.begin_day import BEGIN_DAY, BeginDay
from service.flows.ledger.sign_day import SIGN_DAY, SignDay
from service.flows.ledger.stepped import From
from service.jobs.job import Chunk, Run, domain_now
from service.jobs.when import Trigger, daily, shifted
from service.ledger.gather import hashed, keys_for, next_leaves, place_of
from service.ledger.rows import closing_now, first_booked, look_back
from service.programme import Programme
from service.store.schema.documents import CURRENT


def closing_times(programme: Programme) -> Trigger:
    """Some minutes after every midnight."""
    return shifted(daily(), _minutes)(programme)


def _minutes(programme: Programme) -> timedelta:
    return timedelta(minutes=programme.numbers.ledger.day_closes_minutes)


async def next_chunk(run: Run, _checkpoint: str | None) -> Chunk | None:
    """The next step of the day that is being closed, or the beginning of the next one that is due;
    None if there is none."""
    closing = await closing_now(run.context.store)
    if closing is None or not closing.open:
        return await _begin(run, closing)
    rows = await next_leaves(run.context.store, closing)
    return await _add(run, closing, rows) if rows else _sign(run, closing)


async def _begin(run: Run, last: Closing | None) -> Chunk | None:
    store, programme = run.context.store, run.context.programme()
    first = await first_booked(store) if last is None else None
    span = next_day(last, first, programme.zone)
    minutes = programme.numbers.ledger.day_closes_minutes
    if span is None or run.as_of < closes_at(span, minutes):
        return None
    since = await look_back(store)
    began = run.context.clock.server_now()
    closing = begin(last, span, id_=CURRENT, since=since, at=began)
    body = BeginDay(after=last.day if last else None, closing=closing)
    return Chunk(
        after=f"{span.day} begun",
        commands=(run.command(BEGIN_DAY, body),),
        items=(span.day,),
        essential=True,
    )


async def _add(run: Run, closing: Closing, rows: list[Transfer]) -> Chunk:
    keys = await keys_for(run.context.store, closing, rows)
    body = AddLeaves(
        at=_from(closing),
        leaves=await hashed(closing, rows, keys.by_account),
        last=place_of(rows[-1]),
        keys=keys.fresh,
    )
    return Chunk(
        after=f"{closing.day} {number_of(closing) + 1}",
        commands=(run.command(ADD_LEAVES, body),),
        items=(body.leaves.id,),
        essential=True,
    )


def _sign(run: Run, closing: Closing) -> Chunk:
    key = run.context.ledger_key()
    head = head_of(closing, closed_at=domain_now(run.context), key=key.id)
    # A sandbox's clock may have come by at any time before the search; another's is the server's.
    sandbox = run.context.programme().sandbox
    day = LedgerDay(
        id=closing.day,
        ends_at=closing.ends_at,
        signed=key.sign(head),
        roots=closing.roots,
        begun_at=closing.begun_at,
        over_at=closing.begun_at if sandbox else min(closing.begun_at, closing.ends_at),
    )
    return Chunk(
        after=f"{closing.day} signed",
        commands=(run.command(SIGN_DAY, SignDay(at=_from(closing), day=day)),),
        items=(closing.day,),
        essential=True,
    )


def _from(closing: Closing) -> From:
    return From(day=closing.day, size=closing.size, place=closing.place)
