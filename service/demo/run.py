"""Plays the journey against a server of its own, and proves the ledger at the end."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import click
import httpx2

from rewards.refusal import Refusal
from service.check.run import check
from service.demo.credentials import Credentials
from service.demo.journey import Journey
from service.demo.visitor import Visitor, Wrong
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.jobs.job import domain_now
from service.opening import open_context
from service.settings import Settings
from service.store.schema.slot import SlotState

READY_S = 30.0
POLL_S = 0.05


async def run_journey(settings: Settings, keys: Credentials) -> int:
    """Plays every step over HTTP, a line each; 0 if all went right, 1 at the first that did not."""
    async with (
        open_context(settings) as context,
        _server(settings),
        httpx2.AsyncClient(base_url=f"http://{settings.host}:{settings.port}") as http,
    ):
        await _ready(http)
        return await _play(http, context, settings, keys)


async def _play(
    http: httpx2.AsyncClient, context: Context, settings: Settings, keys: Credentials
) -> int:
    bearers = {
        "kiosk": keys.kiosk_key,
        "bikes": keys.bikes_key,
        "display": keys.display_token,
    }
    mailbox = settings.data_dir / "mailbox"
    visitor = Visitor(http, bearers, lambda contact: (mailbox / contact).read_text())
    journey = Journey(visitor, "Alice", lambda: _publish(context))
    for number, (what, step) in enumerate(journey.steps(), start=1):
        try:
            found = await step()
        except (Wrong, httpx2.HTTPError, OSError, KeyError, TimeoutError) as error:
            click.echo(f"{number:3} WRONG {what}: {error!r}", err=True)
            return 1
        click.echo(f"{number:3} {what:48} {found}")
    return await _prove(context)


async def _prove(context: Context) -> int:
    report = await check(context.store)
    for violation in report.violations:
        click.echo(f"    {violation.invariant} {violation.subject}: {violation.sentence}", err=True)
    click.echo(f"    the ledger of {report.accounts} accounts adds up: {report.green}")
    return 0 if report.green else 1


async def _publish(context: Context) -> datetime:
    """The job, by name and for a given time, as `seedbank job` runs it."""
    at = domain_now(context)
    slot = await run_by_name(context, "publish_scores", at.isoformat(), stop=asyncio.Event())
    if isinstance(slot, Refusal):
        raise Wrong(slot.detail())
    if slot.state is not SlotState.DONE:
        raise Wrong(f"the publication is {slot.state}: {slot.error}")
    return at


@asynccontextmanager
async def _server(settings: Settings) -> AsyncIterator[None]:
    """`seedbank serve` as a process of its own, on the database that is open already."""
    env = os.environ | {
        "SEEDBANK_MONGO_URL": settings.mongo_url or "",
        "SEEDBANK_DATABASE": settings.database,
        "SEEDBANK_SENDER": settings.sender,
        "SEEDBANK_SECRET": settings.secret or "",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "service.cli", "serve", env=env, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def _ready(http: httpx2.AsyncClient) -> None:
    async with asyncio.timeout(READY_S):
        while not await _answers(http):
            await asyncio.sleep(POLL_S)


async def _answers(http: httpx2.AsyncClient) -> bool:
    try:
        return (await http.get("/health/ready")).is_success
    except httpx2.TransportError:
        return False
