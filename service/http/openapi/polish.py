"""What clients choke on, mended in every schema alike."""

import inspect
from collections.abc import Sequence
from typing import Any

from service.http.openapi.operation import Document, Operation
from service.http.openapi.walk import walk

NULL = {"type": "null"}


def absent_not_null(document: Document, _operations: Sequence[Operation]) -> None:
    """`T | None` becomes a T that may be absent: one optional, not two of them."""
    for schema in document["components"]["schemas"].values():
        for name, field in schema.get("properties", {}).items():
            if NULL in field.get("anyOf", ()):
                schema["properties"][name] = _without_null(field)
                schema["required"] = [each for each in schema["required"] if each != name]


def _without_null(field: Document) -> Document:
    kept = [each for each in field["anyOf"] if each != NULL]
    rest = {name: value for name, value in field.items() if name not in ("anyOf", "default")}
    return {**kept[0], **rest} if len(kept) == 1 else {"anyOf": kept, **rest}


def name_types(document: Document, _operations: Sequence[Operation]) -> None:
    """Integers are of 64 bits, and an enumeration of texts says that it is text."""
    for schema in walk(document):
        if schema.get("type") == "integer":
            schema["format"] = "int64"
        elif _are_texts(schema.get("enum")):
            schema["type"] = "string"


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(each, str) for each in values)


def tidy_schemas(document: Document, _operations: Sequence[Operation]) -> None:
    """No titles, which generators take for names; nothing beside a reference; no null left over."""
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        schema.pop("title", None)
        if "description" in schema:
            schema["description"] = inspect.cleandoc(schema["description"])
        if not schema.get("required", True):
            del schema["required"]
    for schema in walk(schemas):
        if "$ref" in schema:
            schema.pop("default", None)
