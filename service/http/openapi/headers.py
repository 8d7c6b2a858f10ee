"""Headers that are sent and answered."""

from collections.abc import Sequence
from typing import Any

from service.http.etag import seen_versions
from service.http.headers import REQUEST_ID
from service.http.idempotency import HEADER
from service.http.language import language_of
from service.http.openapi.operation import Document, Operation
from service.http.problems.problem import REPLAYED
from service.http.programme.translated import saying
from service.language.languages import Language

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

PARAMETERS: dict[str, Document] = {
    "IdempotencyKey": KEY,
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "description": "The ETag of an answer that you have: if it is still the one, 304 says so.",
        "schema": {"type": "string"},
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "description": "The ETag of what you have read: if it has changed since, nothing is done.",
        "schema": {"type": "string"},
    },
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
    "ETag": {
        "description": "Names this answer. Not there on a board that is behind.",
        "schema": {"type": "string"},
    },
    "Content-Language": {
        "description": "The language of its texts, of those that Accept-Language asked for.",
        "schema": {"type": "string", "enum": [each.value for each in Language]},
    },
    "WWW-Authenticate": {
        "description": "Which credentials are taken.",
        "required": True,
        "schema": {"type": "string"},
    },
}


def take_headers(document: Document, operations: Sequence[Operation]) -> None:
    """The Idempotency-Key where the handler takes the dependency `key`; If-None-Match on what is
    polled; If-Match where the handler asks which versions have been seen."""
    document["components"]["parameters"] = PARAMETERS
    for each in operations:
        taken = {
            "IdempotencyKey": takes_key(each),
            "IfNoneMatch": is_polled(each),
            "IfMatch": takes_versions(each),
        }
        for name, is_taken in taken.items():
            if is_taken:
                reference = {"$ref": f"#/components/parameters/{name}"}
                each.spec.setdefault("parameters", []).append(reference)


def takes_key(operation: Operation) -> bool:
    """Whether repeating it is safe by a key."""
    return "key" in operation.parameters


def is_polled(operation: Operation) -> bool:
    """Whether its answer has an ETag, and is a 304 to who has it: what is read, if it is JSON."""
    return operation.method == "GET" and operation.answer is not None and not operation.is_free


def takes_versions(operation: Operation) -> bool:
    """Whether it changes a thing only as it was read, if asked to."""
    return operation.calls(seen_versions)


def answer_headers(document: Document, operations: Sequence[Operation]) -> None:
    """The headers of every answer when all went well; those of problems stand at the problems."""
    document["components"]["headers"] = COMPONENTS
    for each in operations:
        names = [REQUEST_ID, *([REPLAYED] if takes_key(each) else [])]
        names += [] if each.is_free else RATES
        names += ["Content-Language"] if each.calls(language_of) or each.calls(saying) else []
        names += ["ETag"] if is_polled(each) else []
        each.success["headers"] = each.success.get("headers", {}) | headers(*names)
        if is_polled(each):
            each.spec["responses"]["304"] = {
                "description": "What you have is still the answer.",
                "headers": headers(REQUEST_ID, *RATES, "ETag"),
            }


def headers(*names: str) -> dict[str, Any]:
    """References to `COMPONENTS`, as a response holds them."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
