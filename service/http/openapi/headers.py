"""Headers that are sent and answered."""

from collections.abc import Sequence
from typing import Any

from service.http.etag import seen_versions
from service.http.headers import REQUEST_ID
from service.http.language import language_of
from service.http.openapi.header_table import COMPONENTS, PARAMETERS, RATES
from service.http.openapi.operation import Document, Operation
from service.http.problems.problem import REPLAYED
from service.http.programme.translated import saying


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
