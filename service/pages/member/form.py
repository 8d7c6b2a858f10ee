"""What was typed into a form of a page, as the body that a door of the API takes."""

from typing import Any, TypeVar

import msgspec
from litestar import Request

from service.http.body import field_error
from service.http.idempotency import is_key
from service.http.problems.raised import Refused
from service.http.problems.refusals import IdempotencyKeyMissing, InvalidRequest

Body = TypeVar("Body", bound=msgspec.Struct)


async def typed(request: Request[Any, Any, Any]) -> dict[str, str]:
    """The fields of the form, each as it was typed."""
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


def key_of(fields: dict[str, str]) -> str:
    """The form's idempotency key: sent twice, it is done once. Refused if it has none."""
    key = fields.get("key", "")
    if not is_key(key):
        raise Refused(IdempotencyKeyMissing())
    return key


def body_of(fields: dict[str, str], type_: type[Body], **more: Any) -> Body:
    """The fields that `type_` has, numbers read from their digits. An empty one that may be left
    out is left out. Refused for what does not fit."""
    known = {each.name: each.required for each in msgspec.structs.fields(type_)}
    given: dict[str, Any] = {
        name: value for name, value in fields.items() if name in known and (value or known[name])
    }
    try:
        return msgspec.convert(given | more, type_, strict=False)
    except msgspec.ValidationError as error:
        raise Refused(InvalidRequest(errors=(field_error(type_, str(error)),))) from error
