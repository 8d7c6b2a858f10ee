"""`seedbank openapi`: the API's description, without a server and without a database."""

import click

from service.app import described


@click.command()
def openapi() -> None:
    """Print the OpenAPI document: sorted, the same each time, ready for a client generator."""
    click.echo(described().text, nl=False)
