"""`seedbank bundle SUBJECT`: everything that anyone needs to verify a settlement, as JSON."""

import asyncio
import os

import click
import msgspec

from rewards.refusal import Refusal
from rewards.settlement.plan import Bundle, plan_id
from rewards.settlement.progress import PAID
from rewards.settlement.refusals import SettlementUnknown
from service.opening import open_context
from service.settings import Settings
from service.settlement.rows import bundle_of
from service.store.schema.page import SETTLEMENTS


@click.command()
@click.argument("subject")
@click.option("--revision", default=1, show_default=True, help="Which settlement of the subject.")
def bundle(subject: str, revision: int) -> None:
    """Write what anybody needs to verify a plan. It holds no names.

    SUBJECT is e.g. season.seeds-weekly.2026-W10.
    """
    found = asyncio.run(_read(Settings.load(os.environ), subject, revision))
    if isinstance(found, Refusal):
        raise click.ClickException(found.detail())
    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=1))


async def _read(settings: Settings, subject: str, revision: int) -> Bundle | Refusal:
    """What is paid: a plan may be looked at before with `seedbank plan`."""
    try:
        plan = plan_id(subject=subject, revision=revision)
    except ValueError:
        return SettlementUnknown(plan=subject)
    async with open_context(settings) as context:
        progress = await context.store.get(SETTLEMENTS, plan)
        if progress is None or progress.state not in PAID:
            return SettlementUnknown(plan=plan)
        return await bundle_of(context.store, plan)
