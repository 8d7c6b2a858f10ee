"""`seedbank openapi`: the API's description, without a server and without a database."""

import click

from service.app import described


@click.command()
def openapi() -> None:
    """Print the OpenAPI document. It is sorted, the same each time, and made for generators."""
    click.echo(described().text, nl=False)
