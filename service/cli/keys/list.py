"""`seedbank keys list`."""

import asyncio
import os
from datetime import UTC, datetime

import click

from service.cli.keys.ring import follow
from service.keys.token_ring import FIRST, NEVER, TokenSigner
from service.opening import keys_of, open_context
from service.settings import Settings


@click.command("list")
def list_keys() -> None:
    """Say which keys verify, oldest first: id, what it does now, since when, until when."""
    for line in asyncio.run(_lines(Settings.load(os.environ))):
        click.echo(line)


async def _lines(settings: Settings) -> list[str]:
    keys = keys_of(settings)
    async with open_context(settings) as context:
        await follow(context, keys)
        now = context.clock.server_now()
    signer = keys.tokens.signer(now)
    return [_line(key, signer, now) for key in keys.tokens.shown(now)]


def _line(key: TokenSigner, signer: TokenSigner, now: datetime) -> str:
    since = "made from the secret"
    if key.signs_from != FIRST:
        since = f"signs from {key.signs_from.isoformat(timespec='seconds')}"
    if key.kid == signer.kid:
        does = "signs"
    else:
        does = "verifies" if key.signs_from <= now else "announced"
    return f"{key.kid}  {does}  {since}{_until(key)}"


def _until(key: TokenSigner) -> str:
    if key.ends_s == NEVER:
        return ""
    return f", ends {datetime.fromtimestamp(key.ends_s, UTC).isoformat(timespec='seconds')}"
