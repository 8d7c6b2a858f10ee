"""`seedbank backup FOLDER`: everything, as it is at one moment."""

import asyncio
import os
from pathlib import Path

import click
from rich.console import Console

from service.erasure.find import every_erasure
from service.erasure.journal import BESIDE, append_journal, lines_of
from service.opening import open_database
from service.settings import Settings
from service.store.backup.manifest import BackupManifest
from service.store.backup.restore import require_whole
from service.store.backup.write import write_backup
from service.store.connect import open_unchecked


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def backup(folder: Path) -> None:
    """Write a backup of the whole database into FOLDER, which must not be there yet, while members
    are served. It holds personal data: keep it closed, and not for long. Beside it erasures.jsonl
    is brought up to date, by which a restore erases again who was erased since."""
    settings = Settings.load(os.environ)
    folder = folder.absolute()
    with open_database(settings) as url:
        manifest, erased = asyncio.run(_back_up(settings, url, folder))
    click.echo(
        f"{manifest.documents:,} documents of {len(manifest.collections)} collections are in "
        f"{folder}, as of {manifest.made_at.isoformat(timespec='seconds')}, schema "
        f"{manifest.schema}; {erased:,} erasures were added to {BESIDE}"
    )
    click.echo("the secret is not in it: keep SEEDBANK_SECRET, and the database's name, elsewhere")


async def _back_up(settings: Settings, url: str, folder: Path) -> tuple[BackupManifest, int]:
    driver = open_unchecked(url, settings.database, driver=settings.driver)
    console = Console(stderr=True)
    try:
        await require_whole(driver)
        with console.status("copying...") as status:
            manifest = await write_backup(
                driver, folder, lambda name, count: status.update(f"{name}: {count:,}")
            )
        lines = lines_of(await every_erasure(driver))
        return manifest, append_journal(folder.parent / BESIDE, lines)
    finally:
        await driver.close()
