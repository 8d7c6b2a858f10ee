"""Operators with passwords, who come in by the door."""

from typing import Any

from httpx import Response

from service.flows.operators.add_operator import ADD_OPERATOR, AddOperator
from service.keys.passwords import Passwords
from service.operators.roles import Role
from tests.http.doors import Doors

PASSWORD = "correct horse battery staple"
SIGN_IN = "/v1/operator/sign-in"


async def add(doors: Doors, name: str, *roles: Role, password: str = PASSWORD) -> None:
    """An operator, as the command line adds one."""
    hashed = await Passwords().make(password)
    body = AddOperator(operator=name, roles=roles or (Role.ADMIN,))
    await doors.context.apply(ADD_OPERATOR, body, caller="console:test", key=None, ids=(hashed,))


async def knock(doors: Doors, name: str, password: str = PASSWORD) -> Response:
    """A try to sign in."""
    return await doors.call("POST", SIGN_IN, json={"name": name, "password": password})


async def enter(doors: Doors, name: str) -> str:
    """The token of an operator who has signed in."""
    answer = await knock(doors, name)
    assert answer.status_code == 200, answer.text
    token: str = answer.json()["access_token"]
    return token


async def log(doors: Doors, **which: str) -> list[dict[str, Any]]:
    """The rows of the audit log, in the order of their times."""
    rows = doors.context.store.driver.db.audit_log.find(which)
    return sorted(await rows.to_list(None), key=lambda row: row["at"])
