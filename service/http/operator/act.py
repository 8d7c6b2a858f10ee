"""Sends an operator's command down the write path, with who, why and in which request."""

from typing import Annotated, Any, TypeVar

import msgspec
from litestar import Request

from service.flows.operators.audited import OperatorBody
from service.http.guards import Operator
from service.http.headers import request_id
from service.http.means import Means
from service.store.path.command import Answered, Rule

Reason = Annotated[str, msgspec.Meta(min_length=3, max_length=200)]
Label = Annotated[str, msgspec.Meta(max_length=64)]
Id = Annotated[str, msgspec.Meta(max_length=64)]

Body = TypeVar("Body", bound=OperatorBody)
Answer = TypeVar("Answer", bound=msgspec.Struct)


class Because(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why it is done: a sentence or a ticket, kept in the audit log."""

    reason: Reason


async def act(
    request: Request[Any, Any, Any],
    means: Means,
    caller: Operator,
    key: str | None,
    rule: Rule[Body, Answer],
    body: Body,
    ids: tuple[str, ...] = (),
) -> Answered[Answer]:
    """The committed answer, its audit row written with it."""
    return await means.context.apply(
        rule, body, caller=caller.caller, key=key, ids=ids, request=request_id(request.scope)
    )
