"""`seedbank operator disable NAME`."""

import asyncio

import click

from service.cli.operator.apply import apply
from service.flows.operators.disable_operator import DISABLE_OPERATOR, DisableOperator


@click.command()
@click.argument("name")
@click.option("--reason", default="", help="Why; kept in the audit log.")
def disable(name: str, reason: str) -> None:
    """Let NAME sign in no more; whoever is signed in as NAME is out within a second."""
    asyncio.run(apply(DISABLE_OPERATOR, DisableOperator(operator=name, reason=reason)))
    click.echo(f"{name} is disabled.")
