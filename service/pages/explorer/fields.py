"""What lies inside of a schema: its properties, and theirs."""

from service.pages.explorer.model import Document, Field
from service.pages.explorer.prose import prose
from service.pages.explorer.schemas import (
    Schema,
    kind_of,
    limits_of,
    resolved,
    type_of,
    values_of,
)

# Deeper nobody reads, and a shape may hold itself.
DEPTH_MAX = 6


def fields_of(document: Document, schema: Schema, depth: int = 0) -> tuple[Field, ...]:
    """The properties of an object, or of the objects in a list; nothing below the sixth level."""
    schema = resolved(document, schema)
    if depth >= DEPTH_MAX:
        return ()
    if type_of(schema) == "array":
        return fields_of(document, schema.get("items", {}), depth)
    if (values := values_of(schema)) is not None:
        return fields_of(document, values, depth)
    required = schema.get("required", ())
    return tuple(
        field_of(document, name, each, required=name in required, depth=depth)
        for name, each in schema.get("properties", {}).items()
    )


def field_of(
    document: Document, name: str, schema: Schema, *, required: bool, depth: int = 0
) -> Field:
    """One property with all that lies inside."""
    return Field(
        name=name,
        kind=kind_of(document, schema),
        required=required,
        limits=limits_of(document, schema),
        text=prose(_text(document, schema)),
        fields=fields_of(document, schema, depth + 1),
    )


def _text(document: Document, schema: Schema) -> str:
    """What is said of this place, or else of the type that stands here."""
    said: str = schema.get("description") or resolved(document, schema).get("description", "")
    return said
