"""`seedbank plan SUBJECT`: the plan as it is, or as it would be now. Nothing is written."""

import asyncio
import os

import click
from rich.console import Console
from rich.table import Table

from rewards.boards.refusals import SeasonUnknown
from rewards.refusal import Refusal
from rewards.settlement.plan import Bundle
from service.flows.context import Context
from service.jobs.settle_games import matter_of
from service.opening import open_context
from service.settings import Settings
from service.settlement.drafting import draft
from service.settlement.matter import Matter
from service.settlement.seasons.matter import season_matter
from service.store.schema.page import GAMES, SEASONS

GAME = "game."


@click.command()
@click.argument("subject")
def plan(subject: str) -> None:
    """Show who wins what, before it is paid. SUBJECT is e.g. season.seeds-weekly.2026-W10."""
    found = asyncio.run(_draft(Settings.load(os.environ), subject))
    if isinstance(found, Refusal):
        raise click.ClickException(found.detail())
    Console().print(_table(found))
    click.echo(_summary(found))


async def _draft(settings: Settings, subject: str) -> Bundle | Refusal:
    async with open_context(settings) as context:
        matter = await _matter(context, subject)
        return matter if isinstance(matter, Refusal) else await draft(context.store, matter)


async def _matter(context: Context, subject: str) -> Matter | Refusal:
    season = await context.store.get(SEASONS, subject)
    if season is not None:
        return season_matter(context.store, season)
    game = await context.store.get(GAMES, subject.removeprefix(GAME))
    if game is not None and subject.startswith(GAME):
        return matter_of(context.store, game)
    return SeasonUnknown(season=subject)


def _table(bundle: Bundle) -> Table:
    table = Table("rank", "account", "seeds")
    for award in bundle.awards:
        table.add_row(str(award.rank), award.account, f"{award.amount:,}")
    return table


def _summary(bundle: Bundle) -> str:
    plan = bundle.plan
    return (
        f"{plan.id}: {plan.inputs:,} ranked, {plan.awards:,} awards, pool {plan.pool:,}, "
        f"remainder {plan.remainder:,}; inputs {plan.inputs_sha256[:16]}"
    )
