"""Component schemas, as msgspec reads and writes: bounds, patterns and all."""

from collections.abc import Sequence

import msgspec

from service.http.openapi.names import short_names
from service.http.openapi.operation import Document, Operation
from service.http.openapi.walk import PREFIX, walk
from service.http.problems.problem import Problem
from service.structs import structs_in


def put_schemas(document: Document, operations: Sequence[Operation]) -> None:
    """The schemas of all bodies, answers and problems; each operation refers to its own."""
    places = [(each.spec["requestBody"], each.body) for each in operations if each.body is not None]
    places += [(each.success, each.answer) for each in operations if each.answer is not None]
    types = [*(type_ for _, type_ in places), Problem]
    refs, schemas = msgspec.json.schema_components(types, ref_template=PREFIX + "{name}")
    for (place, _), ref in zip(places, refs, strict=False):
        place["content"] = {"application/json": {"schema": ref}}
    document["components"]["schemas"] = _of_parameters(document, operations) | schemas
    _only_answered(document, operations)
    short_names(document)


def _of_parameters(document: Document, operations: Sequence[Operation]) -> Document:
    """What litestar says of the choices that paths and queries have."""
    refs = {
        node["$ref"].removeprefix(PREFIX)
        for operation in operations
        for each in operation.spec.get("parameters", ())
        for node in walk(each)
        if node.get("$ref", "").startswith(PREFIX)
    }
    found: Document = document["components"]["schemas"]
    return {name: schema for name, schema in found.items() if name in refs}


def _only_answered(document: Document, operations: Sequence[Operation]) -> None:
    """What is never sent to us: has all its fields, unless its struct leaves defaults out, and may
    get more in time."""
    schemas = document["components"]["schemas"]
    bodies = structs_in(each.body for each in operations if each.body is not None)
    answers = [each.answer for each in operations if each.answer is not None]
    for struct in structs_in([*answers, Problem]) - bodies:
        path = f"{struct.__module__}.{struct.__qualname__}"
        schema = schemas[path if path in schemas else struct.__name__]
        schema.pop("additionalProperties", None)
        if not struct.__struct_config__.omit_defaults:
            schema["required"] = list(schema["properties"])
