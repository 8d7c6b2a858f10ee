"""Invitations that are due for something, in order of how long they have waited."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from rewards.invitations.invitation import Invitation, InvitationState
from service.jobs.job import Chunk, Run
from service.jobs.pages import PAGE
from service.store.path.command import Command
from service.store.schema.page import INVITATIONS
from service.store.schema.slot import SetAside


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Those in `state` whose `field` is `until` or before; there is an index for each field."""

    state: InvitationState
    field: Literal["state_at", "ends_at"]
    until: datetime


class Place(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """Where a chunk ended: which look of a run, and how far it has come. Total: ids are."""

    look: int
    at: datetime
    id: str


ToCommand = Callable[[Invitation], Command[Any]]


async def next_due(
    run: Run, looks: Sequence[Look], checkpoint: str | None, to_command: ToCommand
) -> Chunk | None:
    """Up to 500 invitations, one command each; None after the last of the last look."""
    place = None if checkpoint is None else msgspec.json.decode(checkpoint, type=Place)
    first = 0 if place is None else place.look
    for number in range(first, len(looks)):
        after = place if place is not None and place.look == number else None
        rows = await _rows(run, looks[number], after)
        if rows:
            return _chunk(rows, number, looks[number], to_command)
    return None


async def _rows(run: Run, look: Look, after: Place | None) -> list[dict[str, Any]]:
    due: dict[str, Any] = {"state": look.state.value, look.field: {"$lte": look.until}}
    if after is not None:
        later = {look.field: {"$gt": after.at}}
        due["$or"] = [later, {look.field: after.at, "_id": {"$gt": after.id}}]
    stages: list[dict[str, Any]] = [
        {"$match": due},
        {"$sort": {look.field: 1, "_id": 1}},
        {"$limit": PAGE},
    ]
    return [raw async for raw in run.context.store.pipeline(INVITATIONS, stages)]


def _chunk(rows: Sequence[dict[str, Any]], number: int, look: Look, to_command: ToCommand) -> Chunk:
    last = Place(look=number, at=rows[-1][look.field], id=rows[-1]["_id"])
    read = [_read(raw) for raw in rows]
    invitations = [one for one in read if isinstance(one, Invitation)]
    return Chunk(
        after=msgspec.json.encode(last).decode(),
        commands=tuple(map(to_command, invitations)),
        items=tuple(one.id for one in invitations),
        set_aside=tuple(one for one in read if isinstance(one, SetAside)),
    )


def _read(raw: dict[str, Any]) -> Invitation | SetAside:
    id_ = raw["_id"]
    try:
        return INVITATIONS.decode(raw)
    except msgspec.ValidationError as error:
        return SetAside(item=id_, error=f"{INVITATIONS.name} {id_}: {error}")
