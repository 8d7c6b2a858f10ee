"""`seedbank programme`: the document that an operator writes. One file per command."""

import click

from service.cli.programme.lint import lint
from service.cli.programme.schema import schema


@click.group(commands=[schema, lint])
def programme() -> None:
    """Check the programme document."""
