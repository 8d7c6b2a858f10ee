"""Values to start from: the document's own examples, or else the smallest that has the shape."""

from collections.abc import Mapping
from typing import Any

import msgspec

from service.pages.explorer.fields import DEPTH_MAX
from service.pages.explorer.model import Document, Example
from service.pages.explorer.schemas import Schema, resolved

_BY_FORMAT = {
    "date-time": "2026-11-23T09:00:00Z",
    "date": "2026-11-23",
    "uuid": "00000000-0000-4000-8000-000000000000",
}
_BY_TYPE: Mapping[str, Any] = {"integer": 1, "number": 1, "boolean": True, "string": "text"}


def examples_of(document: Document, media: Mapping[str, Any]) -> tuple[Example, ...]:
    """At least one; named ones first. `media` is what stands below a media type."""
    named = {name: _followed(document, each) for name, each in media.get("examples", {}).items()}
    if named:
        return tuple(
            Example(each.get("summary", name), written(each.get("value")))
            for name, each in named.items()
        )
    value = media["example"] if "example" in media else example_of(document, media["schema"])
    return (Example("example", written(value)),)


def _followed(document: Document, each: Mapping[str, Any]) -> Mapping[str, Any]:
    """An example may stand among the components."""
    return resolved(document, each) if "$ref" in each else each


def example_of(document: Document, schema: Schema, depth: int = 0) -> Any:
    """A value of the schema: what the document says, or required properties only."""
    schema = resolved(document, schema)
    if (said := _said(schema)) is not None:
        return said
    kinds = schema.get("type", "object")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    if kind == "array":
        return [example_of(document, schema.get("items", {}), depth + 1)] * (depth < DEPTH_MAX)
    if kind == "object":
        return _object(document, schema, depth)
    return _BY_FORMAT.get(schema.get("format", ""), _BY_TYPE.get(kind))


def _said(schema: Schema) -> Any:
    for key in ("const", "example", "default"):
        if key in schema:
            return schema[key]
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    return None


def _object(document: Document, schema: Schema, depth: int) -> dict[str, Any]:
    required = schema.get("required", ())
    return {
        name: example_of(document, each, depth + 1)
        for name, each in schema.get("properties", {}).items()
        if name in required and depth < DEPTH_MAX
    }


def written(value: Any) -> str:
    """JSON as a person edits it."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
