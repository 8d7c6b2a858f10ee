"""`seedbank clock`: what time it is in the programme; in a sandbox, moves it on."""

import asyncio
import os
from collections import Counter
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import click
import structlog
from rich.console import Console

from rewards.refusal import Refusal
from service.cli.actor import console_actor
from service.cli.job import Unfit
from service.cli.signals import stop_at_signal
from service.flows.context import Context
from service.flows.operators.move_clock import move_clock
from service.jobs.advance import Advanced, advance
from service.jobs.as_of import read_time
from service.jobs.job import domain_now
from service.jobs.span import read_span
from service.opening import open_context
from service.settings import Settings
from service.store.schema.slot import Slot, SlotState

Answer = TypeVar("Answer", bound=object)


@click.command()
@click.option("--forward", help="By how much: 2d, 36h, 90m, 1w2d12h; 400 days at most.")
@click.option("--to", help="Until when: ISO 8601 with an offset, e.g. 2026-12-01T00:00:00+01:00.")
@click.option("--jump", is_flag=True, help="Only move; what came due is left to the runners.")
def clock(forward: str | None, to: str | None, jump: bool) -> None:
    """Show the programme's time; in a sandbox, move it on.

    Every job runs on the way, at each of its due times, in order; one that is due every few minutes
    only when there is work for it. Domain time never goes back. Passes, tokens, leases and rate
    limits go by the server's clock, which is not moved. A programme that is no sandbox is left
    alone. Exit code 1 if a run failed, 2 for a refusal.
    """
    if forward is not None and to is not None:
        raise click.UsageError("give --forward or --to, not both")
    if jump and forward is None and to is None:
        raise click.UsageError("--jump needs --forward or --to")
    # What ran is on stdout; only troubles are logged as well.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger("warning"))
    lines, well = asyncio.run(_run(Settings.load(os.environ), forward, to, jump))
    click.echo("\n".join(lines))
    if not well:
        raise SystemExit(1)


async def _run(
    settings: Settings, forward: str | None, to: str | None, jump: bool
) -> tuple[list[str], bool]:
    async with open_context(settings) as context:
        goal = _goal(forward, to)
        if goal is None:
            return [_time(context)], True
        if jump:
            by = goal if isinstance(goal, timedelta) else goal - domain_now(context)
            _require(await move_clock(context, by, caller=console_actor()))
            return [_time(context)], True
        advanced = await _advance(context, goal)
        return [*summary(advanced), _time(context)], advanced.whole and not failed(advanced)


def _goal(forward: str | None, to: str | None) -> timedelta | datetime | None:
    """How far, or until when; None to stay. Unfit for a text that means neither."""
    if to is not None:
        return _require(read_time(to))
    return None if forward is None else _require(read_span(forward))


async def _advance(context: Context, goal: timedelta | datetime) -> Advanced:
    stop = stop_at_signal()
    with Console(stderr=True).status("moving…") as status:

        def tell(slot: Slot) -> None:
            status.update(f"{slot.due.isoformat(timespec='minutes')} {slot.job}")

        if isinstance(goal, timedelta):
            return _require(
                await advance(context, by=goal, stop=stop, tell=tell, caller=console_actor())
            )
        return _require(
            await advance(context, until=goal, stop=stop, tell=tell, caller=console_actor())
        )


def _require(answer: Answer | Refusal) -> Answer:
    if isinstance(answer, Refusal):
        raise Unfit(answer.detail())
    return answer


def failed(advanced: Advanced) -> list[Slot]:
    """The runs that did not get done."""
    return [slot for slot in advanced.runs if slot.state is not SlotState.DONE]


def summary(advanced: Advanced) -> list[str]:
    """How often each job ran, in the order of its first run; then what failed, a line each."""
    counts = Counter(slot.job for slot in advanced.runs)
    lines = [f"{job}: {count} run{'s' if count > 1 else ''}" for job, count in counts.items()]
    lines += [f"{one.job} as of {one.due.isoformat()}: {one.error}" for one in failed(advanced)]
    return lines if advanced.whole else [*lines, "stopped on the way"]


def _time(context: Context) -> str:
    """One line: the time where the programme is, and how it came to that."""
    programme, ahead = context.programme(), context.clock.offset
    local = domain_now(context).astimezone(ZoneInfo(programme.zone)).isoformat(timespec="seconds")
    if not programme.sandbox:
        return f"{local}, the server's time: {programme.id} is no sandbox"
    return f"{local}, {ahead} ahead of the server: {programme.id} is a sandbox"
