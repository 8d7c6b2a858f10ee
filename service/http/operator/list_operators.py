"""GET /v1/operator/operators."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards.guards import POWER
from service.http.means import TheMeans
from service.operators.operator import Operator
from service.operators.roles import Power, Role
from service.store.lists import newest_where
from service.store.schema.page import OPERATORS

SCOPE = "operator:operators"


class OperatorView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An operator as others see them."""

    name: str
    roles: tuple[Role, ...]
    created_at: Instant
    signed_in_at: Instant | None = None
    disabled_at: Instant | None = None


class OperatorsPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    operators: tuple[OperatorView, ...]
    next_cursor: str | None = None


@get(
    "/operators",
    operation_id="listOperators",
    tags=["operator"],
    opt={POWER: Power.AUDIT},
)
async def list_operators(means: TheMeans, limit: Limit = 20, cursor: Cursor = "") -> OperatorsPage:
    """All operators, the disabled ones too."""
    after = read_cursor(means.keys, SCOPE, cursor)
    page = await newest_where(
        means.context.store, OPERATORS, {}, limit=limit, after=after, at="created_at"
    )
    return OperatorsPage(
        operators=tuple(_view(row) for row in page.rows),
        next_cursor=write_cursor(means.keys, SCOPE, page.after),
    )


def _view(operator: Operator) -> OperatorView:
    return OperatorView(
        name=operator.id,
        roles=operator.roles,
        created_at=operator.created_at,
        signed_in_at=operator.signed_in_at,
        disabled_at=operator.disabled_at,
    )
