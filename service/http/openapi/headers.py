"""Headers that are sent and answered."""

from collections.abc import Sequence
from typing import Any

from service.http.headers import REQUEST_ID
from service.http.idempotency import HEADER
from service.http.openapi.operation import Document, Operation
from service.http.problems.problem import REPLAYED

RATES = ("RateLimit-Policy", "RateLimit")

KEY = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": (
        "A new random value for each new action, the same one when a request is repeated: the "
        "answer is then the first one's. With another body it is refused."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]{1,255}$"},
    "example": "5f0c6d1a-8a58-4f0e-9d0a-3f2f3f0f9a11",
}

COMPONENTS: dict[str, Document] = {
    REQUEST_ID: {
        "description": "This request's id, by which the operator finds it in the logs.",
        "required": True,
        "schema": {"type": "string", "format": "uuid"},
    },
    REPLAYED: {
        "description": "There if this answer was given before, to the same Idempotency-Key.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Retry-After": {
        "description": "Seconds to wait before the next try.",
        "schema": {"type": "integer", "minimum": 0},
    },
    "RateLimit-Policy": {
        "description": (
            "The limits that this call counts against, as structured fields: "
            '`"calls_per_member";q=1200;w=600` is 1,200 in each 600 s.'
        ),
        "schema": {"type": "string"},
    },
    "RateLimit": {
        "description": (
            "What is left of each: `r` calls until the window ends in `t` seconds. Not there while "
            "nobody can count."
        ),
        "schema": {"type": "string"},
    },
    "WWW-Authenticate": {
        "description": "Which credentials are taken.",
        "required": True,
        "schema": {"type": "string"},
    },
}


def take_headers(document: Document, operations: Sequence[Operation]) -> None:
    """The Idempotency-Key on every operation whose handler takes the dependency `key`."""
    document["components"]["parameters"] = {"IdempotencyKey": KEY}
    for each in operations:
        if takes_key(each):
            reference = {"$ref": "#/components/parameters/IdempotencyKey"}
            each.spec.setdefault("parameters", []).append(reference)


def takes_key(operation: Operation) -> bool:
    """Whether repeating it is safe by a key."""
    return "key" in operation.parameters


def answer_headers(document: Document, operations: Sequence[Operation]) -> None:
    """The headers of every answer when all went well; those of problems stand at the problems."""
    document["components"]["headers"] = COMPONENTS
    for each in operations:
        names = [REQUEST_ID, *([REPLAYED] if takes_key(each) else [])]
        names += [] if each.path.startswith("/health/") else RATES
        each.success["headers"] = each.success.get("headers", {}) | headers(*names)


def headers(*names: str) -> dict[str, Any]:
    """References to `COMPONENTS`, as a response holds them."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
