"""`seedbank job NAME`: runs one job as of a given time, while others may be serving."""

import asyncio
import os

import click
import structlog
from rich.console import Console

from rewards.refusal import Refusal
from service.cli.actor import console_actor
from service.cli.signals import stop_at_signal
from service.flows.context import Context
from service.flows.operators.note_job_run import RUN_JOB, NoteJobRun
from service.jobs.as_of import may_run
from service.jobs.by_name import run_by_name
from service.jobs.job import domain_now
from service.jobs.timetable import TIMETABLE
from service.opening import open_context
from service.settings import Settings
from service.store.schema.slot import Progress, Slot, SlotState


class Unfit(click.ClickException):
    """There is no such job, or no such time."""

    exit_code = 2


@click.command()
@click.argument("name")
@click.option("--as-of", help="ISO 8601 with an offset, e.g. 2026-03-06T00:00:00+01:00.")
def job(name: str, as_of: str | None) -> None:
    """Run the job NAME as of a time, by default now. Exit code 1 if it does not get done."""
    # How it ended is the one line on stdout; only troubles are logged as well.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("warning"))
    slot = asyncio.run(_run(Settings.load(os.environ), name, as_of))
    for one in slot.progress.set_aside:
        click.echo(f"set aside: {one.item}: {one.error}", err=True)
    click.echo(summary(slot))
    if slot.state is not SlotState.DONE:
        raise SystemExit(1)


async def _run(settings: Settings, name: str, as_of: str | None) -> Slot:
    async with open_context(settings) as context:
        await _note(context, name, as_of)
        ended = await run_watched(context, name, as_of)
    if isinstance(ended, Refusal):
        raise Unfit(ended.detail())
    return ended


async def _note(context: Context, name: str, as_of: str | None) -> None:
    """A row of the audit log, before the run and not in its transactions: those are the job's own,
    with a fence for each. Unfit for what will not run."""
    now, programme = domain_now(context), context.programme()
    asked = may_run(TIMETABLE, name, as_of, programme=programme, now=now)
    if isinstance(asked, Refusal):
        raise Unfit(asked.detail())
    body = NoteJobRun(job=name, as_of=as_of or "")
    await context.apply(RUN_JOB, body, caller=console_actor(), key=None)


async def run_watched(context: Context, name: str, as_of: str | None) -> Slot | Refusal:
    """Runs the job and shows its progress, if there is a terminal to show it on. The first signal
    stops it at the next checkpoint."""
    stop = stop_at_signal()
    with Console(stderr=True).status(f"{name}…") as status:

        def watch(progress: Progress) -> None:
            status.update(f"{name}: {progress.done:,} done")

        return await run_by_name(context, name, as_of, stop=stop, watch=watch)


def summary(slot: Slot) -> str:
    """One line for a person."""
    line = f"{slot.job} as of {slot.due.isoformat()}: {slot.state}, {slot.progress.done:,} commands"
    if slot.progress.set_aside:
        line += f", {len(slot.progress.set_aside)} set aside"
    if slot.state is SlotState.DUE:
        line += "; stopped, and goes on at its checkpoint with the next runner"
    return f"{line}; {slot.error}" if slot.error else line
