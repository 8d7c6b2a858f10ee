"""`seedbank jobs`: the timetable, and how the last runs went."""

import asyncio
import os
import sys

import click
from rich.console import Console
from rich.table import Table

from service.cli.metrics import metrics_here, require_metrics_free
from service.cli.signals import stop_at_signal
from service.flows.context import Context
from service.jobs.job import domain_now
from service.jobs.serve import serve_jobs
from service.jobs.timetable import TIMETABLE
from service.metrics.sampler import sampling
from service.opening import open_context
from service.settings import Settings
from service.store.schema.slot import Slot
from service.store.slots import slots_of

SHOWN = 3
WIDE = 250
COLUMNS = ("job", "next", "missed", "what it does", "last runs")


@click.command()
@click.option("--run", is_flag=True, help="Do what is due, until told to stop.")
def jobs(run: bool) -> None:
    """List the timetable and the last runs. With --run, do what is due instead, until stopped."""
    if run:
        settings = Settings.load(os.environ)
        require_metrics_free(settings)
        asyncio.run(_run_jobs(settings))
        return
    table = asyncio.run(_table(Settings.load(os.environ)))
    # In a file nothing is cut to the width of a terminal.
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


async def _run_jobs(settings: Settings) -> None:
    """What an API process with SEEDBANK_JOBS=off leaves to a process of its own."""
    async with open_context(settings) as context:
        context.post()  # what is missing to send messages stops here
        metrics_here(settings)
        async with sampling(context):
            await serve_jobs(context, stop_at_signal())


async def _table(settings: Settings) -> Table:
    async with open_context(settings) as context:
        return await timetable(context)


async def timetable(context: Context) -> Table:
    """One row per job; times in the programme's time, as ISO 8601 in UTC."""
    table, slots = Table(*COLUMNS), slots_of(context.store)
    now, programme = domain_now(context), context.programme()
    for job in TIMETABLE:
        last = await slots.latest(job.name, SHOWN)
        runs = "\n".join(map(_run, last)) or "none"
        next_ = job.trigger(programme)(now).isoformat()
        table.add_row(job.name, next_, job.catch_up, f"{job.what}: {job.why}", runs)
    return table


def _run(slot: Slot) -> str:
    run = f"{slot.due.isoformat(timespec='seconds')} {slot.state}, {slot.progress.done:,} commands"
    if slot.progress.set_aside:
        run += f", {len(slot.progress.set_aside)} set aside"
    return f"{run}: {slot.error}" if slot.error else run
