"""`seedbank programme versions`."""

import asyncio
import os

import click

from service.cli.programme.said import legend, lines_of
from service.opening import open_context
from service.settings import Settings
from service.store.schema.documents import ProgrammeVersion


@click.command()
def versions() -> None:
    """List all versions, oldest first: since when or from when on, and what each has changed."""
    current, rows = asyncio.run(_versions(Settings.load(os.environ)))
    for row in rows:
        click.echo(_line(row, current))
        for line in lines_of(row.changes):
            click.echo(f"  {line}")
    for line in legend(change for row in rows for change in row.changes):
        click.echo(f"\n{line}")


async def _versions(settings: Settings) -> tuple[int, list[ProgrammeVersion]]:
    async with open_context(settings, first=None) as context:
        assert context.known is not None  # the context is opened here
        return context.programme().version, [each.row for each in context.known.versions]


def _line(row: ProgrammeVersion, current: int) -> str:
    at = row.effective_at.isoformat()
    if row.version == current:
        return f"version {row.version}: in force since {at}"
    return f"version {row.version}: {'over' if row.version < current else f'takes effect at {at}'}"
