"""`seedbank score`: what operators do about published scores. One file per command."""

import click

from service.cli.score.revise import revise


@click.group(commands=[revise])
def score() -> None:
    """Correct what was published."""
