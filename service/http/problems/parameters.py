"""What is wrong with a parameter, by the name that it was sent under, with what it takes."""

from typing import Any

import msgspec
from litestar import Request

from service.http.choices import choices_at
from service.http.problems.refusals import FieldError, InvalidRequest


def as_sent(request: Request[Any, Any, Any], refusal: InvalidRequest) -> InvalidRequest:
    """The framework names an argument of the handler; who calls knows only the query's name."""
    handler = request.scope.get("route_handler")
    known = handler.parsed_fn_signature.parameters if handler else {}
    return InvalidRequest(errors=tuple(_as_sent(each, known) for each in refusal.errors))


def _as_sent(error: FieldError, known: Any) -> FieldError:
    argument = known.get(error.field)
    if argument is None:
        return error
    detail = error.detail
    if detail.startswith("Invalid enum value"):
        choices = choices_at(argument.annotation, "")
        detail = f"{detail}: use one of {', '.join(choices)}" if choices else detail
    name = getattr(argument.kwarg_definition, "name", None) or error.field
    return msgspec.structs.replace(error, field=name, detail=detail)
