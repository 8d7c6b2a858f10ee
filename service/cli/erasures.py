"""`seedbank erasures`: who was erased, by account and time, for whoever restores a backup."""

import asyncio
import os
from pathlib import Path

import click

from service.erasure.find import every_erasure
from service.erasure.journal import Line, append_journal, lines_of, text_of
from service.opening import open_database
from service.settings import Settings
from service.store.connect import open_unchecked


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def erasures(file: Path | None) -> None:
    """Print every erasure, a line each; or add to FILE those that are not in it yet. Run it every
    hour with a FILE beside the backups: a restore can only erase again what it is told of."""
    settings = Settings.load(os.environ)
    with open_database(settings) as url:
        lines = asyncio.run(_read(settings, url))
    if file is None:
        click.echo(text_of(lines), nl=False)
    else:
        click.echo(f"{append_journal(file, lines):,} added to {file}")


async def _read(settings: Settings, url: str) -> list[Line]:
    driver = open_unchecked(url, settings.database, driver=settings.driver)
    try:
        return lines_of(await every_erasure(driver))
    finally:
        await driver.close()
