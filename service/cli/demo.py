"""`seedbank demo`: everything on one machine, with people in it, and where to look."""

import asyncio
import os
from pathlib import Path

import click
import msgspec

from service.cli.address import require_free
from service.cli.metrics import next_port, require_metrics_free
from service.cli.serve import run_server
from service.cli.stops import StartError
from service.demo.credentials import Credentials, credentials, write_environment
from service.demo.first_code import first_code
from service.demo.people import people
from service.demo.represented import represented
from service.demo.run import run_journey
from service.demo.settle import DemoError, settle
from service.keys.secret import secret_of
from service.opening import keys_of, open_context, open_database
from service.programme import Programme
from service.programme_demo import DEMO
from service.programme_points import POINTS_DEMO
from service.settings import Settings

SESAME, POINTS = "sesame", "points"
PROGRAMMES = {SESAME: DEMO, POINTS: POINTS_DEMO}


@click.command()
@click.option("--journey", is_flag=True, help="Play the whole story over HTTP, and end.")
@click.option(
    "--programme",
    "name",
    type=click.Choice(sorted(PROGRAMMES)),
    default=SESAME,
    help="By which scheme people are scored; each has data of its own.",
)
def demo(journey: bool, name: str) -> None:
    """Start MongoDB, settle the demo's people, serve, and say where to look."""
    if journey and name != SESAME:
        raise click.UsageError(f"the journey is told of {SESAME}: leave out --programme")
    settings = of_programme(demo_settings(os.environ), name)
    require_free(settings.host, settings.port)
    require_metrics_free(settings)
    secret = secret_of(settings)
    with open_database(settings) as url:
        opened = msgspec.structs.replace(settings, mongo_url=url, secret=secret)
        if journey:
            raise SystemExit(asyncio.run(run_journey(opened)))
        made, code = asyncio.run(_settle(opened, PROGRAMMES[name]))
        environment = write_environment(made, opened)
        click.echo(_where_to_look(settings, made, code, environment))
        run_server(opened)


def demo_settings(env: os._Environ[str] | dict[str, str]) -> Settings:
    """The settings, with the demo's own database and a mailbox instead of real messages."""
    given = {"SEEDBANK_DATABASE": "seedbank_demo", "SEEDBANK_SENDER": "mailbox"} | dict(env)
    settings = Settings.load(given)
    if settings.metrics_port is None:
        return msgspec.structs.replace(settings, metrics_port=next_port(settings))
    return settings


def of_programme(settings: Settings, name: str) -> Settings:
    """The same with the data folder and the database of one of the demo's programmes."""
    if name == SESAME:
        return settings
    return msgspec.structs.replace(
        settings, data_dir=settings.data_dir / name, database=f"{settings.database}_{name}"
    )


async def _settle(settings: Settings, programme: Programme) -> tuple[Credentials, str]:
    """The keys, and a code with which the first of the people can sign in."""
    async with open_context(settings, first=programme) as context:
        keys = keys_of(settings)
        try:
            await settle(context, keys)
        except DemoError as error:
            raise StartError(f"SEEDBANK_DATABASE: this is no demo's database: {error}") from error
        await represented(context)
        made = await credentials(context, settings.data_dir)
        return made, await first_code(context, keys, people()[0])


def _where_to_look(settings: Settings, made: Credentials, code: str, env: Path) -> str:
    base, everyone = f"http://{settings.host}:{settings.port}", people()
    metrics = "off: SEEDBANK_METRICS_PORT turns them on"
    if settings.metrics_port is not None:
        metrics = f"http://{settings.metrics_host}:{settings.metrics_port}/metrics"
    return f"""
  Seedbank's demo, with {len(everyone)} members

  A member's phone    {base}/member
  A merchant's till   {base}/counter, and its office {base}/merchant, with the key below
  A leaderboard       {base}/display#{made.display_token}
  The API             {base}/docs, to read and to try; for programs {base}/openapi.json
  Is it well?         {base}/health/ready
  Its metrics         {metrics}
  A member            {everyone[0].contact}, who can sign in with {code} for a few minutes
  A merchant's key    {made.kiosk_key}

  In a second terminal, for somebody new:

    . {env}
    curl -s $BASE/v1/sign-in/codes --json '{{"contact": "alice@example.com"}}'
    cat $MAILBOX/alice@example.com     # her one-time code

  The README's walk-through goes on from there; `seedbank demo --journey` plays all of it.
"""
