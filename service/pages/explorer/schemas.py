"""Schemas of the document in words: what a value is, and what bounds it."""

from collections.abc import Mapping
from typing import Any

import msgspec

from service.pages.explorer.model import Document

Schema = Mapping[str, Any]

# What JSON Schema calls a bound, and how it reads after the kind.
_LIMITS = (
    ("minLength", "length at least {}"),
    ("maxLength", "length at most {}"),
    ("minimum", "from {}"),
    ("exclusiveMinimum", "above {}"),
    ("maximum", "to {}"),
    ("exclusiveMaximum", "below {}"),
    ("minItems", "at least {} items"),
    ("maxItems", "at most {} items"),
    ("pattern", "matches {}"),
    ("default", "otherwise {}"),
)
# "Otherwise nothing" tells nobody more than "optional".
_EMPTY: tuple[object, ...] = ("", (), [], {})


def resolved(document: Document, schema: Schema) -> Schema:
    """The schema itself: references followed, "or null" and single wrappers taken off."""
    for _ in range(16):
        if (reference := schema.get("$ref")) is not None:
            schema = _target(document, reference)
        elif (only := _only_choice(schema)) is not None:
            schema = {**only, **{key: schema[key] for key in schema if key not in _CHOICES}}
        else:
            break
    return schema


_CHOICES = ("oneOf", "anyOf", "allOf")


def _target(document: Document, reference: str) -> Schema:
    found: Any = document
    for part in reference.removeprefix("#/").split("/"):
        found = found[part.replace("~1", "/").replace("~0", "~")]
    target: Schema = found
    return target


def _only_choice(schema: Schema) -> Schema | None:
    for key in _CHOICES:
        choices = [each for each in schema.get(key, ()) if each.get("type") != "null"]
        if len(choices) == 1:
            only: Schema = choices[0]
            return only
    return None


def kind_of(document: Document, schema: Schema) -> str:
    """What a value of it is, in a few words."""
    schema = resolved(document, schema)
    if "const" in schema:
        return _word(schema["const"])
    if "enum" in schema:
        return " or ".join(_word(value) for value in schema["enum"] if value is not None)
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return " or ".join(dict.fromkeys(kind_of(document, each) for each in schema[key]))
    kind = type_of(schema)
    if kind == "array":
        return f"list of {kind_of(document, schema.get('items', {}))}"
    if kind == "object" and values_of(schema) is not None:
        return f"object of {kind_of(document, values_of(schema) or {})} by name"
    return f"{kind} ({schema['format']})" if "format" in schema else kind


def type_of(schema: Schema) -> str:
    """What JSON calls it, without "or null"."""
    named = schema.get("type", "object" if "properties" in schema else "anything")
    kinds = [named] if isinstance(named, str) else [each for each in named if each != "null"]
    return " or ".join(kinds)


def values_of(schema: Schema) -> Schema | None:
    """The schema of the values of an object whose names are not fixed."""
    values = schema.get("additionalProperties")
    return values if isinstance(values, dict) and values else None


def _word(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def limits_of(document: Document, schema: Schema) -> tuple[str, ...]:
    """Its bounds, a phrase each."""
    schema = resolved(document, schema)
    said = ((phrase, schema[key]) for key, phrase in _LIMITS if key in schema)
    return tuple(phrase.format(_word(value)) for phrase, value in said if value not in _EMPTY)
