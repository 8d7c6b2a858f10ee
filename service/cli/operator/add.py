"""`seedbank operator add NAME --role ROLE`."""

import asyncio

import click

from service.cli.operator.apply import apply
from service.cli.operator.ask import ask_password
from service.flows.operators.add_operator import ADD_OPERATOR, AddOperator
from service.keys.passwords import Passwords
from service.operators.roles import Role


@click.command()
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="What they may do; may be given several times.",
)
@click.option("--reason", default="", help="Why; kept in the audit log.")
def add(name: str, roles: tuple[str, ...], reason: str) -> None:
    """Add the operator NAME. The password is asked for, or read from standard input."""
    password = ask_password(name)
    asyncio.run(_add(name, tuple(Role(role) for role in roles), password, reason))
    click.echo(f"{name} may sign in, as {', '.join(sorted(set(roles)))}.")


async def _add(name: str, roles: tuple[Role, ...], password: str, reason: str) -> None:
    hashed = await Passwords().make(password)
    await apply(ADD_OPERATOR, AddOperator(operator=name, roles=roles, reason=reason), (hashed,))
