"""`seedbank programme show`."""

import asyncio
import os
from datetime import datetime, timedelta

import click
import msgspec

from service.flows.context import Context
from service.opening import open_context
from service.programme import InvalidProgramme, read, write
from service.settings import Settings
from service.store.programmes import stored_document

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@click.command()
@click.option("--version", "number", type=int, help="Another than the one in force.")
@click.option("--next", "is_next", is_flag=True, help="The last one, as a draft of the next.")
def show(number: int | None, is_next: bool) -> None:
    """Print the document in force, as a file to edit.

    With --next its number and time are set: to the last version's number plus one, and to an hour
    from now, or twice the notice if that is longer. Exit code 1 if there is no such version.
    """
    if number is not None and is_next:
        raise click.UsageError("give --version or --next, not both")
    document, hint = asyncio.run(_show(Settings.load(os.environ), number, is_next))
    if document is None:
        raise click.ClickException(f"there is no version {number}")
    click.echo(document.rstrip(b"\n"))
    if hint:
        click.echo(hint, err=True)


async def _show(
    settings: Settings, number: int | None, is_next: bool
) -> tuple[bytes | None, str | None]:
    async with open_context(settings, first=None) as context:
        last = context.known.last if context.known is not None else context.programme().version
        if is_next:
            document = await stored_document(context.store, last)
            return draft(context, document or b""), None
        shown = context.programme().version if number is None else number
        hint = f"version {last} is announced: see --version {last}" if shown < last else None
        return await stored_document(context.store, shown), hint if number is None else None


def draft(context: Context, document: bytes) -> bytes:
    """The next version, with nothing changed yet. ClickException for an unreadable document."""
    last = read(document)
    if isinstance(last, InvalidProgramme):
        raise click.ClickException(last.detail())
    notice = timedelta(seconds=last.numbers.changes.notice_seconds)
    at = max(context.clock.domain_now() + max(HOUR, 2 * notice), last.effective_at)
    following = msgspec.structs.replace(
        last, version=last.version + 1, effective_at=_full_minute(at)
    )
    return write(following)


def _full_minute(at: datetime) -> datetime:
    """The next one."""
    return at.replace(second=0, microsecond=0) + MINUTE
