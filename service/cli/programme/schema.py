"""`seedbank programme schema`."""

import click

from service.programme.schema import schema_text


@click.command()
def schema() -> None:
    """Print the JSON Schema of the document, for an editor. Needs no database."""
    click.echo(schema_text(), nl=False)
