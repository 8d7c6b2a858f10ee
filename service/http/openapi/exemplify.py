"""Examples, where bodies, answers, path values and problems are described."""

from collections.abc import Sequence
from typing import Any

from service.http.openapi.examples import EXAMPLES
from service.http.openapi.examples.made import BY_NAME, made
from service.http.openapi.operation import Document, Operation
from service.http.openapi.walk import PREFIX


def put_examples(document: Document, operations: Sequence[Operation]) -> None:
    """Named ones of the schema, or else one that is made from it."""
    contents = [each.spec["requestBody"]["content"] for each in operations if each.body is not None]
    contents += [each.success["content"] for each in operations if each.answer is not None]
    contents += [each["content"] for each in document["components"]["responses"].values()]
    for content in contents:
        for media in content.values():
            media["examples"] = _examples(document, media["schema"])
    for operation in operations:
        for parameter in operation.spec.get("parameters", ()):
            if parameter.get("in") == "path":
                parameter["example"] = BY_NAME.get(parameter["name"], "5f0c6d1a")


def _examples(document: Document, schema: Document) -> dict[str, Any]:
    name = schema.get("$ref", "").removeprefix(PREFIX)
    named = EXAMPLES.get(name) or {"example": made(document, schema)}
    return {key: {"summary": _words(key), "value": value} for key, value in named.items()}


def _words(key: str) -> str:
    return key.replace("_", " ").capitalize()
