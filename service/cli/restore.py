"""`seedbank restore FOLDER`: a backup, with every erasure since then done again."""

import asyncio
import os
from pathlib import Path

import click
from rich.console import Console

from service.erasure.find import every_erasure
from service.erasure.journal import BESIDE, Line, append_journal, lines_of, read_journal
from service.erasure.replay import Replayed, replay
from service.opening import open_context, open_database
from service.settings import Settings
from service.store.backup.manifest import BackupError, BackupManifest, read_manifest
from service.store.backup.restore import fill, finish, is_empty
from service.store.connect import open_unchecked, require_fit


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--erasures",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of `seedbank erasures`; may be given again.",
)
@click.option(
    "--no-later-erasures", is_flag=True, help="Nobody was erased since: there is no such file."
)
@click.option("--replace", metavar="NAME", help="Replace what is in the database of this name.")
def restore(
    folder: Path, files: tuple[Path, ...], no_later_erasures: bool, replace: str | None
) -> None:
    """Fill the database from the backup in FOLDER, and erase again whoever was erased since.

    Who that was is read from erasures.jsonl beside the backup, from each --erasures, and from the
    database that is replaced, whose erasures are added to that file first. No server may run on the
    database meanwhile; none can start on it before all is done.
    """
    settings = Settings.load(os.environ)
    folder = folder.absolute()
    manifest = read_manifest(folder)
    given = [*files, *([folder.parent / BESIDE] if (folder.parent / BESIDE).exists() else [])]
    lines = [line for file in given for line in read_journal(file)]
    with open_database(settings) as url:
        told = bool(given) or no_later_erasures
        lines += asyncio.run(_fill(settings, url, folder, manifest, replace, told))
    replayed = asyncio.run(_replay(settings, _once(lines)))
    click.echo(
        f"{manifest.documents:,} documents as of {manifest.made_at.isoformat(timespec='seconds')} "
        f"are in {settings.database}; {replayed.erased:,} of {replayed.known:,} known erasures "
        "were done again"
    )
    last = max((line.at for line in lines), default=None)
    until = "none is known" if last is None else f"the last is of {last.isoformat()}"
    click.echo(f"erasures that nobody has told of are not done: {until}. Now: seedbank check")


async def _fill(
    settings: Settings,
    url: str,
    folder: Path,
    manifest: BackupManifest,
    replace: str | None,
    told: bool,
) -> list[Line]:
    """The erasures that the database knew before."""
    driver = open_unchecked(url, settings.database, driver=settings.driver)
    console = Console(stderr=True)
    try:
        await require_fit(driver)
        empty = await is_empty(driver)
        if not empty and replace != settings.database:
            raise BackupError(
                f"the database {settings.database} is not empty: what is in it would be gone. If "
                f"that is what you want, give --replace {settings.database}"
            )
        known = [] if empty else lines_of(await every_erasure(driver))
        if empty and not told:
            raise BackupError(
                "nobody says who was erased since this backup: give --erasures FILE, as `seedbank "
                "erasures` writes it, or --no-later-erasures if there was nobody"
            )
        if known:
            # Kept outside before the database forgets them: a restore may break off.
            append_journal(folder.parent / BESIDE, known)
        with console.status("copying...") as status:
            await fill(
                driver, folder, manifest, lambda name, count: status.update(f"{name}: {count:,}")
            )
        return known
    finally:
        await driver.close()


async def _replay(settings: Settings, lines: list[Line]) -> Replayed:
    async with open_context(settings, first=None, restoring=True) as context:
        replayed = await replay(context, lines)
        await finish(context.store.driver)
        return replayed


def _once(lines: list[Line]) -> list[Line]:
    """One for each account."""
    return list({line.account: line for line in lines}.values())
