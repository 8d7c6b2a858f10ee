"""`seedbank programme diff FILE`."""

import asyncio
import os
from collections.abc import Sequence
from typing import BinaryIO

import click

from rewards.refusal import Refusal
from service.cli.programme.file import read_file
from service.cli.programme.said import legend, lines_of
from service.flows.context import Context
from service.opening import open_context
from service.programme import InvalidProgramme, Programme, read
from service.programme.candidate import candidate_of
from service.programme.diff import Change
from service.programme.diff import diff as changes_of
from service.programme.succession import Past, not_rehearsed, refusals
from service.settings import Settings
from service.store.programmes import stored_document
from service.store.schema.page import REHEARSALS


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--against", type=int, help="A version; else the last one, in force or announced.")
def diff(file: BinaryIO, against: int | None) -> None:
    """Say what the document in FILE would change, and why it could not be applied now.

    Exit code 1 if FILE is wrong by itself, or could not follow the last version.
    """
    _, programme = read_file(file)
    changes, refused = asyncio.run(_diff(Settings.load(os.environ), programme, against))
    for line in lines_of(changes) or ["nothing differs"]:
        click.echo(line)
    for line in legend(changes):
        click.echo(f"\n{line}")
    for refusal in refused:
        click.echo(f"{file.name}: {refusal.detail()}", err=True)
    if refused:
        raise SystemExit(1)


async def _diff(
    settings: Settings, programme: Programme, against: int | None
) -> tuple[Sequence[Change], Sequence[Refusal]]:
    async with open_context(settings, first=None) as context:
        number, past = _last(context)
        before = read(await stored_document(context.store, against or number) or b"")
        if isinstance(before, InvalidProgramme):
            raise click.ClickException(f"version {against or number} cannot be read")
        changes = changes_of(before, programme)
        if against is not None:
            return changes, ()
        at = context.clock.domain_now()
        known = await context.store.get(REHEARSALS, candidate_of(programme))
        late = not_rehearsed(before, programme, rehearsed=known is not None)
        found = tuple(refusals(before, programme, past, at=at))
        return changes, found if late is None else (*found, late)


def _last(context: Context) -> tuple[int, Past]:
    assert context.known is not None  # the context is opened here
    row = context.known.versions[-1].row
    return row.version, row.past
