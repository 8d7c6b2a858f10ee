"""`seedbank keys`: the keys that sign access tokens; what each subcommand says is in its file."""

import click

from service.cli.keys.list import list_keys
from service.cli.keys.rotate import rotate


@click.group(commands=[list_keys, rotate])
def keys() -> None:
    """The keys that sign members' access tokens."""
