"""Validators derived from the types: the database's own last line against doubles and negatives.

The rules decide first; a validator only ever refuses what a defect or a stranger tries to write.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import inspect

Schema = dict[str, Any]

PACKED: Schema = {"bsonType": ["binData", "null"]}

SIMPLE: dict[type[inspect.Type], str] = {
    inspect.StrType: "string",
    inspect.BoolType: "bool",
    inspect.DateTimeType: "date",
    inspect.BytesType: "binData",
    inspect.NoneType: "null",
    inspect.EnumType: "string",
}


def validator_for(type_: type[msgspec.Struct], packed: Sequence[str] = ()) -> Schema:
    """The `$jsonSchema` validator of a document type: required fields, int64 with their bounds.
    `packed` fields are bytes, or nothing."""
    info = inspect.type_info(type_)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{type_} is no struct")
    schema = _struct(info)
    schema["properties"]["_id"] = schema["properties"].pop("id")
    schema["properties"].update(dict.fromkeys(packed, PACKED))
    schema["required"] = ["_id", *(name for name in schema["required"] if name != "id")]
    return {"$jsonSchema": schema}


def _struct(info: inspect.StructType) -> Schema:
    # Encoding writes every field, also one that has its default, unless its type says otherwise.
    omits = info.cls.__struct_config__.omit_defaults
    written = [field for field in info.fields if field.required or not omits]
    return {
        "bsonType": "object",
        "required": [field.encode_name for field in written],
        "properties": {field.encode_name: _schema(field.type) for field in info.fields},
    }


def _schema(info: inspect.Type) -> Schema:
    match info:
        case inspect.IntType():
            return _integer(info)
        case inspect.StructType():
            return _struct(info)
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item):
            return {"bsonType": "array", "items": _schema(item)}
        case inspect.UnionType(types=types):
            return {"anyOf": [_schema(each) for each in types]}
        case inspect.DictType():
            return {"bsonType": "object"}
        case _:
            return {"bsonType": SIMPLE[type(info)]}


def _integer(info: inspect.IntType) -> Schema:
    bounds = {"minimum": info.ge, "maximum": info.le}
    return {"bsonType": "long", **{name: to for name, to in bounds.items() if to is not None}}
