"""`seedbank programme`: the document that an operator writes. One file per command."""

import click

from service.cli.programme.apply import apply
from service.cli.programme.diff import diff
from service.cli.programme.lint import lint
from service.cli.programme.rehearse import rehearse_programme
from service.cli.programme.schema import schema
from service.cli.programme.show import show
from service.cli.programme.versions import versions


@click.group(commands=[show, schema, lint, diff, rehearse_programme, apply, versions])
def programme() -> None:
    """Show, check and change the programme document."""
