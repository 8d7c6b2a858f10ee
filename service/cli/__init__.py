"""The command line: `seedbank <command>`.

One file per command; `COMMANDS` is the whole list. Commands wire what other rooms do and say how it
went; no rule lives here. What stops a start is one line on stderr, and exit code 2.
"""

import os

import click

from service.cli.approve import approve
from service.cli.backup import backup
from service.cli.bundle import bundle
from service.cli.check import check
from service.cli.clock import clock
from service.cli.demo import demo
from service.cli.doctor import doctor
from service.cli.erasures import erasures
from service.cli.job import job
from service.cli.jobs import jobs
from service.cli.keys import keys
from service.cli.openapi import openapi
from service.cli.operator import operator
from service.cli.plan import plan
from service.cli.programme import programme
from service.cli.restore import restore
from service.cli.score import score
from service.cli.serve import serve
from service.cli.stops import STOPS, one_line
from service.cli.verify import verify
from service.logs import configure_logs
from service.settings import Settings

COMMANDS: tuple[click.Command, ...] = (
    demo,
    serve,
    check,
    doctor,
    jobs,
    job,
    clock,
    operator,
    keys,
    programme,
    score,
    plan,
    approve,
    bundle,
    verify,
    openapi,
    backup,
    restore,
    erasures,
)


@click.group(commands=list(COMMANDS))
def seedbank() -> None:
    """Seedbank: seeds for doing, a score for keeping promises, perks for both."""
    settings = Settings.load(os.environ)
    configure_logs(settings.log_level, settings.log_format)


def main() -> None:
    """The entry point of the installed program."""
    try:
        seedbank()
    except STOPS as stop:
        click.echo(f"seedbank: {one_line(stop)}", err=True)
        raise SystemExit(2) from None
