"""`seedbank operator password NAME`."""

import asyncio

import click

from service.cli.operator.apply import apply
from service.cli.operator.ask import ask_password
from service.flows.operators.set_password import SET_PASSWORD, SetPassword
from service.keys.passwords import Passwords


@click.command()
@click.argument("name")
@click.option("--reason", default="", help="Why; kept in the audit log.")
def password(name: str, reason: str) -> None:
    """Set the password of NAME, and end every sign-in with the old one. It is asked for, or read
    from standard input."""
    asyncio.run(_set(name, ask_password(name), reason))
    click.echo(f"{name} has a new password.")


async def _set(name: str, text: str, reason: str) -> None:
    hashed = await Passwords().make(text)
    await apply(SET_PASSWORD, SetPassword(operator=name, reason=reason), (hashed,))
