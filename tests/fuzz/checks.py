"""What no answer may do. Each check raises; what it says is one line for the report."""

from typing import Any

from jsonschema_rs import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
)

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# Refusals of what a schema can say; of these fields it cannot say everything.
# Given to any call, before a door is looked for: the description's `default`.
ANYWHERE = {414, 431}
MALFORMED = {"invalid_request", "malformed_json", "body_missing", "idempotency_key_missing"}
MORE_THAN_A_SCHEMA_SAYS = {"cursor", "event_at", "ends_at", "returned_at"}
# One flat shape of several: which fields belong to which is in its words only.
FLAT = "suppositions["


class Violation(Exception):
    """The service and its description say different things."""


def conforms(case: Any, response: Any, schema: dict[str, Any]) -> None:
    """Status, content type, headers and body are in the description; malformed data is refused."""
    statuses = case.operation.definition.raw["responses"]
    if str(response.status_code) not in statuses and response.status_code not in ANYWHERE:
        raise Violation(f"status {response.status_code} is not described: {response.text[:200]}")
    checks = list(CHECKS)
    taken = response.status_code < 400
    if taken and case.meta.generation.mode.is_negative and not _only_nulls(case, schema):
        checks.append(negative_data_rejection)
    try:
        case.validate_response(response, checks=checks)
    except FailureGroup as found:
        said = "; ".join(f"{each.title}: {each.message}" for each in found.exceptions)
        raise Violation(f"{said} ({response.status_code} {response.text[:200]})") from None
    if case.meta.generation.mode.is_positive:
        _taken(response)


def refused(response: Any) -> None:
    """Credentials of others open nothing."""
    if response.status_code not in {401, *ANYWHERE}:
        raise Violation(f"foreign credentials get {response.status_code}")


def _taken(response: Any) -> None:
    if response.status_code not in (400, 422):
        return
    problem = response.json()
    errors = problem["refusal"].get("errors", ())
    fields = {each["field"].rpartition(".")[2] for each in errors}
    flat = any(each["field"].startswith(FLAT) for each in errors)
    if problem["code"] in MALFORMED and not flat and not fields & MORE_THAN_A_SCHEMA_SAYS:
        raise Violation(f"described, and refused: {problem['detail']}")


def _only_nulls(case: Any, schema: dict[str, Any]) -> bool:
    """A null that is sent counts as absent: without its nulls such a body may be right."""
    if not isinstance(case.body, dict) or None not in case.body.values():
        return False
    body = {name: value for name, value in case.body.items() if value is not None}
    validator = Draft202012Validator(schema)
    return bool(validator.is_valid(body))
