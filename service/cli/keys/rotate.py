"""`seedbank keys rotate`."""

import asyncio
import os
from datetime import timedelta
from secrets import token_hex

import click

from rewards.refusal import Refusal
from service.cli.actor import console_actor
from service.cli.job import Unfit
from service.flows.sign_in.rotate_token_key import (
    ROTATE_TOKEN_KEY,
    RotateTokenKey,
    TokenKeyRotated,
)
from service.opening import keys_of, open_context
from service.settings import Settings

# Longer than public keys may be cached: who checks tokens elsewhere knows the new one in time.
LEAD_MINUTES = 10


@click.command()
@click.option(
    "--in-minutes",
    type=click.IntRange(0, 1440),
    default=LEAD_MINUTES,
    show_default=True,
    help="When the new key begins to sign; until then it is announced.",
)
@click.option("--reason", default="", help="Why; kept in the audit log.")
def rotate(in_minutes: int, reason: str) -> None:
    """Announce a new key. Every process knows it within seconds and signs with it from its time on;
    the old one verifies until its last token has ended, so nobody has to sign in again. With
    --in-minutes 0 a process that has not heard yet signs with the old one for a moment.
    """
    rotated = asyncio.run(_rotate(Settings.load(os.environ), in_minutes, reason))
    when = rotated.signs_from.isoformat(timespec="seconds")
    click.echo(f"key {rotated.kid} signs from {when} on")


async def _rotate(settings: Settings, in_minutes: int, reason: str) -> TokenKeyRotated:
    keys = keys_of(settings)
    async with open_context(settings) as context:
        now = context.clock.server_now()
        key = keys.tokens.fresh(now, now + timedelta(minutes=in_minutes))
        answered = await context.apply(
            ROTATE_TOKEN_KEY,
            RotateTokenKey(key=key, reason=reason),
            caller=console_actor(),
            key=token_hex(16),
        )
    if isinstance(answered.answer, Refusal):
        raise Unfit(answered.answer.detail())
    if answered.answer is None:
        raise Unfit("the rotation was done before")
    return answered.answer
