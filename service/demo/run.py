"""Plays the journey against a server and a sandbox of its own, and proves the ledger at the end."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import click
import httpx2
import msgspec

from rewards.economy import Cadence
from rewards.refusal import Refusal
from service.check.run import check
from service.demo.credentials import Credentials, credentials
from service.demo.journey.stage import Stage
from service.demo.journey.story import Story
from service.demo.visitor import Visitor, Wrong
from service.flows.context import Context
from service.jobs.advance import advance
from service.jobs.job import domain_now
from service.opening import open_context
from service.programme import Programme
from service.programme_demo import DEMO
from service.settings import Settings
from service.store.connect import connect
from service.store.programmes import begin_programme

READY_S = 30.0
POLL_S = 0.05
# Every process follows a moved clock within a second.
FOLLOWED_S = 1.0


def journey_programme() -> Programme:
    """The demo's, with scores published once a month as in earnest."""
    score = msgspec.structs.replace(DEMO.numbers.score, cadence=Cadence.MONTHLY)
    numbers = msgspec.structs.replace(DEMO.numbers, score=score)
    return msgspec.structs.replace(DEMO, id="journey", numbers=numbers)


async def run_journey(settings: Settings) -> int:
    """Plays every step over HTTP, a line each; 0 if all went right, 1 at the first that did not."""
    settings = msgspec.structs.replace(settings, database=f"{settings.database}_journey")
    await _begin(settings)
    folder = settings.data_dir / "journey"
    folder.mkdir(parents=True, exist_ok=True)
    async with (
        open_context(settings) as context,
        _server(settings),
        httpx2.AsyncClient(base_url=f"http://{settings.host}:{settings.port}") as http,
    ):
        await _ready(http)
        return await _play(http, context, settings, await credentials(context, folder))


async def _begin(settings: Settings) -> None:
    """A sandbox that nobody has lived in: its clock stands where the real one does."""
    store = await connect(settings.mongo_url or "", settings.database, driver=settings.driver)
    try:
        await store.driver.client.drop_database(settings.database)
    finally:
        await store.close()
    store = await connect(settings.mongo_url or "", settings.database, driver=settings.driver)
    try:
        await begin_programme(store, journey_programme())
    finally:
        await store.close()


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
    stage = Stage(visitor, lambda: domain_now(context), lambda until: _forward(context, until))
    for number, (what, step) in enumerate(Story(stage).steps(), start=1):
        try:
            found = await step()
        except (Wrong, httpx2.HTTPError, OSError, LookupError, TimeoutError) as error:
            click.echo(f"{number:3} WRONG {what}: {error!r}", err=True)
            return 1
        click.echo(f"{number:3} {what:51} {found}")
    return await _prove(context)


async def _forward(context: Context, until: datetime) -> str:
    """Moves the clock, runs every job on the way, and waits until all processes have followed."""
    if until <= domain_now(context):
        return f"it is {domain_now(context):%-d %B} already"
    advanced = await advance(context, until=until.astimezone(UTC))
    if isinstance(advanced, Refusal):
        raise Wrong(advanced.detail())
    failed = [slot.id for slot in advanced.runs if slot.error]
    if failed:
        raise Wrong(f"failed on the way: {', '.join(failed)}")
    await asyncio.sleep(FOLLOWED_S)
    return f"{until:%A, %-d %B, %H:%M}; {len(advanced.runs)} runs of jobs"


async def _prove(context: Context) -> int:
    report = await check(context.store)
    for violation in report.violations:
        click.echo(f"    {violation.invariant} {violation.subject}: {violation.sentence}", err=True)
    click.echo(f"    the ledger of {report.accounts} accounts adds up: {report.green}")
    return 0 if report.green else 1


@asynccontextmanager
async def _server(settings: Settings) -> AsyncIterator[None]:
    """`seedbank serve` as a process of its own, on the database that is open already. Its jobs are
    off: they run as the clock is moved."""
    env = os.environ | {
        "SEEDBANK_MONGO_URL": settings.mongo_url or "",
        "SEEDBANK_DATABASE": settings.database,
        "SEEDBANK_SENDER": settings.sender,
        "SEEDBANK_SECRET": settings.secret or "",
        "SEEDBANK_JOBS": "off",
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
