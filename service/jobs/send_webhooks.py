"""Job: merchants' servers are told what happened, each line in order, many lines at a time.

First what happened is queued for the endpoints. Then lines are taken up, by a command of its own,
so that of two runs one sends; what is next in each is sent, and what became of it is noted. A run
that crashes after sending and before noting leaves its lines taken up; when that time is over,
another sends the same once more, under the same id.
"""

import asyncio
from datetime import datetime, timedelta
from secrets import token_hex

import msgspec

from service.flows.context import Context
from service.flows.webhooks.claim_line import CLAIM_LINE, ClaimLine
from service.flows.webhooks.note_attempt import NOTE_ATTEMPT
from service.flows.webhooks.queue_event import QUEUE_EVENT, QueueEvent
from service.jobs.job import Chunk, Run
from service.jobs.send_webhook import sent
from service.store.lines import due_lines, next_due
from service.store.outbox import EVENT_WAITS

PAGE = 200
"""Events queued together."""

AT_ONCE = 200
"""Lines on their way at once, of all endpoints."""

LONGEST = timedelta(seconds=45)
"""A run ends then; the next one is due within a minute, and other jobs have had their turn."""


class Claim(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A line, and the name under which this run has tried to take it up."""

    line: str
    name: str


class Place(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """How far a run has come: when it began by the server's clock, the last event it has queued
    while there are more, and what it has taken up and is about to send."""

    began: datetime
    queued: str | None = ""
    claims: tuple[Claim, ...] = ()


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Events are queued; then, in turn, lines are taken up and sent."""
    now = run.context.clock.server_now()
    place = Place(began=now)
    if checkpoint is not None:
        place = msgspec.json.decode(checkpoint, type=Place)
    if place.claims:
        return await _send(run, place)
    chunk = await _queue(run, place) if place.queued is not None else None
    if chunk is not None:
        return chunk
    return None if now - place.began > LONGEST else await _take_up(run, place)


async def next_work(context: Context) -> datetime | None:
    """At once if an event waits to be queued; else when the next line is due."""
    async with context.store.snapshot() as snapshot:
        waits = await snapshot.after(EVENT_WAITS, "", 1)
    return waits[0].at if waits else await next_due(context.store)


async def _queue(run: Run, place: Place) -> Chunk | None:
    """All of a page are seen at one moment, so none of an account's is seen before an earlier one:
    ids sort by account, and then as things happened."""
    async with run.context.store.snapshot() as snapshot:
        waits = await snapshot.after(EVENT_WAITS, place.queued or "", PAGE)
    if not waits:
        return None
    bodies = [
        QueueEvent(event=each.id, account=each.account, merchant=each.merchant) for each in waits
    ]
    return Chunk(
        after=_text(Place(began=place.began, queued=waits[-1].id)),
        commands=tuple(run.command(QUEUE_EVENT, body) for body in bodies),
        items=tuple(each.event for each in bodies),
    )


async def _take_up(run: Run, place: Place) -> Chunk | None:
    at = max(run.as_of, run.context.clock.domain_now())
    each = run.context.programme().numbers.webhooks.lines_at_once
    lines = await due_lines(run.context.store, at, each=each, most=AT_ONCE)
    if not lines:
        return None
    claims = tuple(Claim(line=each, name=token_hex(8)) for each in lines)
    return Chunk(
        after=_text(Place(began=place.began, queued=None, claims=claims)),
        commands=tuple(
            run.command(CLAIM_LINE, ClaimLine(line=each.line, claim=each.name)) for each in claims
        ),
        items=tuple(lines),
    )


async def _send(run: Run, place: Place) -> Chunk:
    """What is ours of what was to be taken up: another run may have been faster."""
    tries = (sent(run.context, each.line, each.name) for each in place.claims)
    notes = [each for each in await asyncio.gather(*tries) if each is not None]
    return Chunk(
        after=_text(Place(began=place.began, queued=None)),
        commands=tuple(run.command(NOTE_ATTEMPT, note) for note in notes),
        items=tuple(note.line for note in notes),
    )


def _text(place: Place) -> str:
    return msgspec.json.encode(place).decode()
