"""`seedbank operator`: who may sign in at the operators' doors. One file per command."""

import click

from service.cli.operator.add import add
from service.cli.operator.disable import disable
from service.cli.operator.list import list_all
from service.cli.operator.password import password


@click.group(commands=[add, list_all, disable, password])
def operator() -> None:
    """Add, list and disable operators, and set their passwords."""
