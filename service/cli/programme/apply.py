"""`seedbank programme apply FILE`."""

import asyncio
import os
from typing import BinaryIO

import click

from rewards.refusal import Refusal
from service.cli.actor import console_actor
from service.cli.programme.file import read_file
from service.cli.programme.said import legend, lines_of
from service.flows.operators.apply_programme import ProgrammeApplied, apply_programme
from service.opening import open_context
from service.programme import Programme
from service.settings import Settings

FIRST = 1


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option("--reason", required=True, help="Why; kept in the audit log.")
def apply(file: BinaryIO, reason: str) -> None:
    """Announce the document in FILE as the next version.

    It takes effect at its effective_at, in every process at once. A database without a programme
    begins with FILE, which is version 1 then. The same file again changes nothing. Exit code 1 if
    it cannot be applied.
    """
    _, programme = read_file(file)
    applied = asyncio.run(_apply(Settings.load(os.environ), programme, reason))
    if isinstance(applied, Refusal):
        raise click.ClickException(applied.detail())
    at = applied.effective_at.isoformat()
    before = "was stored before: it " if applied.already else ""
    click.echo(f"{programme.id} version {applied.version} {before}takes effect at {at}")
    for line in [*lines_of(applied.changes), *legend(applied.changes)]:
        click.echo(line)


async def _apply(
    settings: Settings, programme: Programme, reason: str
) -> ProgrammeApplied | Refusal:
    first = programme if programme.version == FIRST else None
    async with open_context(settings, first=first) as context:
        return await apply_programme(context, programme, reason=reason, caller=console_actor())
