"""Reads versions of the programme: at the start from the one in force on, then new ones."""

import asyncio
import time
from collections.abc import Callable, Iterable
from datetime import datetime

import structlog

from service.programme import InvalidProgramme, Programme, read
from service.store.outage import is_outage
from service.store.programmes import stored_document, versions_after
from service.store.schema.documents import ProgrammeVersion
from service.store.store import Store
from service.versions.known import Known, Version, due_at

LOG = structlog.get_logger()

LOOK_S = 0.5


async def know(store: Store, now: Callable[[], datetime]) -> Known | InvalidProgramme | None:
    """All versions of the database; None if it has none yet. What is over is not read any more: an
    old document may be one that this program could not read."""
    rows = await versions_after(store, 0)
    if not rows:
        return None
    over = len(due_at([Version(row) for row in rows], now())) - 1
    in_force = await _read(store, rows[over])
    if isinstance(in_force, InvalidProgramme):
        return in_force
    first = [Version(row) for row in rows[:over]]
    announced = await _versions(store, rows[over + 1 :])
    return Known(now, time.monotonic, [*first, Version(rows[over], in_force), *announced])


async def follow(store: Store, known: Known) -> None:
    """Tells `known` of new versions, for ever. While the database is away it keeps what it knows;
    once that may be less than others know, it says so."""
    told = known.programme().version
    quiet = False
    while True:
        await asyncio.sleep(LOOK_S)
        try:
            await look(store, known)
        except Exception as error:
            if not is_outage(error):
                LOG.exception("versions of the programme cannot be read")
        if known.is_behind and not quiet:
            LOG.error("the programme may have another version", silent_s=round(known.silent_s))
        quiet = known.is_behind
        if (version := known.programme().version) != told:
            LOG.info("the programme has another version", version=version, before=told)
            told = version


async def look(store: Store, known: Known) -> None:
    """Once. Raises what the driver raises."""
    found = await _versions(store, await versions_after(store, known.last))
    for each in found:
        at = each.row.effective_at.isoformat()
        LOG.info("a version is announced", version=each.row.version, effective_at=at)
    known.hear(found)


async def _versions(store: Store, rows: Iterable[ProgrammeVersion]) -> list[Version]:
    return [await _version(store, row) for row in rows]


async def _version(store: Store, row: ProgrammeVersion) -> Version:
    programme = await _read(store, row)
    if isinstance(programme, InvalidProgramme):
        # Somebody newer has written it: whoever cannot read it must not act by it, nor without it.
        LOG.error("a version cannot be read", version=row.version, why=programme.sentences[0])
        return Version(row)
    return Version(row, programme)


async def _read(store: Store, row: ProgrammeVersion) -> Programme | InvalidProgramme:
    return read(await stored_document(store, row.version) or b"")
