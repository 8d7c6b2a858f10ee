"""`seedbank doctor`: what is wrong with a database and with the settings, before it hurts."""

import asyncio
import os
from collections.abc import Sequence

import click
import msgspec

from service.doctor.finding import Finding, Verdict
from service.doctor.patient import Patient
from service.doctor.run import examine, worst
from service.opening import open_database
from service.settings import Settings
from service.store.connect import open_unchecked
from service.store.examination import Examination

COLOURS = {Verdict.OK: "green", Verdict.WARNING: "yellow", Verdict.FAILED: "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: a list of findings.")
def doctor(as_json: bool) -> None:
    """Look at the database and the settings. Exit code 0 if all is well, 1 with warnings, 2 if
    something has failed. Nothing is changed."""
    settings = Settings.load(os.environ)
    with open_database(settings) as url:
        findings = asyncio.run(_examine(settings, url))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(findings)))
    else:
        click.echo(told(findings))
    raise SystemExit(worst(findings).exit_code)


async def _examine(settings: Settings, url: str) -> list[Finding]:
    server = Examination(open_unchecked(url, settings.database, driver=settings.driver))
    try:
        return await examine(Patient(settings, server))
    finally:
        await server.close()


def told(findings: Sequence[Finding]) -> str:
    """A line for each finding."""
    wide = max(len(each.check) for each in findings)
    return "\n".join(
        f"{click.style(f'{each.verdict:7}', fg=COLOURS[each.verdict])}  "
        f"{each.check:{wide}}  {each.sentence}"
        for each in findings
    )
