"""GET /v1/operator/me."""

import msgspec
from litestar import get

from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.operators.roles import POWERS, Power, Role


class OperatorMe(msgspec.Struct, frozen=True, kw_only=True):
    """The caller, and what their roles allow: a console shows what can be done."""

    name: str
    roles: tuple[Role, ...]
    powers: tuple[Power, ...]


@get("/me", operation_id="getOperator", tags=["operator"], opt={POWER: None}, sync_to_thread=False)
def show_operator(caller: TheOperator) -> OperatorMe:
    """Who is signed in."""
    powers = {power for role in caller.roles for power in POWERS[role]}
    return OperatorMe(name=caller.id, roles=caller.roles, powers=tuple(sorted(powers)))
