"""`seedbank check`: proves the invariants on what is stored."""

import asyncio
import os

import click
from rich.console import Console

from service.check.report import Report
from service.check.run import check as prove
from service.opening import open_context
from service.settings import Settings
from service.store.last_check import LastCheck, keep_check


@click.command()
def check() -> None:
    """Prove that the ledger is right. Exit code 1 if it is not; nothing is ever repaired."""
    report = asyncio.run(_prove(Settings.load(os.environ)))
    for violation in report.violations:
        click.echo(f"{violation.invariant} {violation.subject}: {violation.sentence}", err=True)
    click.echo(summary(report))
    if not report.green:
        raise SystemExit(1)


async def _prove(settings: Settings) -> Report:
    console = Console(stderr=True)
    with console.status("proving…") as status:
        async with open_context(settings) as context:
            key = context.ledger_key()
            report = await prove(
                context.store,
                lambda part: status.update(f"{part.accounts:,} accounts proved"),
                now=context.clock.domain_now(),
                keys={key.id: key.public},
            )
            ended = context.clock.server_now()
            found = LastCheck(at=ended, violations=len(report.violations))
            await keep_check(context.store, found)
            return report


def summary(report: Report) -> str:
    """One line for a person."""
    found = f"{len(report.violations)} violations" if report.violations else "all green"
    return (
        f"{found}: {report.accounts:,} accounts, {report.transfers:,} transfers, "
        f"{report.issued:,} seeds issued; I1 to I15"
    )
