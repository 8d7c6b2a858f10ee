"""Job: messages that wait go out of the inbox, by push and by e-mail.

Taking up is a command of its own, so that of two runs one sends each message. A run that crashes
after sending and before noting it leaves the message taken up; when that time is over, another run
sends it once more, under the same id.
"""

import asyncio
from datetime import datetime
from secrets import token_hex
from typing import Any

import msgspec

from service.flows.context import Context
from service.flows.notices.claim_message import CLAIM_MESSAGE, ClaimMessage
from service.flows.notices.note_delivery import NOTE_DELIVERY, NoteDelivery
from service.jobs.job import Chunk, Run
from service.jobs.send_message import places_of, sent
from service.members.delivery import DeliveryState
from service.members.message import Message
from service.store.owner import EVERYBODY
from service.store.schema.page import INBOX
from service.store.schema.slot import SetAside

PAGE = 100
"""Messages that are taken up together: if each takes all the time it may, they are sent long before
their claims are over."""

AT_ONCE = 20
"""Messages on their way at the same time: one that hangs must not hold all others up."""

INDEX = "delivery.next_try_at_1__id_1"


class Claim(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A message, and the name under which this run has tried to take it up."""

    message: str
    name: str


class Place(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """How far a run has come among the messages that wait; and what it has taken up and is about to
    send."""

    at: datetime
    id: str
    claims: tuple[Claim, ...] = ()


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """In turn: up to 100 messages are taken up; they are sent, and what became of them is noted."""
    place = None if checkpoint is None else msgspec.json.decode(checkpoint, type=Place)
    if place is not None and place.claims:
        return await _send(run, place)
    return await _take_up(run, place)


async def next_work(context: Context) -> datetime | None:
    """When the next try of a message is due."""
    stages: list[dict[str, Any]] = [
        {"$match": {"delivery.state": DeliveryState.PENDING.value}},
        {"$sort": {"delivery.next_try_at": 1}},
        {"$limit": 1},
        {"$project": {"delivery.next_try_at": 1}},
    ]
    async for raw in context.store.pipeline(INBOX, stages, hint=INDEX):
        found: datetime = raw["delivery"]["next_try_at"]
        return found
    return None


async def _take_up(run: Run, after: Place | None) -> Chunk | None:
    """The next messages that are due. Where there is nowhere to send one to, that is all."""
    rows = await _due(run, after)
    if not rows:
        return None
    read = [_read(raw) for raw in rows]
    messages = [each for each in read if isinstance(each, Message)]
    found = await asyncio.gather(*(places_of(run.context, each) for each in messages))
    bodies = [
        ClaimMessage(message=message.id, claim=token_hex(8), nowhere=not places)
        for message, places in zip(messages, found, strict=True)
    ]
    claims = tuple(
        Claim(message=each.message, name=each.claim) for each in bodies if not each.nowhere
    )
    last = Place(at=rows[-1]["delivery"]["next_try_at"], id=rows[-1]["_id"], claims=claims)
    return Chunk(
        after=msgspec.json.encode(last).decode(),
        commands=tuple(run.command(CLAIM_MESSAGE, body) for body in bodies),
        items=tuple(each.message for each in bodies),
        set_aside=tuple(each for each in read if isinstance(each, SetAside)),
    )


async def _send(run: Run, place: Place) -> Chunk:
    """What is ours of what was to be taken up: another run may have been faster."""
    store, limit = run.context.store, asyncio.Semaphore(AT_ONCE)

    async def one(claim: Claim) -> NoteDelivery | None:
        message = await store.get(INBOX, claim.message, owner=EVERYBODY)
        if message is None or message.delivery is None or message.delivery.claim != claim.name:
            return None
        if message.delivery.state is not DeliveryState.PENDING:
            return None
        async with limit:
            tried = await sent(run.context, message)
        return NoteDelivery(
            message=message.id, account=message.account, claim=claim.name, tried=tried
        )

    done = [body for body in await asyncio.gather(*map(one, place.claims)) if body is not None]
    return Chunk(
        after=msgspec.json.encode(Place(at=place.at, id=place.id)).decode(),
        commands=tuple(run.command(NOTE_DELIVERY, body) for body in done),
        items=tuple(body.message for body in done),
    )


async def _due(run: Run, after: Place | None) -> list[dict[str, Any]]:
    field = "delivery.next_try_at"
    due: dict[str, Any] = {
        "delivery.state": DeliveryState.PENDING.value,
        field: {"$lte": run.as_of},
    }
    if after is not None:
        later = {field: {"$gt": after.at}}
        due["$or"] = [later, {field: after.at, "_id": {"$gt": after.id}}]
    stages: list[dict[str, Any]] = [
        {"$match": due},
        {"$sort": {field: 1, "_id": 1}},
        {"$limit": PAGE},
    ]
    rows = run.context.store.pipeline(INBOX, stages, hint=INDEX)
    return [raw async for raw in rows]


def _read(raw: dict[str, Any]) -> Message | SetAside:
    id_ = raw["_id"]
    try:
        return INBOX.decode(dict(raw))
    except msgspec.ValidationError as error:
        return SetAside(item=id_, error=f"{INBOX.name} {id_}: {error}")
