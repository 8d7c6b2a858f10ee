"""`seedbank approve PLAN`: an operator has looked at a large plan, and it may be paid."""

import asyncio
import os

import click

from rewards.refusal import Refusal
from rewards.settlement.progress import Progress
from service.cli.actor import console_actor
from service.opening import open_context
from service.settings import Settings
from service.settlement.approve import APPROVE, Approve
from service.store.path.command import Answered


@click.command()
@click.argument("plan")
@click.option("--by", required=True, help="Who has looked at it; kept with the settlement.")
def approve(plan: str, by: str) -> None:
    """Let a large plan be paid by the next run.

    PLAN is e.g. settlement:season.seeds-weekly.2026-W10:1.
    """
    answer = asyncio.run(_approve(Settings.load(os.environ), plan, by)).answer
    if isinstance(answer, Refusal):
        raise click.ClickException(answer.detail())
    click.echo(f"{plan} is approved by {by}: the next run of its job pays it.")


async def _approve(settings: Settings, plan: str, by: str) -> Answered[Progress]:
    async with open_context(settings) as context:
        body = Approve(plan=plan, by=by, reason=f"approved by {by}")
        return await context.apply(APPROVE, body, caller=console_actor(), key=None)
