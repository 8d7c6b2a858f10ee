"""`seedbank operator list`."""

import asyncio
import os
from datetime import datetime

import click

from service.opening import open_context
from service.operators.operator import Operator
from service.settings import Settings
from service.store.lists import PAGE_MAX, newest_where
from service.store.schema.page import OPERATORS


@click.command("list")
def list_all() -> None:
    """Show all operators, newest first, a line each."""
    for one in asyncio.run(_read(Settings.load(os.environ))):
        click.echo(_line(one))


async def _read(settings: Settings) -> list[Operator]:
    found: list[Operator] = []
    async with open_context(settings) as context:
        after = None
        while True:
            page = await newest_where(
                context.store, OPERATORS, {}, limit=PAGE_MAX, after=after, at="created_at"
            )
            found += page.rows
            after = page.after
            if after is None:
                return found


def _line(one: Operator) -> str:
    state = "signed in " + _minute(one.signed_in_at) if one.signed_in_at else "never signed in"
    if one.disabled_at is not None:
        state = "disabled " + _minute(one.disabled_at)
    return f"{one.id}  {', '.join(one.roles)}  added {_minute(one.created_at)}  {state}"


def _minute(at: datetime) -> str:
    return at.isoformat(timespec="minutes")
